package dev.haywire.internal.junit;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The tests that use one endpoint or control server now. A timeout asks, which must not wait: the lock is held for a few instructions. */
final class Users {
    private final Set<Run> tests = new HashSet<>();
    private final Set<Run> timedOut = new HashSet<>();

    /** Returns whether it is the only one. */
    synchronized boolean add(TestRun test) {
        tests.add(test);
        return tests.size() == 1;
    }

    /** Returns whether it was the last one. */
    synchronized boolean remove(TestRun test) {
        timedOut.remove(test);
        return tests.remove(test) && tests.isEmpty();
    }

    synchronized boolean areNone() {
        return tests.isEmpty();
    }

    /** Whether one of them is ended by a timeout. */
    synchronized boolean hasTimedOut() {
        return !timedOut.isEmpty();
    }

    /**
     * Begins to end what those that timed out wait in, where no other test uses it; none begins to meanwhile.
     *
     * @return when that is done; null where it was not begun
     */
    @Nullable
    synchronized CompletableFuture<Void> unlessUsed(Run run, Supplier<CompletableFuture<Void>> unblock) {
        if (tests.contains(run)) {
            timedOut.add(run);
        }
        return timedOut.containsAll(tests) ? unblock.get() : null;
    }
}
