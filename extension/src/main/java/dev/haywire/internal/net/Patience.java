package dev.haywire.internal.net;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Waits for another thread of this process, and blames it for no time in which the process itself stood still: stopped (SIGSTOP), in a debugger
 * or a frozen container, or with the laptop asleep.
 *
 * <p>It waits in short slices. Of one that took longer only its own length counts: during the rest the waiting thread was given no processor,
 * and the other thread perhaps as little. So each wait ends after a fixed number of slices at the latest.
 */
class Patience {
    static final long SLICE = TimeUnit.MILLISECONDS.toNanos(100);

    /** Nanoseconds, of any origin. */
    long now() {
        return System.nanoTime();
    }

    /** Waits at most that many nanoseconds for the latch; returns whether it is open. */
    boolean isOpen(CountDownLatch latch, long nanos) throws InterruptedException {
        return latch.await(nanos, TimeUnit.NANOSECONDS);
    }

    /** Waits until the latch is open; returns false if it is not within the time. An interrupt is kept for later. */
    final boolean await(CountDownLatch latch, long nanos) {
        boolean interrupted = false;
        try {
            long left = nanos;
            while (left > 0) {
                long slice = Math.min(SLICE, left);
                long start = now();
                try {
                    if (isOpen(latch, slice)) {
                        return true;
                    }
                } catch (InterruptedException kept) {
                    interrupted = true;
                }
                left -= counted(now() - start, slice);
            }
            return latch.getCount() == 0;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** What counts of a slice that was to take so long and took that long. */
    static long counted(long took, long slice) {
        return Math.min(took, slice);
    }
}
