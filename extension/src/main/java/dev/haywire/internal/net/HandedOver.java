package dev.haywire.internal.net;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What a predicate on one loop has asked of an endpoint on another. The first loop waits a moment until it is done, so that it has taken effect
 * before the predicate's datagram goes on: a peer that sees the datagram may connect to that endpoint next, and its kernel asks no loop.
 *
 * <p>While it waits, a loop does what is handed over to it, so two loops that hand over to each other do not wait for good. It waits for a
 * predicate on the other loop to return, but not for one that blocks: after a second it goes on, and does not wait for that loop again before
 * what was handed over is done.
 */
final class HandedOver implements Runnable {
    private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long SLICE = TimeUnit.MILLISECONDS.toNanos(10);

    private final Runnable action;
    private final EventLoop from;
    private final EventLoop to;
    private final AtomicBoolean taken = new AtomicBoolean();
    private volatile boolean done;

    HandedOver(Runnable action, EventLoop from, EventLoop to) {
        this.action = action;
        this.from = from;
        this.to = to;
    }

    void go() {
        to.asked.handedToThis().add(this);
        to.execute(this);
        to.thread.wake();
    }

    /** On the loop that it was handed to: as a task in its turn, or earlier where that loop waits itself. */
    @Override
    public void run() {
        if (taken.compareAndSet(false, true)) {
            to.asked.handedToThis().remove(this);
            action.run();
            to.channels.finishCloses();
            done = true;
            from.thread.wake();
        }
    }

    boolean isDone() {
        return done || to.hasEnded();
    }

    /** Waits until it is done, on the loop that has handed it over; returns false if it is not within a second. */
    boolean isDoneSoon() {
        long left = MOST_NANOS;
        while (!isDone() && left > 0) {
            HandedOver other = from.asked.handedToThis().poll();
            if (other != null) {
                other.run();
            } else {
                long start = System.nanoTime();
                from.thread.doze(SLICE);
                left -= Patience.counted(System.nanoTime() - start, SLICE);
            }
        }
        return isDone();
    }
}
