package dev.haywire.fault;

import dev.haywire.Experimental;
import java.time.Duration;
import java.util.List;

/**
 * Datagrams are overtaken by later ones; made by {@link Faults#reorder(double)}.
 *
 * @since 0.1
 */
@Experimental
public final class ReorderFault extends ChanceNarrowed<ReorderFault> implements UdpFault {

    private static final Duration DEFAULT_LONGEST = Duration.ofMillis(100);

    private final double share;
    private final int distance;
    private final Duration longest;
    private final int spacing;

    ReorderFault(double share) {
        this(Limits.fraction("reorder", share), 1, DEFAULT_LONGEST, 1, Selection.ALL);
    }

    private ReorderFault(double share, int distance, Duration longest, int spacing, Selection selection) {
        super(selection);
        this.share = share;
        this.distance = distance;
        this.longest = longest;
        this.spacing = spacing;
    }

    @Override
    ReorderFault with(Selection next) {
        return new ReorderFault(share, distance, longest, spacing, next);
    }

    /**
     * Says how many later datagrams of the same client and direction overtake it.
     *
     * @param datagrams at least 1, the default
     * @return the fault with that distance
     * @throws IllegalArgumentException if it is below 1
     */
    public ReorderFault by(int datagrams) {
        return new ReorderFault(share, Limits.atLeast(1, "by", datagrams), longest, spacing, own());
    }

    /**
     * Says how long a datagram is held at most when too few others come to overtake it.
     *
     * @param time more than zero, at most 36500 days; 100 ms by default
     * @return the fault with that bound
     * @throws IllegalArgumentException if the time is negative, zero or too long
     */
    public ReorderFault atMost(Duration time) {
        if (Limits.duration("atMost", time).isZero()) {
            throw new IllegalArgumentException(
                    "atMost must be longer than 0: a datagram that is not held is not overtaken");
        }
        return new ReorderFault(share, distance, time, spacing, own());
    }

    /**
     * Leaves at least {@code datagrams - 1} alone after each that was chosen. The share chosen is then
     * {@code 1 / (datagrams - 1 + 1 / share)}.
     *
     * @param datagrams at least 1, the default: each may be chosen
     * @return the fault with that gap
     * @throws IllegalArgumentException if it is below 1
     */
    public ReorderFault gap(int datagrams) {
        return new ReorderFault(share, distance, longest, Limits.atLeast(1, "gap", datagrams), own());
    }

    @Override
    public String kind() {
        return "reorder";
    }

    /**
     * Returns the probability that a datagram is overtaken.
     *
     * @return from 0 to 1
     */
    public double share() {
        return share;
    }

    /**
     * Returns how many later datagrams overtake it.
     *
     * @return datagrams, at least 1
     */
    public int distance() {
        return distance;
    }

    /**
     * Returns how long it is held at most.
     *
     * @return more than zero
     */
    public Duration longest() {
        return longest;
    }

    /**
     * Returns the least distance between two that are chosen.
     *
     * @return datagrams, at least 1
     */
    public int spacing() {
        return spacing;
    }

    @Override
    public boolean isRandom() {
        return share < 1;
    }

    @Override
    List<Object> values() {
        return List.of(share, distance, longest, spacing);
    }

    @Override
    String head() {
        return "reorder(" + Limits.spelled(share) + ")" + (distance == 1 ? "" : ".by(" + distance + ")")
                + (longest.equals(DEFAULT_LONGEST) ? "" : ".atMost(" + Limits.spelled(longest) + ")")
                + (spacing == 1 ? "" : ".gap(" + spacing + ")");
    }
}
