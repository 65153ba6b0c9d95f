package dev.haywire.internal.net;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Queue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Sleeps in a selector until something is ready or a deadline has come, late by little and never early.
 *
 * <p>{@code select} knows milliseconds only and is late by half of one. So it gets the whole ones; the rest passes in slices of 50 us with a look at
 * the channels between them, and the last 150 us may spin where there is a second core, at most a tenth of the time.
 */
final class Nap {
    private static final long MILLI = 1_000_000;
    private static final long SLICE = 50_000;
    private static final long SPIN = 150_000;
    private static final long WINDOW = 100 * MILLI;
    private static final boolean MAY_SPIN = Runtime.getRuntime().availableProcessors() > 1;

    private long windowStart = System.nanoTime();
    private long spunInWindow;

    /** Returns how many keys were ready. */
    int select(Selector selector, Consumer<SelectionKey> dispatch, long deadline, Queue<Runnable> tasks)
            throws IOException {
        if (deadline == TimerHeap.NEVER) {
            return selector.select(dispatch);
        }
        long rest = deadline - System.nanoTime();
        if (rest >= MILLI) {
            return selector.select(dispatch, rest / MILLI);
        }
        int ready = selector.selectNow(dispatch);
        while (ready == 0 && tasks.isEmpty() && (rest = deadline - System.nanoTime()) > 0) {
            if (rest > SPIN || !spin(rest)) {
                LockSupport.parkNanos(Math.min(SLICE, rest));
            } else {
                Thread.onSpinWait();
            }
            ready = selector.selectNow(dispatch);
        }
        return ready;
    }

    private boolean spin(long rest) {
        if (!MAY_SPIN) {
            return false;
        }
        long now = System.nanoTime();
        if (now - windowStart > WINDOW) {
            windowStart = now;
            spunInWindow = 0;
        }
        if (spunInWindow > WINDOW / 10) {
            return false;
        }
        // charged by the look at the channels that each round takes; a few hundred nanoseconds
        spunInWindow += 500;
        return rest > 0;
    }
}
