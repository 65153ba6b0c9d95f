package dev.haywire.internal.pipeline;

/** Draws how much later each datagram arrives: each delay alone, or one like that of the datagram before. */
final class DrawnDelays implements Judge {

    private final Delay delay;
    private final double correlation;
    private final double renewal;
    private final Draws draws;
    private double deviate;
    private boolean begun;

    /**
     * Makes it.
     *
     * @param correlation of one normal deviate with the next, 0 to 1; 0 draws each delay alone
     */
    DrawnDelays(Delay delay, double correlation, Draws draws) {
        this.delay = delay;
        this.correlation = correlation;
        this.renewal = Math.sqrt(1 - correlation * correlation);
        this.draws = draws;
    }

    /** The delay in nanoseconds, plus 1 as 0 means none at all. */
    @Override
    public long verdict(long ordinal) {
        long drawn = correlation == 0 ? delay.of(ordinal) : delay.ofDeviate(next(ordinal));
        return Times.later(drawn, 1);
    }

    /** An AR(1) process whose deviates are standard normal each: correlated delays keep their distribution. */
    private double next(long ordinal) {
        double drawn = Normal.deviate(draws, ordinal);
        deviate = begun ? correlation * deviate + renewal * drawn : drawn;
        begun = true;
        return deviate;
    }
}
