package dev.haywire.internal.net;

import java.util.concurrent.TimeUnit;

/** The event loops of this JVM: two, or one on a single core; started on first use, ended five seconds after their last endpoint. */
final class Loops {
    private static final EventLoop[] LOOPS = new EventLoop[Runtime.getRuntime().availableProcessors() > 1 ? 2 : 1];
    private static final int[] ENDPOINTS = new int[LOOPS.length];

    private Loops() {}

    /** Gives the loop with fewer endpoints, started. Each is given back once. */
    static synchronized EventLoop acquire() {
        int least = 0;
        for (int i = 1; i < LOOPS.length; i++) {
            if (ENDPOINTS[i] < ENDPOINTS[least]) {
                least = i;
            }
        }
        if (LOOPS[least] == null) {
            LOOPS[least] = new EventLoop(least);
            ENDPOINTS[least] = 0;
            LOOPS[least].start();
        }
        ENDPOINTS[least]++;
        return LOOPS[least];
    }

    static synchronized void release(EventLoop loop) {
        for (int i = 0; i < LOOPS.length; i++) {
            if (LOOPS[i] == loop) {
                ENDPOINTS[i]--;
            }
        }
    }

    static synchronized void forget(EventLoop loop) {
        for (int i = 0; i < LOOPS.length; i++) {
            if (LOOPS[i] == loop) {
                LOOPS[i] = null;
                ENDPOINTS[i] = 0;
            }
        }
    }

    static synchronized void endIfUnused(EventLoop loop) {
        for (int i = 0; i < LOOPS.length; i++) {
            if (LOOPS[i] == loop && ENDPOINTS[i] == 0) {
                LOOPS[i] = null;
                loop.stop();
            }
        }
    }

    /** Ends those that have no endpoints: a launcher session may run within a test of another. */
    static void shutdown() {
        EventLoop[] unused = new EventLoop[LOOPS.length];
        synchronized (Loops.class) {
            for (int i = 0; i < LOOPS.length; i++) {
                if (ENDPOINTS[i] == 0) {
                    unused[i] = LOOPS[i];
                    LOOPS[i] = null;
                }
            }
        }
        for (EventLoop loop : unused) {
            if (loop != null) {
                loop.stop();
                try {
                    loop.join(TimeUnit.SECONDS.toMillis(5));
                } catch (InterruptedException kept) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }
}
