package dev.haywire.samples.orders;

import java.time.Duration;

/**
 * Pauses between attempts: each twice the one before, up to a cap.
 *
 * @param first the pause behind the first failure
 * @param cap the longest pause
 */
public record Backoff(Duration first, Duration cap) {

    /**
     * Returns the pause behind a failure.
     *
     * @param failures failed attempts in a row, from 1
     * @return the pause
     */
    public Duration pause(int failures) {
        Duration pause = first;
        for (int doubled = 1; doubled < failures && pause.compareTo(cap) < 0; doubled++) {
            pause = pause.multipliedBy(2);
        }
        return pause.compareTo(cap) < 0 ? pause : cap;
    }
}
