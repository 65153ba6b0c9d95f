package dev.haywire.fault;

import dev.haywire.Experimental;
import java.util.List;

/**
 * The events that end a connection as a whole and can do so when it is accepted.
 *
 * @param <S> the fault's own type
 * @since 0.1
 */
@Experimental
public abstract sealed class EventNarrowed<S extends TcpFault> extends TcpNarrowed<S> permits ResetFault, CloseFault {

    EventNarrowed(Selection selection) {
        super(selection);
    }

    /**
     * Lets it act on each connection as it is accepted, before a byte has passed, and stay armed.
     *
     * @return the narrowed fault
     * @throws IllegalArgumentException if it has a position ({@code afterBytes}, {@code after}, {@code onNextData}), which contradicts it
     */
    public S onAccept() {
        return narrow(own().with(own().stream().withOnAccept()));
    }

    /**
     * Lets it act at the first byte that enters the wire in its direction from now on, and stay armed: that byte and all after it are lost.
     * It acts once per connection, on those open and those accepted later. A FIN is no data. Downstream:
     * the server has done its work, and its whole answer is lost. Upstream: the connection ends before the request arrives.
     *
     * @return the narrowed fault, which needs a direction
     * @throws IllegalArgumentException if it has a position ({@code afterBytes}, {@code after}) or acts when a connection
     *     is accepted, which contradicts it
     */
    public S onNextData() {
        return narrow(own().with(own().stream().withOnNextData()));
    }

    /**
     * Adds the trigger that {@code firstConnections} or {@code nextConnections} alone imply; left out of the stored value, as a position may
     * still follow.
     */
    @Override
    public Selection selection() {
        ConnectionSelection stream = own().stream().withImpliedOnNextData();
        boolean impliesOnAccept = stream.connections().first() != null && !stream.hasPosition();
        return own().with(impliesOnAccept ? stream.withOnAccept() : stream);
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
