package dev.haywire.internal.junit;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads durations as JUnit writes its own timeouts. */
final class Durations {

    static final String ALLOWED =
            "a number above 0 with ns, us, ms, s, m, h or d, seconds where there is no unit, such as \"500 ms\" or \"5 s\"";

    private static final Pattern WRITTEN = Pattern.compile("([1-9]\\d*) ?([a-z\u00b5\u03bc]*)");
    private static final Map<String, ChronoUnit> UNITS = Map.of(
            "ns",
            ChronoUnit.NANOS,
            "us",
            ChronoUnit.MICROS,
            "\u00b5s",
            ChronoUnit.MICROS,
            "\u03bcs",
            ChronoUnit.MICROS,
            "ms",
            ChronoUnit.MILLIS,
            "s",
            ChronoUnit.SECONDS,
            "",
            ChronoUnit.SECONDS,
            "m",
            ChronoUnit.MINUTES,
            "h",
            ChronoUnit.HOURS,
            "d",
            ChronoUnit.DAYS);

    private Durations() {}

    /** Throws an IllegalArgumentException or ArithmeticException where it is unreadable or more than fits. */
    static Duration parse(String text) {
        Matcher matcher = WRITTEN.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches() || !UNITS.containsKey(matcher.group(2))) {
            throw new IllegalArgumentException(text);
        }
        Duration duration = Duration.of(Long.parseLong(matcher.group(1)), UNITS.get(matcher.group(2)));
        duration.toNanos(); // waits count nanoseconds
        return duration;
    }
}
