package dev.haywire.fault;

import org.jspecify.annotations.Nullable;

/** Refuses a narrowing given twice with different values: whichever won would make the order of calls matter. */
final class Twice {

    private Twice() {}

    static void unlessEqual(@Nullable String before, String now, String instead) {
        if (before != null && !before.equals(now)) {
            throw new IllegalArgumentException(now + " contradicts " + before + ", given before: " + instead);
        }
    }
}
