package dev.haywire.fault;

import dev.haywire.Experimental;
import java.util.List;

/**
 * A FIN ends one direction of a connection, the other lives on; made by {@link Faults#halfClose()}.
 *
 * @since 0.1
 */
@Experimental
public final class HalfCloseFault extends TcpNarrowed<HalfCloseFault> implements TcpFault {

    HalfCloseFault(Selection selection) {
        super(selection);
    }

    @Override
    HalfCloseFault with(Selection next) {
        return new HalfCloseFault(next);
    }

    /**
     * Lets it act at the first byte that enters the wire in its direction from now on, and stay armed: that byte and all after it are lost.
     * It acts once per connection, on those open and those accepted later. A FIN is no data. The
     * receiver reads the end of the stream in its place.
     *
     * @return the narrowed fault, which needs a direction
     * @throws IllegalArgumentException if it has a position ({@code afterBytes}, {@code after}), which contradicts it
     */
    public HalfCloseFault onNextData() {
        return narrow(own().with(own().stream().withOnNextData()));
    }

    /** Adds the trigger that {@code nextConnections} alone implies. */
    @Override
    public Selection selection() {
        return own().with(own().stream().withImpliedOnNextData());
    }

    @Override
    void judge(String added, Selection next) {
        if (next.direction().filter(Direction.BOTH::equals).isPresent()) {
            throw new IllegalArgumentException("halfClose() cannot be narrowed by " + added
                    + ": it ends one direction; use upstream() or downstream(), or close() for both");
        }
    }

    @Override
    public String kind() {
        return "halfClose";
    }

    @Override
    List<Object> values() {
        return List.of();
    }

    @Override
    String head() {
        return "halfClose()";
    }
}
