package dev.haywire.internal.junit;

import dev.haywire.internal.journal.Spelled;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * The system properties and fixed ports that running tests hold. Each has one holder at a time; tests wait for them in order of arrival.
 *
 * <p>There is one for the JVM, whatever class loaders brought copies of Haywire along. So it is made of the JDK's types alone, in a store that
 * all copies see: the holders by resource, whose map is the monitor too, and the requests that wait. Both are tickets, maps of the fields below.
 */
final class Reservations {
    private static final Namespace OF_ALL_COPIES = Namespace.create("dev.haywire");
    private static final Duration LEAST_PATIENCE = Duration.ofSeconds(60);

    private static final String DECLARATIONS = "declarations"; // Map<String, String>: by resource
    private static final String TEST = "test"; // String
    private static final String ID = "id"; // String: JUnit's unique id; empty for the session
    private static final String LASTING = "lasting"; // Boolean: whether it may outlive a test
    private static final String THREAD = "thread"; // Thread
    private static final String LOADER = "loader"; // ClassLoader of the copy
    private static final String SINCE = "since"; // Long: nanoTime when it began to hold

    private final Map<String, Map<String, Object>> holders;
    private final Queue<Map<String, Object>> waiting;
    private final Duration leastPatience;

    /**
     * What a test, class or session asks for.
     *
     * @param declarations what declares each resource, by the resource's name: {@code system property p}, {@code TCP port 53}
     * @param test who asks, as messages name it
     * @param id JUnit's unique id of who asks; empty for the session
     * @param lasting whether it may outlive the test
     * @param timeout {@code haywire.timeout}
     */
    record Request(Map<String, String> declarations, String test, String id, boolean lasting, Duration timeout) {}

    /** Holds resources until it is released; the second time does nothing. */
    interface Held {
        void release();
    }

    /** Makes it on what all copies share; a request waits for at least that long. */
    Reservations(Object[] jvm, Duration leastPatience) {
        this.holders = holders(jvm[0]);
        this.waiting = waiting(jvm[1]);
        this.leastPatience = leastPatience;
    }

    static Reservations of(ExtensionContext context) {
        Object[] jvm =
                Stored.inStore(SessionStore.orExecution(context, OF_ALL_COPIES), Object[].class, "reservations", () ->
                        new Object[] {new HashMap<>(), new ArrayDeque<>()});
        return new Reservations(jvm, LEAST_PATIENCE);
    }

    @SuppressWarnings("unchecked") // made above, or by the same line of another copy
    private static Map<String, Map<String, Object>> holders(Object made) {
        return (Map<String, Map<String, Object>>) made;
    }

    @SuppressWarnings("unchecked") // as above
    private static Queue<Map<String, Object>> waiting(Object made) {
        return (Queue<Map<String, Object>>) made;
    }

    @SuppressWarnings("unchecked") // put there by take, of this copy or another
    private static Map<String, String> declarations(Map<String, Object> ticket) {
        return (Map<String, String>) ticket.get(DECLARATIONS);
    }

    /** Takes all of it, once all of it is free. */
    Held take(Request request) {
        Map<String, Object> ticket = new HashMap<>();
        ticket.put(DECLARATIONS, Map.copyOf(request.declarations));
        ticket.put(TEST, request.test);
        ticket.put(ID, request.id);
        ticket.put(LASTING, request.lasting);
        ticket.put(THREAD, Thread.currentThread());
        ticket.put(LOADER, Reservations.class.getClassLoader());
        synchronized (holders) {
            waiting.add(ticket);
            try {
                awaitAll(request, ticket);
                ticket.put(SINCE, System.nanoTime());
                request.declarations.keySet().forEach(resource -> holders.putIfAbsent(resource, ticket));
            } finally {
                waiting.remove(ticket);
                holders.notifyAll();
            }
        }
        return () -> release(ticket);
    }

    private void release(Map<String, Object> ticket) {
        synchronized (holders) {
            holders.values().removeIf(holder -> holder == ticket);
            holders.notifyAll();
        }
    }

    private void awaitAll(Request request, Map<String, Object> ticket) {
        long start = System.nanoTime();
        while (true) {
            String taken = firstTaken(request);
            if (taken == null && !isPreceded(ticket)) {
                return;
            }
            Map<String, Object> holder = taken == null ? null : holders.get(taken);
            if (holder != null) {
                refuseToWait(taken, holder, request);
            }
            long since = holder == null ? start : Math.max(start, (long) holder.get(SINCE));
            long left = since + patience(request).toNanos() - System.nanoTime();
            if (left <= 0) {
                throw new ExtensionConfigurationException(late(taken, holder, request));
            }
            waitAtMost(left, request);
        }
    }

    private @Nullable String firstTaken(Request request) {
        return request.declarations.keySet().stream()
                .filter(resource -> holders.containsKey(resource) && !isRelated(holders.get(resource), request))
                .findFirst()
                .orElse(null);
    }

    /** What a class around a test holds is the test's too: endpoints of two addresses may share a port number. */
    private static boolean isRelated(Map<String, Object> holder, Request request) {
        String id = (String) holder.get(ID);
        return !id.isEmpty() && (request.id.equals(id) || request.id.startsWith(id + "/"));
    }

    /** Whether a request that came earlier waits for some of it, too. */
    private boolean isPreceded(Map<String, Object> ticket) {
        for (Map<String, Object> other : waiting) {
            if (other == ticket) {
                return false;
            }
            if (declarations(other).keySet().stream().anyMatch(declarations(ticket)::containsKey)) {
                return true;
            }
        }
        return false;
    }

    private void waitAtMost(long nanos, Request request) {
        try {
            // at least a millisecond: shorter waits are rounded to none
            TimeUnit.NANOSECONDS.timedWait(holders, Math.max(nanos, TimeUnit.MILLISECONDS.toNanos(1)));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(
                    "Interrupted while " + request.test + " waited for "
                            + String.join(", ", request.declarations.keySet()),
                    interrupted);
        }
    }

    /** A wait that could not end, or only with a class or the session, is an error now. */
    private void refuseToWait(String resource, Map<String, Object> holder, Request request) {
        if (request.lasting || (boolean) holder.get(LASTING)) {
            throw new ExtensionConfigurationException(
                    twoLive(resource, declarations(holder).get(resource), request.declarations.get(resource))
                            + (holder.get(LOADER) == Reservations.class.getClassLoader()
                                    ? ""
                                    : "; the first is of another copy of Haywire, in " + holder.get(LOADER)));
        }
        if (holder.get(THREAD) == Thread.currentThread()) {
            throw new ExtensionConfigurationException(request.declarations.get(resource) + ": the " + resource
                    + " is held by " + declarations(holder).get(resource) + " of " + holder.get(TEST)
                    + ", which runs on this very thread and would wait for itself; " + remedy(resource));
        }
    }

    private Duration patience(Request request) {
        return request.timeout.compareTo(leastPatience) > 0 ? request.timeout : leastPatience;
    }

    private String late(@Nullable String resource, @Nullable Map<String, Object> holder, Request request) {
        String waited = " after " + Spelled.duration(patience(request));
        return resource == null || holder == null
                ? request.test + ": tests that came earlier still wait for some of "
                        + String.join(", ", request.declarations.keySet()) + waited
                : request.declarations.get(resource) + ": the " + resource + " is still held by "
                        + declarations(holder).get(resource) + " of " + holder.get(TEST) + waited + "; "
                        + remedy(resource);
    }

    private static String remedy(String resource) {
        return "put @ResourceLock(\"" + resource
                + "\") on both tests, so that JUnit runs one after the other, or run them in one thread by"
                + " @Execution(SAME_THREAD)";
    }

    static String property(String key) {
        return "system property " + key;
    }

    /** What is wrong where two endpoints that live at the same time declare one resource. */
    static String twoLive(String resource, String one, String other) {
        boolean isProperty = resource.startsWith(property(""));
        return "Two live endpoints " + (isProperty ? "set the " : "listen on ") + resource + ": " + one + " and "
                + other
                + (isProperty
                        ? "; allowed is one at a time, give them different values of property"
                        : "; only one can at a time: give them different ports, or port = 0 for any free one");
    }
}
