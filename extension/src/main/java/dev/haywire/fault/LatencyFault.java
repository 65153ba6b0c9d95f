package dev.haywire.fault;

import dev.haywire.Experimental;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * Everything arrives later; made by {@link Faults#latency(Duration, Duration)}.
 *
 * @since 0.1
 */
@Experimental
public final class LatencyFault extends LinkNarrowed<LatencyFault> implements LinkFault {

    private final Duration delay;
    private final Duration jitter;
    private final Distribution distribution;
    private final double correlation;
    private final boolean keepsOrder;

    LatencyFault(Duration delay, Duration jitter) {
        this(
                Limits.duration("latency", delay),
                Limits.duration("jitter", jitter),
                Distribution.UNIFORM,
                0,
                false,
                Selection.ALL);
    }

    private LatencyFault(
            Duration delay,
            Duration jitter,
            Distribution distribution,
            double correlation,
            boolean keepsOrder,
            Selection selection) {
        super(selection);
        this.delay = delay;
        this.jitter = jitter;
        this.distribution = distribution;
        this.correlation = correlation;
        this.keepsOrder = keepsOrder;
    }

    @Override
    LatencyFault with(Selection next) {
        return new LatencyFault(delay, jitter, distribution, correlation, keepsOrder, next);
    }

    /**
     * Says how the jitter spreads the delay. Without a jitter there is nothing to spread.
     *
     * @param spread UNIFORM, which is the default, NORMAL, PARETO or PARETO_NORMAL
     * @return the fault with that distribution
     */
    public LatencyFault distribution(Distribution spread) {
        return new LatencyFault(
                delay, jitter, Objects.requireNonNull(spread, "distribution"), correlation, keepsOrder, own());
    }

    /**
     * Makes the delays of neighbouring datagrams alike, without changing how the jitter spreads them: the normal deviates behind them are
     * an AR(1) process (netem's own correlation bends the distribution). For UDP endpoints; on a TCP endpoint it is an
     * {@link IllegalArgumentException} when applied.
     *
     * @param coefficient of one datagram's deviate with the next one's, a fraction from 0, the default, to 1
     * @return the fault with that correlation
     * @throws IllegalArgumentException if it is no such fraction
     */
    public LatencyFault correlation(double coefficient) {
        return new LatencyFault(
                delay, jitter, distribution, Limits.fraction("correlation", coefficient), keepsOrder, own());
    }

    /**
     * Lets no datagram overtake another, whatever the jitter draws: it waits for those before it. TCP always does.
     *
     * @return the fault that keeps the order
     */
    public LatencyFault keepOrder() {
        return new LatencyFault(delay, jitter, distribution, correlation, true, own());
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

    /**
     * Returns how alike the delays of neighbouring datagrams are.
     *
     * @return from 0, not at all, to 1
     */
    public double correlation() {
        return correlation;
    }

    /**
     * Tells whether datagrams stay in order.
     *
     * @return whether none overtakes another
     */
    public boolean keepsOrder() {
        return keepsOrder;
    }

    @Override
    public boolean isRandom() {
        return super.isRandom()
                || !jitter.isZero() && jitter.multipliedBy(reach()).compareTo(delay) >= 0;
    }

    /** How many jitters below the delay a draw may lie: netem's normal distribution is cut at 4. Pareto ends before 1, which counts for all. */
    private int reach() {
        return switch (distribution) {
            case UNIFORM, PARETO -> 1;
            case PARETO_NORMAL -> 2;
            case NORMAL -> 4;
        };
    }

    @Override
    List<Object> values() {
        return List.of(delay, jitter, distribution, correlation, keepsOrder);
    }

    @Override
    String head() {
        String spread = jitter.isZero() ? "" : ", " + Limits.spelled(jitter);
        String option = distribution == Distribution.UNIFORM ? "" : ".distribution(" + distribution + ")";
        return "latency(" + Limits.spelled(delay) + spread + ")" + option
                + (correlation == 0 ? "" : ".correlation(" + Limits.spelled(correlation) + ")")
                + (keepsOrder ? ".keepOrder()" : "");
    }
}
