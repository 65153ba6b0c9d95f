package dev.haywire.internal.pipeline;

import dev.haywire.fault.Distribution;

/**
 * How long each byte or datagram is kept: a fixed delay, or one drawn from a distribution around it, never below 0.
 *
 * <p>The shapes are netem's: UNIFORM from delay - jitter to delay + jitter; NORMAL with the jitter as standard deviation, cut at 4 of
 * them; PARETO with shape 3, {@code (u^(-1/3) - 1.5) * 4/3} jitters from the delay, cut at 4; PARETO_NORMAL a quarter of the one and three
 * quarters of the other at the same quantile.
 */
final class Delay {

    private static final double CUT = 4;

    private final long delay;
    private final long jitter;
    private final Distribution distribution;
    private final Draws draws;

    /**
     * Makes the distribution.
     *
     * @param delay in nanoseconds, 0 or more
     * @param jitter in nanoseconds, 0 or more
     */
    Delay(long delay, long jitter, Distribution distribution, Draws draws) {
        this.delay = delay;
        this.jitter = jitter;
        this.distribution = distribution;
        this.draws = draws;
    }

    /** Whether all are kept equally long. */
    boolean isConstant() {
        return jitter == 0;
    }

    /** Returns the nanoseconds drawn for a stream offset or a datagram's key. */
    long of(long offset) {
        if (jitter == 0) {
            return delay;
        }
        return shifted(spread(offset));
    }

    /** Returns the nanoseconds that belong to a normal deviate. */
    long ofDeviate(double deviate) {
        return shifted(quantile(distribution, deviate));
    }

    private long shifted(double spread) {
        long shift = (long) (jitter * cut(spread));
        return shift < 0 ? Math.max(0, delay + shift) : Times.later(delay, shift);
    }

    private double spread(long offset) {
        double u = draws.unit(offset, 0);
        return switch (distribution) {
            case UNIFORM -> 2 * u - 1;
            case NORMAL -> Normal.deviate(draws, offset);
            case PARETO -> pareto(1 - u);
            case PARETO_NORMAL -> paretoNormal(Normal.deviate(draws, offset));
        };
    }

    /** The spread, in jitters, that belongs to a normal deviate: the same quantile of the distribution. */
    static double quantile(Distribution distribution, double deviate) {
        return switch (distribution) {
            case UNIFORM -> 2 * Normal.below(deviate) - 1;
            case NORMAL -> deviate;
            case PARETO -> pareto(Normal.below(-deviate));
            case PARETO_NORMAL -> paretoNormal(deviate);
        };
    }

    /** Takes the share of draws above it. */
    private static double pareto(double above) {
        return (StrictMath.pow(above, -1.0 / 3) - 1.5) * 4 / 3;
    }

    private static double paretoNormal(double deviate) {
        return cut(deviate) / 4 + cut(pareto(Normal.below(-deviate))) * 3 / 4;
    }

    private static double cut(double spread) {
        return Math.max(-CUT, Math.min(CUT, spread));
    }
}
