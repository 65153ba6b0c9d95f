package dev.haywire.fault;

import dev.haywire.Experimental;

/**
 * How jitter spreads a delay. Whatever is drawn, a delay never falls below 0.
 *
 * @since 0.1
 */
@Experimental
public enum Distribution {
    /** Every delay from {@code delay - jitter} to {@code delay + jitter} is equally likely; the default. */
    UNIFORM,
    /** A normal distribution around the delay, the jitter its standard deviation; netem's {@code distribution normal}. */
    NORMAL,
    /** A Pareto distribution, the jitter its scale: mostly near the delay, now and then far above; netem's {@code distribution pareto}. */
    PARETO,
    /** A quarter normal and three quarters Pareto distribution of the same draw, the jitter their scale; netem's {@code distribution paretonormal}. */
    PARETO_NORMAL
}
