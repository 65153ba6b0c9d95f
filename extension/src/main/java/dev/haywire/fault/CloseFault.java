package dev.haywire.fault;

import dev.haywire.Experimental;

/**
 * A FIN ends both directions of a connection, at a position too; made by {@link Faults#close()}.
 *
 * @since 0.1
 */
@Experimental
public final class CloseFault extends EventNarrowed<CloseFault> implements TcpFault {

    CloseFault(Selection selection) {
        super(selection);
    }

    @Override
    CloseFault with(Selection next) {
        return new CloseFault(next);
    }

    @Override
    public String kind() {
        return "close";
    }
}
