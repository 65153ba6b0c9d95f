package dev.haywire.internal.junit;

import dev.haywire.Protocol;
import dev.haywire.fault.Selection;
import dev.haywire.internal.journal.Spelled;
import dev.haywire.internal.net.WireFault;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether an annotated fault fired, over all endpoints and tests that it was applied to. */
final class Tally {
    /** Over many tests the same is told again and again. */
    private static final int MOST_REASONS = 3;

    private final FaultDeclaration declaration;
    private final Set<String> endpoints = new LinkedHashSet<>();
    private final Set<Integer> connections = new LinkedHashSet<>();
    private final Set<Long> numbers = new LinkedHashSet<>();
    private final Map<Protocol, Long> matched = new EnumMap<>(Protocol.class);
    private final Set<String> reasons = new LinkedHashSet<>();
    private long fired;
    private boolean leftOut;

    /** It was also where nobody tells what it did. */
    private boolean unknown;

    Tally(FaultDeclaration declaration) {
        this.declaration = declaration;
    }

    FaultDeclaration declaration() {
        return declaration;
    }

    /** It has ended on that endpoint. */
    synchronized void add(Declaration endpoint, WireFault fault) {
        endpoints.add(endpoint.shown(!declaration.isOnType()));
        if (!fault.isObserved()) {
            unknown = true;
            return;
        }
        matched.merge(endpoint.attributes().protocol(), fault.matched(), Long::sum);
        fired += fault.fired();
        if (fired == 0 && reasons.size() < MOST_REASONS) {
            fault.whyNotFired().ifPresent(reasons::add);
        }
        selection().connections().stream().filter(fault::firedOnConnection).forEach(connections::add);
        selection().nth().stream().filter(fault::firedOnNumber).forEach(numbers::add);
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
        if (!declaration.isJudged() || unknown) {
            return Optional.empty();
        }
        String where = " on " + String.join(", ", endpoints);
        if (fired == 0) {
            return Optional.of(declaration + " never fired" + where + ", where it selected " + selected()
                    + (reasons.isEmpty() ? "" : ": " + String.join("; ", reasons)));
        }
        return missed("connections", connections, selection().connections())
                .or(() -> missed("datagrams", numbers, selection().nth()))
                .map(missed -> declaration + missed + where);
    }

    /** Every one that is listed has to have met it, on any endpoint. */
    private static <N> Optional<String> missed(String what, Set<N> met, List<N> listed) {
        List<N> missed = listed.stream().filter(one -> !met.contains(one)).toList();
        return missed.isEmpty()
                ? Optional.empty()
                : Optional.of(" fired on " + what + " " + met + ", but not on " + missed);
    }

    private String selected() {
        return matched.entrySet().stream()
                .map(one -> Spelled.count(one.getValue(), one.getKey() == Protocol.TCP ? "connection" : "datagram"))
                .collect(Collectors.joining(" and "));
    }

    private Selection selection() {
        return declaration.fault().selection();
    }

    boolean isRandom() {
        return declaration.fault().isRandom();
    }
}
