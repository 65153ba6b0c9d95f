package dev.haywire.kit;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** For what happens soon, and what no wait of the API is about. */
public final class Eventually {
    /** Only a failure takes as long. */
    public static final Duration BOUND = Duration.ofSeconds(20);

    private Eventually() {}

    /** Waits until it holds, and fails with what was waited for. */
    public static void until(String what, Callable<Boolean> condition) {
        long start = System.nanoTime();
        try {
            while (!condition.call()) {
                if (System.nanoTime() - start > BOUND.toNanos()) {
                    throw new AssertionError("waited in vain for " + what);
                }
                LockSupport.parkNanos(1_000_000);
            }
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }
}
