package dev.haywire.fault;

import org.apiguardian.api.API;

/**
 * An RST ends both directions of a connection, at a position too; made by {@link Faults#reset()}.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
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
