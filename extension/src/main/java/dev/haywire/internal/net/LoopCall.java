package dev.haywire.internal.net;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Something another thread has the loop do, and waits for. */
final class LoopCall<T> implements Runnable {
    private static final long PATIENCE_SECONDS = 5;

    private final Supplier<T> work;
    private final Thread loop;
    private final List<LoopCall<?>> done;
    private final CountDownLatch acknowledged = new CountDownLatch(1);

    private T result;
    private Throwable failure;

    /** To be done on that thread, which then is in the list. */
    LoopCall(Supplier<T> work, Thread loop, List<LoopCall<?>> done) {
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
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    if (acknowledged.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                        return;
                    }
                    throw new IllegalStateException(
                            "the event loop did not answer within " + PATIENCE_SECONDS
                                    + " s; does user code on it (a predicate, for instance) block?",
                            new Busy(loop));
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

    /** Where the loop is instead. */
    private static final class Busy extends Exception {
        private static final long serialVersionUID = 1;

        Busy(Thread loop) {
            super(loop.getName() + " is here");
            setStackTrace(loop.getStackTrace());
        }
    }
}
