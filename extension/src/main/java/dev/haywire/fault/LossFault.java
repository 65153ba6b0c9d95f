package dev.haywire.fault;

import dev.haywire.Experimental;
import java.util.List;

/**
 * Datagrams are lost by chance; made by {@link Faults#loss(double)}.
 *
 * @since 0.1
 */
@Experimental
public final class LossFault extends ChanceNarrowed<LossFault> implements UdpFault {

    private final double share;
    private final int maxBurst;
    private final int perBlock;

    LossFault(double share) {
        this(Limits.fraction("loss", share), 0, 0, Selection.ALL);
    }

    private LossFault(double share, int maxBurst, int perBlock, Selection selection) {
        super(selection);
        this.share = share;
        this.maxBurst = maxBurst;
        this.perBlock = perBlock;
    }

    @Override
    LossFault with(Selection next) {
        return new LossFault(share, maxBurst, perBlock, next);
    }

    /**
     * Loses at most so many in a row; the next one then passes for certain, which makes the share lost a little smaller: 0.3 with at most 3
     * loses 29.4 %. The losses in a row are counted per client and direction, so the fault must name its direction.
     *
     * @param datagrams at least 1
     * @return the fault with that bound
     * @throws IllegalArgumentException if it is below 1, or {@code perBlock} asks for more losses than the bound allows
     */
    public LossFault maxBurst(int datagrams) {
        return new LossFault(share, Limits.atLeast(1, "maxBurst", datagrams), perBlock, own()).checked();
    }

    /**
     * Loses exactly {@code share * datagrams} of each so many, at random places. Blocks are counted per client and direction, from the first
     * datagram selected, so the fault must name its direction.
     *
     * @param datagrams how many make a block, at least 1; times the share a whole number
     * @return the fault with exact blocks
     * @throws IllegalArgumentException if it is below 1, the product is not whole, or more than {@code maxBurst} allows
     */
    public LossFault perBlock(int datagrams) {
        return new LossFault(share, maxBurst, Limits.atLeast(1, "perBlock", datagrams), own()).checked();
    }

    private LossFault checked() {
        if (perBlock == 0) {
            return this;
        }
        double lost = share * perBlock;
        if (Math.abs(lost - Math.rint(lost)) > 1e-9 * perBlock) {
            throw new IllegalArgumentException(
                    "perBlock must make loss * perBlock a whole number of datagrams, but loss " + Limits.spelled(share)
                            + " of " + perBlock + " is " + Limits.spelled(lost));
        }
        // the worst start of a block is right behind a full burst: it has to begin with one that passes
        long most = perBlock - (perBlock + (long) maxBurst) / (maxBurst + 1L);
        if (maxBurst > 0 && Math.rint(lost) > most) {
            throw new IllegalArgumentException("perBlock(" + perBlock + ") and maxBurst(" + maxBurst
                    + ") contradict each other: with at most " + maxBurst + " lost in a row no more than " + most
                    + " of "
                    + perBlock + " can be lost, but loss " + Limits.spelled(share) + " asks for "
                    + Limits.spelled(Math.rint(lost)));
        }
        return this;
    }

    @Override
    public String kind() {
        return "loss";
    }

    /**
     * Returns the probability that a datagram is lost.
     *
     * @return from 0 to 1
     */
    public double share() {
        return share;
    }

    /**
     * Returns how many are lost in a row at most.
     *
     * @return datagrams, at least 1; 0: no bound
     */
    public int maxBurst() {
        return maxBurst;
    }

    /**
     * Returns how many datagrams make a block in which exactly their share is lost.
     *
     * @return datagrams, at least 1; 0: each datagram is decided alone
     */
    public int perBlock() {
        return perBlock;
    }

    /** Whether it counts datagrams of one direction, which then has to be named. */
    boolean countsInARow() {
        return maxBurst > 0 || perBlock > 0;
    }

    @Override
    public boolean isRandom() {
        return share < 1;
    }

    @Override
    List<Object> values() {
        return List.of(share, maxBurst, perBlock);
    }

    @Override
    String head() {
        return "loss(" + Limits.spelled(share) + ")" + (maxBurst == 0 ? "" : ".maxBurst(" + maxBurst + ")")
                + (perBlock == 0 ? "" : ".perBlock(" + perBlock + ")");
    }
}
