package dev.haywire.internal.journal;

import java.time.Instant;

/** Wall-clock time that a correction of the clock does not move: one reading, and what has passed since. */
public final class WallTime {
    private static final long NEAR = 50_000;
    private static final int ATTEMPTS = 20;
    private static final Instant BASE;
    private static final long BASE_NANOS;

    static {
        Instant wall;
        long before;
        long after;
        int attempt = 0;
        // a thread that has to wait between two readings would be that much off for ever
        do {
            before = System.nanoTime();
            wall = Instant.now();
            after = System.nanoTime();
        } while (after - before > NEAR && ++attempt < ATTEMPTS);
        BASE = wall;
        BASE_NANOS = before + (after - before) / 2;
    }

    private WallTime() {}

    /**
     * Reads the clock.
     *
     * @return now
     */
    public static Instant now() {
        return at(System.nanoTime());
    }

    /**
     * Tells when something was.
     *
     * @param nanoTime of {@link System#nanoTime()}
     * @return the time of that reading
     */
    public static Instant at(long nanoTime) {
        return BASE.plusNanos(nanoTime - BASE_NANOS);
    }
}
