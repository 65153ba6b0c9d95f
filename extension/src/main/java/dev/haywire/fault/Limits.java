package dev.haywire.fault;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Objects;

/** What a number or a time may be, and how it is spelled in messages. */
final class Limits {

    /** About a hundred years: two of them, added to any {@code nanoTime} of a running machine, do not overflow. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private Limits() {}

    static Duration duration(String name, Duration value) {
        Objects.requireNonNull(value, name);
        if (value.isNegative()) {
            throw new IllegalArgumentException(name + " must not be negative, but was " + spelled(value));
        }
        if (value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    name + " must be at most " + LONGEST.toDays() + " days, but was " + value);
        }
        return value;
    }

    static int atLeast(int least, String name, int value) {
        return (int) atLeast((long) least, name, value);
    }

    static long atLeast(long least, String name, long value) {
        if (value < least) {
            throw new IllegalArgumentException(name + " must be at least " + least + ", but was " + value);
        }
        return value;
    }

    static double fraction(String name, double value) {
        if (value >= 0 && value <= 1) {
            return value + 0.0; // -0.0 becomes 0.0, which it equals only by ==
        }
        String text = name + " must be a fraction from 0 to 1, but was " + spelled(value);
        boolean percent = value > 1 && value <= 100;
        throw new IllegalArgumentException(
                percent ? text + "; did you mean " + spelled(percentToFraction(value)) + "?" : text);
    }

    private static double percentToFraction(double percent) {
        return BigDecimal.valueOf(percent).movePointLeft(2).doubleValue();
    }

    static String spelled(double value) {
        return Double.isFinite(value)
                ? BigDecimal.valueOf(value).stripTrailingZeros().toPlainString()
                : Double.toString(value);
    }

    /** Spells a time in the largest unit, up to seconds, that holds it without a fraction. */
    static String spelled(Duration value) {
        if (value.getNano() == 0) {
            return value.toSeconds() == 0 ? "0 ms" : value.toSeconds() + " s";
        }
        if (value.getNano() % 1_000_000 == 0) {
            return value.toMillis() + " ms";
        }
        if (value.getNano() % 1_000 == 0) {
            return value.toNanos() / 1_000 + " us";
        }
        return value.toNanos() + " ns";
    }
}
