package dev.haywire.internal.toxiproxy;

import java.math.BigDecimal;

/** How Toxiproxy writes fractions. */
final class Numbers {

    private Numbers() {}

    /** The fewest digits that are this float and no other: 1, 0.2, 1e-7, 1e+21. */
    static String shortest(float value) {
        float size = Math.abs(value);
        boolean plain = size >= 1e-6f && size < 1e21f;
        return value == 0 ? zero(1 / value < 0) : spelled(new BigDecimal(Float.toString(value)), plain);
    }

    /** The fewest digits that are this double and no other. */
    static String shortest(double value) {
        double size = Math.abs(value);
        boolean plain = size >= 1e-6 && size < 1e21;
        return value == 0 ? zero(1 / value < 0) : spelled(new BigDecimal(Double.toString(value)), plain);
    }

    private static String zero(boolean negative) {
        return negative ? "-0" : "0";
    }

    private static String spelled(BigDecimal exact, boolean plain) {
        BigDecimal digits = exact.stripTrailingZeros();
        if (plain) {
            return digits.toPlainString();
        }
        int exponent = digits.precision() - digits.scale() - 1;
        return digits.scaleByPowerOfTen(-exponent).toPlainString() + "e" + (exponent < 0 ? "" : "+") + exponent;
    }
}
