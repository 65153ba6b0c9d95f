package dev.haywire.internal.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Looks host names up on threads of its own, since no loop must wait for a name server. Nothing is remembered here: each lookup begins after
 * it was asked for, and those that wait for the same name share the next one. So a name server that hangs keeps one thread for each name
 * that it is asked for, at most {@link #MOST_THREADS}, and the others go on.
 */
final class NameLookups {
    static final int MOST_THREADS = 16;

    /** After that long nobody waits for a lookup any more, and the next one for its name does not either. */
    static final long PATIENCE_SECONDS = 10;

    /** Those of all endpoints of this JVM. */
    static final NameLookups OF_THIS_JVM = new NameLookups(InetAddress::getAllByName);

    private final Resolver resolver;
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            MOST_THREADS, MOST_THREADS, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), NameLookups::thread);

    /** The latest lookup of each name: under way, or about to be. */
    private final Map<String, Lookup> latest = new HashMap<>();

    /** Asks a name server; may block for as long as that likes. */
    interface Resolver {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    /** Waits for a name; told once, on a thread of the lookups, unless it gives up before. */
    interface Waiter {
        void found(List<InetAddress> addresses);

        void unknown(String why);
    }

    NameLookups(Resolver resolver) {
        this.resolver = resolver;
        threads.allowCoreThreadTimeOut(true);
    }

    private static Thread thread(Runnable work) {
        // it outlives the test that needs it first, and must not keep what belongs to that
        Thread thread = new Thread(null, work, "haywire-lookup", 0, false);
        thread.setContextClassLoader(NameLookups.class.getClassLoader());
        thread.setDaemon(true);
        return thread;
    }

    /** Begins to look a name up. */
    synchronized void ask(String host, Waiter waiter) {
        Lookup last = latest.get(host);
        if (last != null && last.begun == 0) {
            last.waiters.add(waiter);
            return;
        }
        // one that has begun may be answered with what was true before this was asked
        Lookup next = last == null || last.next == null ? new Lookup(host) : last.next;
        next.waiters.add(waiter);
        if (last == null || last.isGivenUp()) {
            begin(next);
        } else {
            last.next = next;
        }
    }

    private void begin(Lookup lookup) {
        latest.put(lookup.host, lookup);
        threads.execute(lookup);
    }

    /** Waits no longer. */
    synchronized void forget(String host, Waiter waiter) {
        Lookup lookup = latest.get(host);
        if (lookup != null) {
            lookup.waiters.remove(waiter);
            if (lookup.next != null) {
                lookup.next.waiters.remove(waiter);
            }
        }
    }

    private synchronized boolean begins(Lookup lookup) {
        if (lookup.waiters.isEmpty()) {
            ended(lookup);
            return false;
        }
        lookup.begun = System.nanoTime() | 1;
        return true;
    }

    private synchronized List<Waiter> ended(Lookup lookup) {
        if (latest.get(lookup.host) == lookup) {
            latest.remove(lookup.host);
            if (lookup.next != null && !lookup.next.waiters.isEmpty()) {
                begin(lookup.next);
            }
        }
        return new ArrayList<>(lookup.waiters);
    }

    /** One question to the name server. */
    private final class Lookup implements Runnable {
        private final String host;
        private final List<Waiter> waiters = new ArrayList<>();
        private @Nullable Lookup next;
        private long begun;

        Lookup(String host) {
            this.host = host;
        }

        boolean isGivenUp() {
            return begun != 0 && System.nanoTime() - begun > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        }

        @Override
        public void run() {
            if (!begins(this)) {
                return;
            }
            try {
                List<InetAddress> addresses = List.of(resolver.addresses(host));
                ended(this).forEach(waiter -> waiter.found(addresses));
            } catch (Throwable unknown) {
                // whatever a resolver throws: those that wait must be told
                ended(this).forEach(waiter -> waiter.unknown("unknown host " + host));
            }
        }
    }
}
