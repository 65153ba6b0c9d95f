package dev.haywire.fault;

import dev.haywire.Experimental;
import java.time.Duration;
import java.util.List;

/**
 * Datagrams arrive again; made by {@link Faults#duplicate(double)}.
 *
 * @since 0.1
 */
@Experimental
public final class DuplicateFault extends ChanceNarrowed<DuplicateFault> implements UdpFault {

    private static final int MOST_COPIES = 1000;

    private final double share;
    private final int copies;
    private final Duration delay;

    DuplicateFault(double share) {
        this(Limits.fraction("duplicate", share), 1, Duration.ZERO, Selection.ALL);
    }

    private DuplicateFault(double share, int copies, Duration delay, Selection selection) {
        super(selection);
        this.share = share;
        this.copies = copies;
        this.delay = delay;
    }

    @Override
    DuplicateFault with(Selection next) {
        return new DuplicateFault(share, copies, delay, next);
    }

    /**
     * Says how many copies follow each duplicated datagram.
     *
     * @param count from 1, the default, to 1000
     * @return the fault with so many copies
     * @throws IllegalArgumentException if the count is out of range
     */
    public DuplicateFault copies(int count) {
        if (Limits.atLeast(1, "copies", count) > MOST_COPIES) {
            throw new IllegalArgumentException("copies must be at most " + MOST_COPIES + ", but was " + count);
        }
        return new DuplicateFault(share, count, delay, own());
    }

    /**
     * Sends the copies later than the datagram itself. When the fault ends, those still to come go at once.
     *
     * @param later zero, the default: right behind it; at most 36500 days
     * @return the fault with late copies
     * @throws IllegalArgumentException if it is negative or too long
     */
    public DuplicateFault after(Duration later) {
        return new DuplicateFault(share, copies, Limits.duration("after", later), own());
    }

    @Override
    public String kind() {
        return "duplicate";
    }

    /**
     * Returns the probability that a datagram is duplicated.
     *
     * @return from 0 to 1
     */
    public double share() {
        return share;
    }

    /**
     * Returns how many copies follow it.
     *
     * @return from 1 to 1000
     */
    public int copies() {
        return copies;
    }

    /**
     * Returns how much later than the datagram its copies come.
     *
     * @return zero or more
     */
    public Duration delay() {
        return delay;
    }

    @Override
    public boolean isRandom() {
        return share < 1;
    }

    @Override
    List<Object> values() {
        return List.of(share, copies, delay);
    }

    @Override
    String head() {
        return "duplicate(" + Limits.spelled(share) + ")" + (copies == 1 ? "" : ".copies(" + copies + ")")
                + (delay.isZero() ? "" : ".after(" + Limits.spelled(delay) + ")");
    }
}
