package dev.haywire.internal.pipeline;

/**
 * Random losses within bounds: at most so many in a row, an exact number of each block, or both. Within a block each datagram is lost with
 * the share of losses still to come among the datagrams still to come, unless a bound decides.
 */
final class BoundedLoss implements LossModel {

    private final double share;
    private final long maxBurst;
    private final long block;
    private final long perBlock;
    private final Draws draws;
    private long left;
    private long toLose;
    private long run;

    /**
     * Makes the model.
     *
     * @param maxBurst at most so many in a row; 0: no bound
     * @param block of how many datagrams an exact share is lost; 0: none
     */
    BoundedLoss(double share, int maxBurst, int block, Draws draws) {
        this.share = share;
        this.maxBurst = maxBurst == 0 ? Long.MAX_VALUE : maxBurst;
        this.block = block;
        this.perBlock = Math.round(share * block);
        this.draws = draws;
    }

    @Override
    public boolean loses(long ordinal) {
        double drawn = draws.unit(ordinal, 0);
        boolean lost = block == 0 ? run < maxBurst && drawn < share : losesOfBlock(drawn);
        run = lost ? run + 1 : 0;
        return lost;
    }

    private boolean losesOfBlock(double drawn) {
        if (left == 0) {
            left = block;
            toLose = perBlock;
        }
        boolean mayLose = run < maxBurst && toLose > 0;
        boolean mayPass = toLose <= mostLosses(left - 1);
        boolean lost = mayLose && (!mayPass || drawn * left < toLose);
        left--;
        toLose -= lost ? 1 : 0;
        return lost;
    }

    /** How many of that many can be lost, behind one that has passed. */
    private long mostLosses(long datagrams) {
        return maxBurst == Long.MAX_VALUE ? datagrams : datagrams - datagrams / (maxBurst + 1);
    }
}
