package dev.haywire.fault;

import java.util.List;
import org.apiguardian.api.API;

/**
 * The events that end a connection as a whole and can do so when it is accepted.
 *
 * @param <S> the fault's own type
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public abstract sealed class EventNarrowed<S extends TcpFault> extends TcpNarrowed<S> permits ResetFault, CloseFault {

    EventNarrowed(Selection selection) {
        super(selection);
    }

    /**
     * Lets it act on each connection as it is accepted, before a byte has passed, and stay armed.
     *
     * @return the narrowed fault
     * @throws IllegalArgumentException if it has a position ({@code afterBytes}, {@code after}), which contradicts it
     */
    public S onAccept() {
        return narrow(own().with(own().stream().withOnAccept()));
    }

    /** Adds the trigger that {@code firstConnections} alone implies; left out of the stored value, as a position may still follow. */
    @Override
    public Selection selection() {
        ConnectionSelection stream = own().stream();
        return stream.first() == null || stream.hasPosition() ? own() : own().with(stream.withOnAccept());
    }

    @Override
    final List<Object> values() {
        return List.of();
    }

    @Override
    final String head() {
        return kind() + "()";
    }
}
