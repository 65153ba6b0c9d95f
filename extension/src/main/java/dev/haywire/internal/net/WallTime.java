package dev.haywire.internal.net;

import java.time.Instant;

/** Wall-clock time that a correction of the clock does not move: one reading, and what has passed since. */
final class WallTime {
    private static final Instant BASE = Instant.now();
    private static final long BASE_NANOS = System.nanoTime();

    private WallTime() {}

    static Instant now() {
        return BASE.plusNanos(System.nanoTime() - BASE_NANOS);
    }
}
