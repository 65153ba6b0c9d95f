package dev.haywire.internal.junit;

import java.lang.reflect.InvocationTargetException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** A control server that a test or a class keeps alive. What proxies a test makes in one that outlives it are removed with the last test that runs. */
final class HeldControl {
    private static final String SERVER = "dev.haywire.internal.toxiproxy.InjectedServer";
    private static final String CLIENT = "eu.rekawek.toxiproxy.ToxiproxyClient";

    private final InjectedControl server;
    private final Users users = new Users();
    private Set<String> older = Set.of();

    /** Starts it. */
    HeldControl(long seed) {
        try {
            server = (InjectedControl)
                    Class.forName(SERVER).getConstructor(long.class).newInstance(seed);
        } catch (InvocationTargetException failure) {
            throw new ExtensionConfigurationException(
                    "The control server cannot be started: " + failure.getCause(), failure.getCause());
        } catch (ReflectiveOperationException missing) {
            throw new IllegalStateException("A part of Haywire is missing: " + SERVER, missing);
        }
    }

    /** Fails where a client is to be injected that is not there; the other forms need none. */
    static void requireClient(Class<?> type, String subject) {
        if (!type.getName().equals(CLIENT)) {
            return;
        }
        try {
            Class.forName(CLIENT, false, HeldControl.class.getClassLoader());
        } catch (ClassNotFoundException missing) {
            throw new ExtensionConfigurationException(
                    subject
                            + ": Toxiproxy's client is not on the class path; add eu.rekawek.toxiproxy:toxiproxy-java, for tests, in version 2.1.11, for instance");
        }
    }

    InjectedControl server() {
        return server;
    }

    /**
     * Resets the connections of its proxies for a test that JUnit ends by a timeout; waits for nothing.
     *
     * @return when that is done; null where another test uses it
     */
    @Nullable
    CompletableFuture<Void> unblock(Run timedOut) {
        return users.unlessUsed(timedOut, server::unblock);
    }

    synchronized void enter(TestRun test) {
        if (users.add(test)) {
            older = server.proxies();
        }
    }

    synchronized void leave(TestRun test) {
        if (users.remove(test)) {
            server.keepOnly(older);
        }
    }
}
