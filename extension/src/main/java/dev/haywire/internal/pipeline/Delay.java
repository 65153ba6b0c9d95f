package dev.haywire.internal.pipeline;

import dev.haywire.fault.Distribution;

/**
 * How long each byte is kept: a fixed delay, or one drawn from a distribution around it, never below 0.
 *
 * <p>The shapes are netem's: UNIFORM from delay - jitter to delay + jitter; NORMAL with the jitter as standard deviation, cut at 4 of
 * them; PARETO with shape 3, {@code (u^(-1/3) - 1.5) * 4/3} jitters from the delay, cut at 4.
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

    /** Returns the nanoseconds drawn for a stream offset. */
    long of(long offset) {
        if (jitter == 0) {
            return delay;
        }
        double spread = Math.max(-CUT, Math.min(CUT, spread(offset)));
        long shift = (long) (jitter * spread);
        return shift < 0 ? Math.max(0, delay + shift) : Times.later(delay, shift);
    }

    private double spread(long offset) {
        double u = draws.unit(offset, 0);
        return switch (distribution) {
            case UNIFORM -> 2 * u - 1;
            case NORMAL ->
                StrictMath.sqrt(-2 * StrictMath.log(1 - u)) * StrictMath.cos(2 * StrictMath.PI * draws.unit(offset, 1));
            case PARETO -> (StrictMath.pow(1 - u, -1.0 / 3) - 1.5) * 4 / 3;
        };
    }
}
