package dev.haywire.fault;

import dev.haywire.Experimental;
import java.util.List;

/**
 * Datagrams are lost in bursts; made by {@link Faults#burstLoss(double, double)}.
 *
 * @since 0.1
 */
@Experimental
public final class BurstLossFault extends ChanceNarrowed<BurstLossFault> implements UdpFault {

    private final double lossRate;
    private final double meanLength;

    BurstLossFault(double lossRate, double meanLength) {
        this(Limits.fraction("burstLoss: lossRate", lossRate), checkedLength(lossRate, meanLength), Selection.ALL);
    }

    private BurstLossFault(double lossRate, double meanLength, Selection selection) {
        super(selection);
        this.lossRate = lossRate;
        this.meanLength = meanLength;
    }

    @Override
    BurstLossFault with(Selection next) {
        return new BurstLossFault(lossRate, meanLength, next);
    }

    private static double checkedLength(double lossRate, double meanLength) {
        if (lossRate == 1) {
            throw new IllegalArgumentException(
                    "burstLoss: lossRate must be below 1, but was 1: a burst without an end is blackhole()");
        }
        if (!(meanLength >= 1) || Double.isInfinite(meanLength)) {
            throw new IllegalArgumentException(
                    "burstLoss: meanLength must be a number of datagrams, at least 1, but was "
                            + Limits.spelled(meanLength));
        }
        double least = lossRate / (1 - lossRate);
        if (meanLength < least * (1 - 1e-12)) {
            throw new IllegalArgumentException(
                    "burstLoss: meanLength must be at least lossRate / (1 - lossRate), which is "
                            + Limits.spelled(least)
                            + " for lossRate " + Limits.spelled(lossRate) + ", but was " + Limits.spelled(meanLength)
                            + ": shorter bursts cannot lose that many");
        }
        return meanLength;
    }

    @Override
    public String kind() {
        return "burstLoss";
    }

    /**
     * Returns the share of datagrams lost.
     *
     * @return from 0 to less than 1
     */
    public double lossRate() {
        return lossRate;
    }

    /**
     * Returns how many are lost in a row on average.
     *
     * @return datagrams, at least 1
     */
    public double meanLength() {
        return meanLength;
    }

    @Override
    public boolean isRandom() {
        return true;
    }

    @Override
    List<Object> values() {
        return List.of(lossRate, meanLength);
    }

    @Override
    String head() {
        return "burstLoss(" + Limits.spelled(lossRate) + ", " + Limits.spelled(meanLength) + ")";
    }
}
