package dev.haywire.internal.junit;

import dev.haywire.Endpoint;
import dev.haywire.fault.ActiveFault;
import dev.haywire.fault.Fault;
import dev.haywire.fault.TcpFault;
import dev.haywire.internal.net.LiveTcpEndpoint;
import dev.haywire.internal.net.WireFault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A declared endpoint that runs, and who shares it. Of tests that run at the same time the first restarts its records, and faults that they
 * applied in code end with the last.
 */
final class Started {
    private final Declaration declaration;
    private final LiveTcpEndpoint endpoint;
    private final SystemProperties.Lease lease;
    private final Map<ClassRun, List<ActiveFault>> before = new HashMap<>();
    private List<ActiveFault> kept = List.of();
    private int tests;

    Started(Declaration declaration, LiveTcpEndpoint endpoint, SystemProperties.Lease lease) {
        this.declaration = declaration;
        this.endpoint = endpoint;
        this.lease = lease;
    }

    Declaration declaration() {
        return declaration;
    }

    Endpoint endpoint() {
        return endpoint;
    }

    /** Applies a fault that the endpoint's protocol supports. */
    WireFault apply(Fault fault) {
        return (WireFault) endpoint.apply((TcpFault) fault);
    }

    List<Throwable> takeErrors() {
        return endpoint.takeErrors();
    }

    /** A test begins that outlives not this endpoint. */
    synchronized void enter(long seed) {
        if (tests++ == 0) {
            endpoint.restartRecords();
            endpoint.seed(seed);
            kept = new ArrayList<>(endpoint.faults());
        }
    }

    synchronized List<Throwable> leave() {
        if (--tests == 0) {
            endAllBut(kept);
        }
        return endpoint.takeErrors();
    }

    /** The tests of a class begin that see this endpoint but do not own it. */
    synchronized void enter(ClassRun run) {
        before.putIfAbsent(run, new ArrayList<>(endpoint.faults()));
    }

    /** What was applied before all tests of the class ends with it, unless another class's tests are running: then with the last of them. */
    synchronized void leave(ClassRun run) {
        List<ActiveFault> faults = before.remove(run);
        if (faults == null) {
            return;
        }
        if (tests == 0) {
            endAllBut(faults);
        } else {
            kept.retainAll(faults);
        }
    }

    private void endAllBut(List<ActiveFault> faults) {
        endpoint.faults().stream().filter(fault -> !faults.contains(fault)).forEach(ActiveFault::close);
    }

    void close() {
        try {
            endpoint.close();
        } finally {
            lease.end();
        }
    }
}
