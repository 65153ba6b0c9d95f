package dev.haywire.fault;

import dev.haywire.Experimental;
import java.util.List;

/**
 * Losses follow four states; made by {@link Faults#markov4(double, double, double, double, double)}.
 *
 * @since 0.1
 */
@Experimental
public final class Markov4Fault extends ChanceNarrowed<Markov4Fault> implements UdpFault {

    private final double p13;
    private final double p31;
    private final double p32;
    private final double p23;
    private final double p14;

    Markov4Fault(double p13, double p31, double p32, double p23, double p14) {
        this(
                Limits.fraction("markov4: p13", p13),
                Limits.fraction("markov4: p31", p31),
                Limits.fraction("markov4: p32", p32),
                Limits.fraction("markov4: p23", p23),
                Limits.fraction("markov4: p14", p14),
                Selection.ALL);
        checkSum("p13 + p14", p13 + p14);
        checkSum("p31 + p32", p31 + p32);
    }

    private Markov4Fault(double p13, double p31, double p32, double p23, double p14, Selection selection) {
        super(selection);
        this.p13 = p13;
        this.p31 = p31;
        this.p32 = p32;
        this.p23 = p23;
        this.p14 = p14;
    }

    @Override
    Markov4Fault with(Selection next) {
        return new Markov4Fault(p13, p31, p32, p23, p14, next);
    }

    private static void checkSum(String name, double sum) {
        if (sum > 1 + 1e-12) {
            throw new IllegalArgumentException(
                    "markov4: " + name + " must be at most 1, but was " + Limits.spelled(sum));
        }
    }

    @Override
    public String kind() {
        return "markov4";
    }

    /**
     * Returns the probability that a burst begins.
     *
     * @return from 0 to 1, per datagram
     */
    public double p13() {
        return p13;
    }

    /**
     * Returns the probability that a burst ends.
     *
     * @return from 0 to 1, per datagram lost in it
     */
    public double p31() {
        return p31;
    }

    /**
     * Returns the probability that datagrams in a burst begin to pass.
     *
     * @return from 0 to 1, per datagram lost in it
     */
    public double p32() {
        return p32;
    }

    /**
     * Returns the probability that datagrams in a burst are lost again.
     *
     * @return from 0 to 1, per datagram that passes in it
     */
    public double p23() {
        return p23;
    }

    /**
     * Returns the probability of a single loss outside of bursts.
     *
     * @return from 0 to 1, per datagram
     */
    public double p14() {
        return p14;
    }

    @Override
    public boolean isRandom() {
        // a burst that never ends has no share of the time: then it begins in the good state, which the first datagram
        // leaves
        boolean losesTheFirst = p13 > 0 && p31 == 0 && p14 + p13 >= 1;
        return !losesTheFirst;
    }

    @Override
    List<Object> values() {
        return List.of(p13, p31, p32, p23, p14);
    }

    @Override
    String head() {
        return "markov4(" + Limits.spelled(p13) + ", " + Limits.spelled(p31) + ", " + Limits.spelled(p32) + ", "
                + Limits.spelled(p23) + ", " + Limits.spelled(p14) + ")";
    }
}
