package dev.haywire.fault;

import dev.haywire.Experimental;
import java.util.List;

/**
 * Losses follow a good and a bad state; made by {@link Faults#gilbertElliott(double, double, double, double)}.
 *
 * @since 0.1
 */
@Experimental
public final class GilbertElliottFault extends ChanceNarrowed<GilbertElliottFault> implements UdpFault {

    private final double p;
    private final double r;
    private final double lossInBad;
    private final double lossInGood;

    GilbertElliottFault(double p, double r, double lossInBad, double lossInGood) {
        this(
                Limits.fraction("gilbertElliott: p", p),
                Limits.fraction("gilbertElliott: r", r),
                Limits.fraction("gilbertElliott: lossInBad", lossInBad),
                Limits.fraction("gilbertElliott: lossInGood", lossInGood),
                Selection.ALL);
    }

    private GilbertElliottFault(double p, double r, double lossInBad, double lossInGood, Selection selection) {
        super(selection);
        this.p = p;
        this.r = r;
        this.lossInBad = lossInBad;
        this.lossInGood = lossInGood;
    }

    @Override
    GilbertElliottFault with(Selection next) {
        return new GilbertElliottFault(p, r, lossInBad, lossInGood, next);
    }

    @Override
    public String kind() {
        return "gilbertElliott";
    }

    /**
     * Returns the probability of turning bad.
     *
     * @return from 0 to 1, per datagram
     */
    public double p() {
        return p;
    }

    /**
     * Returns the probability of turning good again.
     *
     * @return from 0 to 1, per datagram
     */
    public double r() {
        return r;
    }

    /**
     * Returns the probability of loss in the bad state.
     *
     * @return from 0 to 1
     */
    public double lossInBad() {
        return lossInBad;
    }

    /**
     * Returns the probability of loss in the good state.
     *
     * @return from 0 to 1
     */
    public double lossInGood() {
        return lossInGood;
    }

    @Override
    public boolean isRandom() {
        boolean losesInGood = lossInGood == 1 || p > 0 && r == 0; // then it begins, and stays, in the bad state
        boolean losesInBad = lossInBad == 1 || p == 0;
        return !losesInGood || !losesInBad;
    }

    @Override
    List<Object> values() {
        return List.of(p, r, lossInBad, lossInGood);
    }

    @Override
    String head() {
        return "gilbertElliott(" + Limits.spelled(p) + ", " + Limits.spelled(r) + ", " + Limits.spelled(lossInBad)
                + ", " + Limits.spelled(lossInGood) + ")";
    }
}
