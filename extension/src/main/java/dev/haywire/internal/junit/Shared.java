package dev.haywire.internal.junit;

import dev.haywire.fault.ActiveFault;
import dev.haywire.internal.net.LiveEndpoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint that outlives a test, and who uses it. Of tests that run at the same time the first restarts its records, and faults that they
 * applied in code end with the last.
 */
final class Shared {
    private final LiveEndpoint endpoint;
    private final Map<ClassRun, List<ActiveFault>> before = new HashMap<>();
    private final List<Throwable> earlier = new ArrayList<>(); // before the first test, or too late for the one before
    private List<ActiveFault> kept = new ArrayList<>();
    private final Users users = new Users();

    Shared(LiveEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    LiveEndpoint endpoint() {
        return endpoint;
    }

    synchronized void enter(TestRun run) {
        if (!users.add(run)) {
            if (users.hasTimedOut()) {
                endpoint.settle(); // a reset that the timeout has asked for does not meet this test
            }
        } else {
            endpoint.settle(); // what comes to its end only now is of the test before
            earlier.addAll(endpoint.takeErrors());
            endpoint.restartRecords();
            endpoint.seed(run.seed());
            kept = new ArrayList<>(endpoint.faults());
        }
    }

    synchronized void leave(TestRun run) {
        if (users.remove(run)) {
            endAllBut(kept);
            endpoint.settle();
        }
    }

    /** The tests of a class begin that see this endpoint but do not own it. */
    synchronized void enter(ClassRun run) {
        before.putIfAbsent(run, new ArrayList<>(endpoint.faults()));
    }

    /** What was applied before all tests of the class ends with it, unless others use the endpoint at the same time: then with the last. */
    synchronized void leave(ClassRun run) {
        List<ActiveFault> faults = before.remove(run);
        if (faults == null) {
            return;
        }
        List<ClassRun> others = before.keySet().stream()
                .filter(other -> !run.withEnclosing().contains(other))
                .toList();
        if (users.areNone() && others.isEmpty()) {
            endAllBut(faults);
        } else {
            kept.retainAll(faults);
            others.forEach(other -> before.get(other).retainAll(faults));
        }
    }

    /**
     * Ends what a run that timed out may be waiting in, unless a test that goes on uses it.
     *
     * @return when that is done; null where another test uses it
     */
    @Nullable
    CompletableFuture<Void> unblock(Run timedOut) {
        return users.unlessUsed(timedOut, endpoint::unblock);
    }

    private void endAllBut(List<ActiveFault> faults) {
        endpoint.faults().stream().filter(fault -> !faults.contains(fault)).forEach(ActiveFault::close);
    }

    /** What came to the wire and is unaccounted for, as failures that say which endpoint it was. */
    List<Throwable> unaccounted() {
        return endpoint.unaccounted().stream()
                .<Throwable>map(sentence -> new AssertionError(endpoint.name() + ": " + sentence))
                .toList();
    }

    /** What handlers and the engine have thrown, as failures that say which endpoint it was. */
    List<Throwable> takeFailures() {
        return failures(endpoint.takeErrors());
    }

    /** The same, and what was thrown while no test ran. */
    synchronized List<Throwable> takeAllFailures() {
        earlier.addAll(endpoint.takeErrors());
        List<Throwable> all = failures(earlier);
        earlier.clear();
        return all;
    }

    private List<Throwable> failures(List<Throwable> errors) {
        return errors.stream()
                .<Throwable>map(error -> new AssertionError(endpoint.name() + ": " + error, error))
                .toList();
    }
}
