package dev.haywire.assertj;

import java.time.Duration;

/** Bounds an assertion that waits more than once. */
final class Deadline {
    private final long start = System.nanoTime();
    private final Duration timeout;

    Deadline(Duration timeout) {
        this.timeout = timeout;
    }

    /** Returns the rest of the time, zero once it is over. */
    Duration left() {
        Duration left = timeout.minusNanos(System.nanoTime() - start);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
