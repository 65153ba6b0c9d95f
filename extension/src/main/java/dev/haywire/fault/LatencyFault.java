package dev.haywire.fault;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * Everything arrives later; made by {@link Faults#latency(Duration, Duration)}.
 *
 * @since 0.1
 */
public final class LatencyFault extends LinkNarrowed<LatencyFault> implements LinkFault {

    private final Duration delay;
    private final Duration jitter;
    private final Distribution distribution;

    LatencyFault(Duration delay, Duration jitter) {
        this(Limits.duration("latency", delay), Limits.duration("jitter", jitter), Distribution.UNIFORM, Selection.ALL);
    }

    private LatencyFault(Duration delay, Duration jitter, Distribution distribution, Selection selection) {
        super(selection);
        this.delay = delay;
        this.jitter = jitter;
        this.distribution = distribution;
    }

    @Override
    LatencyFault with(Selection next) {
        return new LatencyFault(delay, jitter, distribution, next);
    }

    /**
     * Says how the jitter spreads the delay. Without a jitter there is nothing to spread.
     *
     * @param spread UNIFORM, which is the default, NORMAL or PARETO
     * @return the fault with that distribution
     */
    public LatencyFault distribution(Distribution spread) {
        return new LatencyFault(delay, jitter, Objects.requireNonNull(spread, "distribution"), own());
    }

    @Override
    public String kind() {
        return "latency";
    }

    /**
     * Returns how much later everything arrives, one way.
     *
     * @return zero or more
     */
    public Duration delay() {
        return delay;
    }

    /**
     * Returns how far the delay spreads.
     *
     * @return zero or more; zero: not at all
     */
    public Duration jitter() {
        return jitter;
    }

    /**
     * Returns how the jitter spreads the delay.
     *
     * @return the distribution
     */
    public Distribution distribution() {
        return distribution;
    }

    @Override
    List<Object> values() {
        return List.of(delay, jitter, distribution);
    }

    @Override
    String head() {
        String spread = jitter.isZero() ? "" : ", " + Limits.spelled(jitter);
        String option = distribution == Distribution.UNIFORM ? "" : ".distribution(" + distribution + ")";
        return "latency(" + Limits.spelled(delay) + spread + ")" + option;
    }
}
