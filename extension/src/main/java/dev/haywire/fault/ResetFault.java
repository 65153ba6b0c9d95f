package dev.haywire.fault;

import dev.haywire.Experimental;

/**
 * An RST ends both directions of a connection, at a position too; made by {@link Faults#reset()}.
 *
 * @since 0.1
 */
@Experimental
public final class ResetFault extends EventNarrowed<ResetFault> implements TcpFault {

    ResetFault(Selection selection) {
        super(selection);
    }

    @Override
    ResetFault with(Selection next) {
        return new ResetFault(next);
    }

    @Override
    public String kind() {
        return "reset";
    }
}
