package dev.haywire.internal.toxiproxy;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** How Toxiproxy writes fractions. */
final class Numbers {

    private Numbers() {}

    /** The fewest digits that are this float and no other: 1, 0.2, 1e-7, 1e+21. */
    static String shortest(float value) {
        float size = Math.abs(value);
        boolean plain = size >= 1e-6f && size < 1e21f;
        if (value == 0) {
            return zero(1 / value < 0);
        }
        BigDecimal exact = new BigDecimal(value);
        // Float.toString has too many digits for some, before JDK 19
        int digits = 1;
        while (rounded(exact, digits).floatValue() != value) {
            digits++;
        }
        return spelled(rounded(exact, digits), plain);
    }

    /** The fewest digits that are this double and no other. */
    static String shortest(double value) {
        double size = Math.abs(value);
        boolean plain = size >= 1e-6 && size < 1e21;
        if (value == 0) {
            return zero(1 / value < 0);
        }
        BigDecimal exact = new BigDecimal(value);
        int digits = 1;
        while (rounded(exact, digits).doubleValue() != value) {
            digits++;
        }
        return spelled(rounded(exact, digits), plain);
    }

    private static BigDecimal rounded(BigDecimal exact, int digits) {
        return exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
    }

    private static String zero(boolean negative) {
        return negative ? "-0" : "0";
    }

    private static String spelled(BigDecimal shortest, boolean plain) {
        BigDecimal digits = shortest.stripTrailingZeros();
        if (plain) {
            return digits.toPlainString();
        }
        int exponent = digits.precision() - digits.scale() - 1;
        return digits.scaleByPowerOfTen(-exponent).toPlainString() + "e" + (exponent < 0 ? "" : "+") + exponent;
    }
}
