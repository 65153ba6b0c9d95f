package dev.haywire.internal.junit;

import java.util.List;

/** What goes wrong while tests end, of which the first is thrown and the others are suppressed by it. */
final class Failures {

    private Failures() {}

    /** Throws the first with the others suppressed; does nothing where there is none. */
    static void raise(List<Throwable> failures) {
        if (failures.isEmpty()) {
            return;
        }
        Throwable first = failures.get(0);
        failures.stream().skip(1).filter(other -> other != first).forEach(first::addSuppressed);
        if (first instanceof Error error) {
            throw error;
        }
        if (first instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        throw new AssertionError(first);
    }
}
