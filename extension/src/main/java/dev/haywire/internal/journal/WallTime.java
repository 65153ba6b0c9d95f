package dev.haywire.internal.journal;

import java.time.Instant;

/** Wall-clock time that a correction of the clock does not move: one reading, and what has passed since. */
public final class WallTime {
    private static final Instant BASE = Instant.now();
    private static final long BASE_NANOS = System.nanoTime();

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
