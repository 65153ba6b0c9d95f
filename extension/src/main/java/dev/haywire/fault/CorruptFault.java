package dev.haywire.fault;

import dev.haywire.Experimental;
import java.util.List;

/**
 * Bits are flipped, lengths are kept; made by {@link Faults#corrupt(double)}.
 *
 * @since 0.1
 */
@Experimental
public final class CorruptFault extends LinkNarrowed<CorruptFault> implements LinkFault {

    private final double share;

    CorruptFault(double share) {
        this(Limits.fraction("corrupt", share), Selection.ALL);
    }

    private CorruptFault(double share, Selection selection) {
        super(selection);
        this.share = share;
    }

    @Override
    CorruptFault with(Selection next) {
        return new CorruptFault(share, next);
    }

    @Override
    void judge(String added, Selection next) {
        if (next.probability().isPresent()) {
            throw new IllegalArgumentException(
                    head() + " cannot be narrowed by " + added
                            + ": it has a probability of its own; set that one, or select connections by onConnections(int...) or firstConnections(int)");
        }
    }

    @Override
    public String kind() {
        return "corrupt";
    }

    /**
     * Returns the probability that a byte (TCP) or datagram (UDP) is hit.
     *
     * @return from 0 to 1
     */
    public double share() {
        return share;
    }

    @Override
    public boolean isRandom() {
        return share < 1;
    }

    @Override
    List<Object> values() {
        return List.of(share);
    }

    @Override
    String head() {
        return "corrupt(" + Limits.spelled(share) + ")";
    }
}
