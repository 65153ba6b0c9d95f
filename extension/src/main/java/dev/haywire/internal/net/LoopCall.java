package dev.haywire.internal.net;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Something another thread has the loop do, and waits for. */
final class LoopCall<T> implements Runnable {
    /** A loop that is in the same turn for so long hangs. */
    private static final int PATIENCE_SECONDS = 5;

    /** One that goes on has much to do, or is given few processors: then so many times as long. */
    private static final int MOST_TIMES = 6;

    private final Supplier<T> work;
    private final EventLoop loop;
    private final List<LoopCall<?>> done;
    private final CountDownLatch acknowledged = new CountDownLatch(1);

    private T result;
    private Throwable failure;

    /** To be done on that loop, and then in the list. */
    LoopCall(Supplier<T> work, EventLoop loop, List<LoopCall<?>> done) {
        this.work = work;
        this.loop = loop;
        this.done = done;
    }

    @Override
    public void run() {
        try {
            result = work.get();
        } catch (Throwable thrown) {
            failure = thrown;
        }
        done.add(this);
    }

    void acknowledge() {
        acknowledged.countDown();
    }

    void abandon() {
        failure = new IllegalStateException("the event loop has ended");
        acknowledged.countDown();
    }

    T await() {
        awaitAcknowledgement();
        if (failure instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (failure instanceof Error error) {
            throw error;
        }
        return result;
    }

    /** Waits until it is done, or will never be. */
    void awaitAcknowledgement() {
        int times = 0;
        int turn;
        do {
            turn = loop.turn();
            if (isAcknowledgedInTime()) {
                return;
            }
            times++;
        } while (loop.turn() != turn && times < MOST_TIMES);
        throw new IllegalStateException(
                "the event loop did not answer within " + times * PATIENCE_SECONDS
                        + " s; does user code on it (a predicate, for instance) block?",
                loop.whereItIs());
    }

    private boolean isAcknowledgedInTime() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return acknowledged.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException kept) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
