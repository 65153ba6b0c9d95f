package dev.haywire.internal.pipeline;

/**
 * A good and a bad state, each with a probability of loss. A datagram meets the state before its own transition, as in netem; the first one
 * finds either state with its share of the time, so that the rate is the same from the first datagram on.
 */
final class GilbertElliott implements LossModel {

    private final double toBad;
    private final double toGood;
    private final double lossInBad;
    private final double lossInGood;
    private final Draws draws;
    private boolean bad;

    GilbertElliott(double toBad, double toGood, double lossInBad, double lossInGood, Draws draws) {
        this.toBad = toBad;
        this.toGood = toGood;
        this.lossInBad = lossInBad;
        this.lossInGood = lossInGood;
        this.draws = draws;
        this.bad = toBad > 0 && draws.chance(toBad / (toBad + toGood));
    }

    /** The simple Gilbert model with a rate of loss and a mean number of losses in a row. */
    static GilbertElliott bursts(double lossRate, double meanLength, Draws draws) {
        return new GilbertElliott(lossRate / (meanLength * (1 - lossRate)), 1 / meanLength, 1, 0, draws);
    }

    @Override
    public boolean loses(long ordinal) {
        boolean lost = draws.unit(ordinal, 1) < (bad ? lossInBad : lossInGood);
        double drawn = draws.unit(ordinal, 0);
        bad = bad ? drawn >= toGood : drawn < toBad;
        return lost;
    }
}
