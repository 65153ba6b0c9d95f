package dev.haywire.fault;

import dev.haywire.Experimental;
import java.util.List;

/**
 * Connecting gets no answer; made by {@link Faults#connectHang()}.
 *
 * @since 0.1
 */
@Experimental
public final class ConnectHangFault extends TcpNarrowed<ConnectHangFault> implements TcpFault {

    static final String INSTEAD = "to fail selected connections use reset().onAccept()";

    ConnectHangFault(Selection selection) {
        super(selection);
    }

    @Override
    ConnectHangFault with(Selection next) {
        return new ConnectHangFault(next);
    }

    @Override
    void judge(String added, Selection next) {
        throw cannotNarrowListener(this, added, "startingAfter(Duration) and lasting(Duration)", INSTEAD);
    }

    /** The error of both faults of the listener: what the kernel turns away, nobody can count or choose. */
    static IllegalArgumentException cannotNarrowListener(TcpFault fault, String added, String allowed, String instead) {
        return new IllegalArgumentException(fault.kind() + "() cannot be narrowed by " + added
                + ": the kernel turns connections away unseen, so it takes " + allowed + " only; " + instead);
    }

    @Override
    public String kind() {
        return "connectHang";
    }

    @Override
    List<Object> values() {
        return List.of();
    }

    @Override
    String head() {
        return "connectHang()";
    }
}
