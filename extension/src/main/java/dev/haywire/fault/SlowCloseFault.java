package dev.haywire.fault;

import dev.haywire.Experimental;
import java.time.Duration;
import java.util.List;

/**
 * The FIN of a connection comes later; made by {@link Faults#slowClose(Duration)}.
 *
 * @since 0.1
 */
@Experimental
public final class SlowCloseFault extends TcpNarrowed<SlowCloseFault> implements TcpFault {

    private final Duration delay;

    SlowCloseFault(Duration delay) {
        this(Limits.duration("slowClose", delay), Selection.ALL);
    }

    private SlowCloseFault(Duration delay, Selection selection) {
        super(selection);
        this.delay = delay;
    }

    @Override
    SlowCloseFault with(Selection next) {
        return new SlowCloseFault(delay, next);
    }

    @Override
    public String kind() {
        return "slowClose";
    }

    /**
     * Returns how much later the FIN comes.
     *
     * @return zero or more
     */
    public Duration delay() {
        return delay;
    }

    @Override
    List<Object> values() {
        return List.of(delay);
    }

    @Override
    String head() {
        return "slowClose(" + Limits.spelled(delay) + ")";
    }
}
