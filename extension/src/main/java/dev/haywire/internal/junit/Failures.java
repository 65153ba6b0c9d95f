package dev.haywire.internal.junit;

import java.util.List;

/** Errors of handlers and of the engine as failures of the test. */
final class Failures {

    private Failures() {}

    /** Says which endpoint they come from. */
    static List<Throwable> named(Started endpoint, List<Throwable> errors) {
        return errors.stream()
                .<Throwable>map(error -> new AssertionError(
                        endpoint.endpoint().name() + " (" + endpoint.declaration() + "): " + error, error))
                .toList();
    }

    /** As {@link #raise(List)}, with the seed of the run that failed. */
    static void raise(List<Throwable> failures, long seed) {
        failures.stream().findFirst().ifPresent(first -> Seed.tell(first, seed));
        raise(failures);
    }

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
