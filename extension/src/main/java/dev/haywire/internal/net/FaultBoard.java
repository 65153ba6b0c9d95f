package dev.haywire.internal.net;

import dev.haywire.fault.ConnectHangFault;
import dev.haywire.fault.Fault;
import dev.haywire.fault.RefuseFault;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The active faults of one endpoint in the order in which they were applied. Changed on the loop, read by any thread; what they cost grows as
 * their number does.
 *
 * @param <A> those of the endpoint's protocol
 */
final class FaultBoard<A extends AppliedFault> {
    private static final int ENDED_KEPT = 64;

    private final String endpointName;
    private final Set<AppliedFault> ports = new LinkedHashSet<>();
    private final Set<A> active = new LinkedHashSet<>();
    private final ArrayDeque<A> ended = new ArrayDeque<>();
    private final Occurrences occurrences = new Occurrences();

    /** A copy for those who read; made when one is asked for, not at each change. */
    private volatile @Nullable List<A> copy = List.of();

    FaultBoard(String endpointName) {
        this.endpointName = endpointName;
    }

    void requireNoContradiction(Fault fault) {
        if (!actsOnPort(fault) || ports.isEmpty()) {
            return;
        }
        // those that are active do not contradict each other: the first one stands for all
        Fault other = ports.iterator().next().fault();
        if (fault instanceof RefuseFault != other instanceof RefuseFault) {
            throw new IllegalStateException(fault + " contradicts " + other + ", which is active on \"" + endpointName
                    + "\": a port either refuses or leaves unanswered; close that one first");
        }
    }

    private static boolean actsOnPort(Fault fault) {
        return fault instanceof RefuseFault || fault instanceof ConnectHangFault;
    }

    /** Takes the smallest number that none of its active equals has; {@link #remove} gives it back. */
    int takeOccurrence(Fault fault) {
        return occurrences.take(fault);
    }

    /** Tells whether the port refuses, or hangs, by one that is in effect next to that one. On the loop. */
    boolean hasAnotherOnPort(AppliedFault fault) {
        for (AppliedFault other : ports) {
            if (other != fault && other.isInEffect()) {
                return true;
            }
        }
        return false;
    }

    synchronized void add(A fault) {
        active.add(fault);
        copy = null;
        if (actsOnPort(fault.fault())) {
            ports.add(fault);
        }
    }

    @SuppressWarnings("unchecked") // what is in the set is one of its own
    synchronized void remove(AppliedFault fault) {
        if (active.remove(fault)) {
            if (ended.size() == ENDED_KEPT) {
                ended.removeFirst();
            }
            ended.addLast((A) fault);
            copy = null;
            ports.remove(fault);
            occurrences.give(fault.fault(), fault.occurrence());
        }
    }

    /** Forgets those that have ended. */
    synchronized void forgetEnded() {
        ended.clear();
    }

    /** The last of those that have ended, in the order in which they did, and the active ones after them. */
    synchronized List<A> all() {
        List<A> all = new ArrayList<>(ended);
        all.addAll(active);
        return all;
    }

    List<A> active() {
        List<A> known = copy;
        return known != null ? known : copied();
    }

    private synchronized List<A> copied() {
        List<A> fresh = List.copyOf(active);
        copy = fresh;
        return fresh;
    }
}
