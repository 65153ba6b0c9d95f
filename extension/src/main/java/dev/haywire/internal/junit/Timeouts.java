package dev.haywire.internal.junit;

import dev.haywire.internal.net.LiveEndpoint;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The timeouts of JUnit that one run meets, mostly none. */
final class Timeouts {
    private final Run run;
    private @Nullable Unblocking unblocking;
    private List<Seen> seen = List.of();

    /** An endpoint as it was when the first of them came. */
    private record Seen(LiveEndpoint endpoint, String state, List<String> faults) {}

    Timeouts(Run run) {
        this.run = run;
    }

    /** JUnit is about to interrupt the thread of the run: ends what that may wait in. Takes a second at most. */
    void beforeInterrupt(Thread interrupted) {
        Unblocking begun;
        synchronized (this) {
            if (unblocking != null) {
                return;
            }
            begun = new Unblocking(run, interrupted);
            unblocking = begun;
        }
        begun.begin(this::see);
    }

    private synchronized void see(List<Shared> inUse) {
        if (seen.isEmpty()) {
            List<Seen> all = new ArrayList<>();
            for (Shared one : inUse) {
                all.add(new Seen(
                        one.endpoint(),
                        one.endpoint().toString(),
                        one.endpoint().faultLines()));
            }
            seen = all;
        }
    }

    /** The method that was interrupted is over: what runs from now on meets no more resets. */
    void methodOver() {
        Unblocking over;
        synchronized (this) {
            over = unblocking;
            unblocking = null;
        }
        if (over != null) {
            over.end();
        }
    }

    /** The run is over. Its failure, where it has one, is told what was there when the timeout came. */
    void end(@Nullable Throwable failure) {
        methodOver();
        List<Seen> all;
        synchronized (this) {
            all = seen;
        }
        if (failure != null && !all.isEmpty() && !FailureNote.isOn(failure)) {
            List<FailureNote.Part> parts = all.stream()
                    .map(one -> new FailureNote.Part(one.state, one.faults, one.endpoint.recordedLines()))
                    .toList();
            failure.addSuppressed(new FailureNote(parts, run.seed()));
        }
    }
}
