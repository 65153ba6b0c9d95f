package dev.haywire.internal.pipeline;

/** The standard normal distribution, by functions that give the same bits on every JDK. */
final class Normal {

    private static final double[] NUMERATOR = {
        3.52624965998911E-02,
        0.700383064443688,
        6.37396220353165,
        33.912866078383,
        112.079291497871,
        221.213596169931,
        220.206867912376
    };
    private static final double[] DENOMINATOR = {
        8.83883476483184E-02,
        1.75566716318264,
        16.064177579207,
        86.7807322029461,
        296.564248779674,
        637.333633378831,
        793.826512519948,
        440.413735824752
    };
    /** Beyond it less than 1e-11 is left, and the fraction below loses its digits. */
    private static final double FAR = 7.07106781186547;

    private Normal() {}

    /** Draws a deviate by Box and Muller's method, from draws 0 and 1 of an ordinal. */
    static double deviate(Draws draws, long ordinal) {
        return StrictMath.sqrt(-2 * StrictMath.log(1 - draws.unit(ordinal, 0)))
                * StrictMath.cos(2 * StrictMath.PI * draws.unit(ordinal, 1));
    }

    /** Returns the share of deviates below one, by Hart's rational approximation, good to 14 digits. */
    static double below(double deviate) {
        double z = Math.min(Math.abs(deviate), FAR);
        double above = StrictMath.exp(-z * z / 2) * polynomial(NUMERATOR, z) / polynomial(DENOMINATOR, z);
        return deviate > 0 ? 1 - above : above;
    }

    private static double polynomial(double[] coefficients, double z) {
        double value = 0;
        for (double coefficient : coefficients) {
            value = value * z + coefficient;
        }
        return value;
    }
}
