package dev.haywire.internal.junit;

import java.util.List;
import java.util.Optional;

/** Which of the endpoints that a run sees share a port number. */
final class PortSharing {
    private final Run run;

    PortSharing(Run run) {
        this.run = run;
    }

    /** Refuses those that share the port of one that may end before them. */
    void check() {
        for (Visible one : run.scope().endpoints()) {
            Optional<Run> holding = run.holderOf(one);
            Optional<Visible> other = declared(one);
            if (holding.isPresent() && other.isPresent() && !run.lives(other.get(), one, holding.get())) {
                throw SamePort.shorter(one.declaration(), other.get().declaration());
            }
        }
    }

    /** The endpoint whose port that one shares; a parameter's as soon as its method has been called. */
    Optional<Visible> with(Visible endpoint) {
        Optional<Visible> other = declared(endpoint);
        boolean later = other.filter(one -> one.declaration().isOnParameter() && run.peek(one) == null)
                .filter(one -> !isOfSameExecutable(one, endpoint))
                .isPresent();
        if (later) {
            List<Declaration> known = run.scope().endpoints().stream()
                    .map(Visible::declaration)
                    .filter(one -> !one.isOnParameter())
                    .toList();
            throw SamePort.unknown(endpoint.declaration(), known);
        }
        return other;
    }

    private static boolean isOfSameExecutable(Visible one, Visible other) {
        return one.declaration().place() instanceof Place.OfParameter parameter
                && other.declaration().place() instanceof Place.OfParameter another
                && parameter.executable().equals(another.executable());
    }

    private Optional<Visible> declared(Visible endpoint) {
        String name = endpoint.declaration().attributes().samePortAs();
        return name.isEmpty()
                ? Optional.empty()
                : run.scope().endpoints().stream()
                        .filter(one -> one.name().equals(name))
                        .findFirst();
    }

    /** Those that share that one's port and that the same run holds: they start with it. */
    List<Visible> heldWith(Visible endpoint, Run holder) {
        return run.scope().endpoints().stream()
                .filter(one -> one.declaration().attributes().samePortAs().equals(endpoint.name()))
                .filter(one -> run.holderOf(one).equals(Optional.of(holder)))
                .filter(one ->
                        one.declaration().isSession() == endpoint.declaration().isSession())
                .toList();
    }
}
