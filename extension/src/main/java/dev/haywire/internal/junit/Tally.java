package dev.haywire.internal.junit;

import dev.haywire.internal.net.WireFault;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether an annotated fault fired, over all endpoints and tests that it was applied to. */
final class Tally {
    private final FaultDeclaration declaration;
    private final Set<String> endpoints = new LinkedHashSet<>();
    private final Set<Integer> connections = new LinkedHashSet<>();
    private long matched;
    private long fired;
    private boolean leftOut;

    Tally(FaultDeclaration declaration) {
        this.declaration = declaration;
    }

    FaultDeclaration declaration() {
        return declaration;
    }

    /** It has ended on that endpoint. */
    synchronized void add(String endpoint, WireFault fault) {
        endpoints.add(endpoint);
        matched += fault.matched();
        fired += fault.fired();
        declaration.fault().selection().connections().stream()
                .filter(fault::firedOnConnection)
                .forEach(connections::add);
    }

    /** Endpoints there were, but of another protocol than this part of a composed annotation is for. */
    synchronized void leaveOut() {
        leftOut = true;
    }

    /** What is wrong, or nothing. */
    synchronized Optional<String> problem() {
        if (endpoints.isEmpty()) {
            return leftOut || !declaration.isOnType()
                    ? Optional.empty()
                    : Optional.of(declaration + " broke nothing: no test has such an endpoint"
                            + (declaration.on().isEmpty() ? "" : ", none is named \"" + declaration.on() + "\""));
        }
        if (!declaration.isJudged()) {
            return Optional.empty();
        }
        String where = " on " + String.join(", ", endpoints);
        if (fired == 0) {
            return Optional.of(
                    declaration + " never fired" + where + ", where it selected " + matched + " connections");
        }
        List<Integer> missed = declaration.fault().selection().connections().stream()
                .filter(index -> !connections.contains(index))
                .toList();
        return missed.isEmpty()
                ? Optional.empty()
                : Optional.of(declaration + " fired on connections " + connections + ", but not on " + missed + where);
    }

    boolean isRandom() {
        return declaration.fault().isRandom();
    }
}
