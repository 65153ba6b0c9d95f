package dev.haywire.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the methods of subjects that ran; one per test class, which runs its tests one after the other. */
final class Runs {
    private final AtomicInteger runs = new AtomicInteger();

    /** What each of those methods does. */
    void count() {
        runs.incrementAndGet();
    }

    int counted() {
        return runs.get();
    }

    void forget() {
        runs.set(0);
    }

    /** Runs a subject that is declared wrongly: it fails once, with that message, and none of its methods runs. */
    void noneOf(Class<?> subject, String message) {
        noneOf(Kit.of(subject), message);
    }

    void noneOf(Kit subject, String message) {
        forget();
        List<Throwable> failures = subject.run().failures();
        assertThat(failures).hasSize(1);
        assertThat(failures.get(0)).hasMessage(message);
        assertThat(counted()).as("test methods that ran").isZero();
    }
}
