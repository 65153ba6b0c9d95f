package dev.haywire.internal.net;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits until what a test has ended has come to its end: handlers have done what there is to do for them, and connections have ended whose
 * application is gone. Bounded: who goes on for longer belongs to nobody's test.
 */
final class Settling {
    static final long WITHIN = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long PAUSE = TimeUnit.MICROSECONDS.toNanos(100);
    /** What a handler did last, a moment before it was seen idle, is on the loop at the second look. */
    private static final int QUIET_LOOKS = 2;

    private Settling() {}

    static void await(Wire wire) {
        long start = System.nanoTime();
        int quiet = 0;
        while (quiet < QUIET_LOOKS && System.nanoTime() - start < WITHIN) {
            if (isQuiet(wire)) {
                quiet++;
            } else {
                quiet = 0;
                LockSupport.parkNanos(PAUSE);
            }
        }
    }

    private static boolean isQuiet(Wire wire) {
        boolean[] ending = new boolean[1];
        wire.change(() -> ending[0] = wire.isEnding());
        return !ending[0] && !wire.handlers().isBusy();
    }
}
