package dev.haywire.fault;

import dev.haywire.Experimental;
import dev.haywire.Protocol;
import java.util.List;
import java.util.Optional;

/**
 * What can be judged only when a fault is complete and it is known where it goes: checked when it is applied.
 *
 * @since 0.1
 */
@Experimental
public final class FaultRules {

    private FaultRules() {}

    /**
     * Refuses a fault that lacks its direction, or that is narrowed by what the protocol does not have.
     *
     * @param fault the complete fault
     * @param protocol of the endpoint it is applied to
     * @param endpointName the endpoint's name
     * @throws IllegalArgumentException naming fault, what is wrong and what to use instead
     */
    public static void check(Fault fault, Protocol protocol, String endpointName) {
        checkProtocol(fault, protocol, endpointName);
        if (fault instanceof DropFault && !fault.selection().datagrams().picks()) {
            throw new IllegalArgumentException(fault + " needs the datagrams it drops: use nth(long...), first(long),"
                    + " every(long) or matching(Predicate), as an annotation @Drop({3, 5}), first or every;"
                    + " to lose all of them use blackhole()");
        }
        if (needsDirection(fault) && fault.selection().direction().isEmpty()) {
            throw new IllegalArgumentException(
                    fault + " needs a direction: use upstream() or downstream(), as an annotation"
                            + " direction = Direction.UPSTREAM or direction = Direction.DOWNSTREAM");
        }
        if (fault instanceof HalfCloseFault
                && fault.selection().firstConnections().isPresent()
                && !fault.selection().hasTrigger()) {
            throw new IllegalArgumentException(
                    fault + " hits nothing: without a trigger it acts on the connections open now,"
                            + " and firstConnections counts those accepted later; add afterBytes(long), after(String) or onNextData()");
        }
    }

    /**
     * Names the direction of a fault that needs one and has none, for endpoints where only one makes sense (a sink never answers).
     * {@code halfClose} is left as it is: it makes sense both ways everywhere.
     *
     * @param <F> the fault's type
     * @param fault any fault
     * @param only the direction that makes sense there
     * @return the fault with that direction if it lacked one, else the fault itself
     */
    @SuppressWarnings("unchecked") // narrowings return the fault's own type
    public static <F extends Fault> F completed(F fault, Direction only) {
        boolean lacksIt = needsDirection(fault) && fault.selection().direction().isEmpty();
        return lacksIt && !(fault instanceof HalfCloseFault) ? (F) fault.direction(only) : fault;
    }

    /** A position or a count in one direction means nothing until the direction is named. */
    private static boolean needsDirection(Fault fault) {
        return fault instanceof LimitDataFault
                || fault instanceof DropFault
                || fault instanceof TruncateFault
                || fault instanceof HalfCloseFault
                || fault instanceof LossFault loss && loss.countsInARow()
                || fault.selection().stream().hasPosition()
                || fault.selection().datagrams().counts();
    }

    /**
     * Refuses a fault that an endpoint of that protocol cannot take, or that is narrowed by what the protocol does not have.
     *
     * @param fault the fault, which may still lack a direction
     * @param protocol of the endpoint it is to be applied to
     * @param endpointName the endpoint's name
     * @throws IllegalArgumentException naming fault or narrowing, the endpoint and its protocol
     */
    public static void checkProtocol(Fault fault, Protocol protocol, String endpointName) {
        boolean tcp = protocol == Protocol.TCP;
        String other = (tcp ? " is for datagrams; \"" : " is for connections; \"") + endpointName + "\" is " + protocol;
        if (!(tcp ? fault instanceof TcpFault : fault instanceof UdpFault)) {
            throw new IllegalArgumentException(
                    fault.kind() + other + ": apply it to a " + (tcp ? "UDP" : "TCP") + " endpoint");
        }
        List<String> foreign = tcp
                ? fault.selection().datagrams().calls()
                : fault.selection().stream().calls();
        if (!foreign.isEmpty()) {
            throw new IllegalArgumentException(foreign.get(0) + other + ": narrow " + fault.kind() + " by "
                    + (tcp
                            ? "onConnections, firstConnections, afterBytes or after"
                            : "onClients, nth, first, every or matching"));
        }
        foreignOption(fault, tcp).ifPresent(option -> {
            throw new IllegalArgumentException(option.call + other + ": use " + option.instead);
        });
    }

    private record ForeignOption(String call, String instead) {}

    private static Optional<ForeignOption> foreignOption(Fault fault, boolean tcp) {
        if (tcp && fault instanceof LatencyFault latency && latency.correlation() > 0) {
            return Optional.of(new ForeignOption(
                    "correlation(" + Limits.spelled(latency.correlation()) + ")", "latency with a jitter alone"));
        }
        if (tcp && fault instanceof BandwidthFault bandwidth && bandwidth.hasQueue()) {
            return Optional.of(new ForeignOption("queue(..)", "bandwidth(long) alone, which lets the sender wait"));
        }
        if (!tcp && fault instanceof RefuseFault refuse && refuse.keepsOpen()) {
            return Optional.of(new ForeignOption("keepOpen()", "refuse() alone"));
        }
        return Optional.empty();
    }
}
