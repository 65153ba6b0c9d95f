package dev.haywire.internal.toxiproxy;

import dev.haywire.internal.junit.InjectedControl;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** The control server of a test, in the forms in which tests have it. */
public final class InjectedServer implements InjectedControl {
    private final ControlServer server;

    /**
     * Starts one at a free port.
     *
     * @param seed of what its toxics decide by chance
     */
    public InjectedServer(long seed) {
        server = ControlServer.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), seed);
    }

    @Override
    public boolean supports(Class<?> type) {
        return type == URI.class || type == InetSocketAddress.class || Client.is(type);
    }

    @Override
    public Object as(Class<?> type) {
        if (type == URI.class) {
            return server.uri();
        }
        return type == InetSocketAddress.class ? server.address() : Client.of(server.uri());
    }

    /** Toxiproxy's client, in a class of its own: the other forms are there without it on the class path. */
    private static final class Client {
        private static final String NAME = "eu.rekawek.toxiproxy.ToxiproxyClient";

        static boolean is(Class<?> type) {
            return type.getName().equals(NAME) && type == ToxiproxyClient.class;
        }

        /** By the literal: a name might be another address to the client. */
        static Object of(URI uri) {
            return new ToxiproxyClient(uri.getHost(), uri.getPort());
        }
    }

    @Override
    public Set<String> proxies() {
        return server.proxies();
    }

    @Override
    public void keepOnly(Set<String> names) {
        server.keepOnly(names);
    }

    @Override
    public CompletableFuture<Void> unblock() {
        return server.unblock();
    }

    @Override
    public void close() {
        server.close();
    }
}
