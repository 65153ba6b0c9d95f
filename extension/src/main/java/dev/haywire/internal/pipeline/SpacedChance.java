package dev.haywire.internal.pipeline;

/** Chooses some datagrams, but never two that are closer together than a distance. */
final class SpacedChance implements Judge {

    private final double share;
    private final int spacing;
    private final Draws draws;
    private int spared;

    /**
     * Makes it.
     *
     * @param spacing the least distance between two that are chosen; 1: none
     */
    SpacedChance(double share, int spacing, Draws draws) {
        this.share = share;
        this.spacing = spacing;
        this.draws = draws;
    }

    @Override
    public long verdict(long ordinal) {
        if (spared < spacing - 1) {
            spared++;
            return 0;
        }
        if (draws.unit(ordinal, 0) >= share) {
            return 0;
        }
        spared = 0;
        return 1;
    }
}
