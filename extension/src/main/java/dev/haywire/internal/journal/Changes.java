package dev.haywire.internal.journal;

import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What tests wait on: the loop signals that something of an endpoint changed, each waiting thread looks for itself whether that is what it
 * awaits. A signal that nobody waits for costs a fence and a read.
 */
public final class Changes {
    private final Object monitor = new Object();
    private volatile int waiting;
    private volatile long signals;

    /** Makes one for everything of one endpoint. */
    public Changes() {}

    /** Tells the waiting threads to look again. To be called behind the change. */
    public void signal() {
        // The change before, the look at the waiters behind: without the fence the processor may swap them, and a
        // thread that began to wait
        // in between would neither see the change nor be woken.
        VarHandle.fullFence();
        if (waiting != 0) {
            synchronized (monitor) {
                signals++;
                monitor.notifyAll();
            }
        }
    }

    /**
     * Waits until the condition holds. It is evaluated on the calling thread, once at least and after each signal.
     *
     * @param condition what must become true
     * @param timeout how long to wait at most, 0 for not at all
     * @param awaited what is awaited, the noun phrase behind "Expected"
     * @param seen what is there instead, the clause behind "but"
     * @throws AssertionError if the condition does not hold by then, or the thread is interrupted; its interrupt flag is set then
     * @throws IllegalArgumentException if the timeout is negative
     */
    public void await(BooleanSupplier condition, Duration timeout, Supplier<String> awaited, Supplier<String> seen) {
        if (timeout.isNegative()) {
            throw new IllegalArgumentException("A timeout must not be negative, but this one is "
                    + Spelled.duration(timeout) + ": wait for " + awaited.get());
        }
        if (condition.getAsBoolean()) {
            return;
        }
        long start = System.nanoTime();
        long nanos = saturated(timeout);
        synchronized (monitor) {
            waiting++;
        }
        try {
            while (true) {
                // Taken before the look: a signal that comes behind the look makes it different, and nobody sleeps over
                // it.
                long before = signals;
                if (condition.getAsBoolean()) {
                    return;
                }
                if (!sleep(before, start, nanos)) {
                    // The last word is the condition's: what holds at the deadline is no failure.
                    if (condition.getAsBoolean()) {
                        return;
                    }
                    throw new AssertionError("Expected " + awaited.get() + " within " + Spelled.duration(timeout)
                            + ", but " + seen.get());
                }
            }
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while waiting for " + awaited.get() + ": " + seen.get(), interrupt);
        } finally {
            synchronized (monitor) {
                waiting--;
            }
        }
    }

    /** Returns true if a signal came, false once the time is over. */
    private boolean sleep(long before, long start, long nanos) throws InterruptedException {
        synchronized (monitor) {
            while (signals == before) {
                long left = nanos - (System.nanoTime() - start);
                if (left <= 0) {
                    return false;
                }
                // At least 1 ms a turn, as a wait of 0 ms would last for ever.
                monitor.wait(left / 1_000_000 + 1);
            }
            return true;
        }
    }

    /** Durations of more than 292 years do not fit into nanoseconds; nobody will notice. */
    private static long saturated(Duration timeout) {
        return timeout.getSeconds() >= Long.MAX_VALUE / 1_000_000_000 ? Long.MAX_VALUE : timeout.toNanos();
    }
}
