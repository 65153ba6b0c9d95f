package dev.haywire.internal.net;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Waits until closed sockets of this JVM are gone. A process that is being started holds copies of the JVM's descriptors until it has closed
 * them; meanwhile the copy of a closed listener listens, and its port is taken. That takes milliseconds, on busy cores some more.
 */
final class InheritedSockets {
    private static final long GONE_WITHIN = TimeUnit.SECONDS.toNanos(1);
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(1);

    /** The latest ports of closed sockets, with the time of the close next to each. */
    private static final int[] PORTS = new int[1024];

    private static final long[] CLOSED_AT = new long[PORTS.length];
    private static int count;

    private InheritedSockets() {}

    /** Remembers that a socket of this JVM had the port until now. */
    static synchronized void closed(int port) {
        int at = count++ % PORTS.length;
        PORTS[at] = port;
        CLOSED_AT[at] = System.nanoTime();
    }

    private static synchronized boolean wasClosedLately(int port) {
        long now = System.nanoTime();
        for (int i = 0; i < Math.min(count, PORTS.length); i++) {
            if (PORTS[i] == port && now - CLOSED_AT[i] < GONE_WITHIN) {
                return true;
            }
        }
        return false;
    }

    /**
     * Starts something again whose port was taken, as long as the port may be that of a copy; not on a loop.
     *
     * @throws PortTakenException if the port belongs to another socket
     */
    static <T> T startAgain(int port, PortTakenException taken, Supplier<T> start) {
        PortTakenException last = taken;
        while (wasClosedLately(port)) {
            LockSupport.parkNanos(PAUSE);
            try {
                return start.get();
            } catch (PortTakenException still) {
                last = still;
            }
        }
        throw last;
    }

    /** Waits until copies are gone; not on a loop. Returns false if they are not within a second. */
    static boolean await(BooleanSupplier gone) {
        long until = System.nanoTime() + GONE_WITHIN;
        while (!gone.getAsBoolean()) {
            if (System.nanoTime() - until >= 0) {
                return false;
            }
            LockSupport.parkNanos(PAUSE);
        }
        return true;
    }
}
