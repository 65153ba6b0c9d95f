package dev.haywire.internal.junit;

import java.util.HashSet;
import java.util.Set;

/** The tests that use one endpoint now. A timeout asks, which must not wait: the lock is held for a few instructions. */
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
     * Does something where no test but those that timed out uses the endpoint; none begins to meanwhile.
     *
     * @return whether it was done
     */
    synchronized boolean unlessUsed(Run run, Runnable action) {
        if (tests.contains(run)) {
            timedOut.add(run);
        }
        if (!timedOut.containsAll(tests)) {
            return false;
        }
        action.run();
        return true;
    }
}
