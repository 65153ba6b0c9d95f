package dev.haywire.internal.net;

import dev.haywire.fault.ConnectHangFault;
import dev.haywire.fault.Direction;
import dev.haywire.fault.Fault;
import dev.haywire.fault.RefuseFault;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The active faults of one endpoint in the order in which they were applied. Changed on the loop, read by any thread.
 *
 * @param <A> those of the endpoint's protocol
 */
final class FaultBoard<A extends AppliedFault> {
    private final String endpointName;
    private final List<A> active = new CopyOnWriteArrayList<>();

    FaultBoard(String endpointName) {
        this.endpointName = endpointName;
    }

    void requireNoContradiction(Fault fault) {
        for (AppliedFault other : active) {
            if (contradict(fault, other.fault())) {
                throw new IllegalStateException(fault + " contradicts " + other.fault() + ", which is active on \""
                        + endpointName + "\": a port either refuses or leaves unanswered; close that one first");
            }
        }
    }

    private static boolean contradict(Fault one, Fault other) {
        return one instanceof RefuseFault && other instanceof ConnectHangFault
                || one instanceof ConnectHangFault && other instanceof RefuseFault;
    }

    /** The smallest number that none of its active equals has: those of the same kind that share a direction with it. */
    int freeOccurrence(Fault fault) {
        int occurrence = 0;
        while (isTaken(fault, occurrence)) {
            occurrence++;
        }
        return occurrence;
    }

    private boolean isTaken(Fault fault, int occurrence) {
        for (AppliedFault other : active) {
            if (other.occurrence() == occurrence
                    && other.fault().kind().equals(fault.kind())
                    && (other.fault().direction() == fault.direction()
                            || other.fault().direction() == Direction.BOTH
                            || fault.direction() == Direction.BOTH)) {
                return true;
            }
        }
        return false;
    }

    void add(A fault) {
        active.add(fault);
    }

    void remove(AppliedFault fault) {
        active.remove(fault);
    }

    List<A> active() {
        return List.copyOf(active);
    }

    boolean isEmpty() {
        return active.isEmpty();
    }
}
