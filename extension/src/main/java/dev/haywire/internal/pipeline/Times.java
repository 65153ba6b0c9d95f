package dev.haywire.internal.pipeline;

import java.time.Duration;

/** Nanoseconds that end at {@link Lane#NEVER} instead of overflowing. */
final class Times {

    private Times() {}

    static long nanos(Duration duration) {
        try {
            return duration.toNanos();
        } catch (ArithmeticException moreThan292Years) {
            return Lane.NEVER;
        }
    }

    /** A time so much later, never before it. */
    static long later(long time, long delay) {
        long sum = time + delay;
        return sum < time ? Lane.NEVER : sum;
    }
}
