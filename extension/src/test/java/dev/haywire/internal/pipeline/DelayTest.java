package dev.haywire.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.haywire.fault.Direction;
import dev.haywire.fault.Distribution;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class DelayTest {

    private static final int SAMPLE = 10_000;
    private static final long MS = 1_000_000;
    private static final Draws DRAWS = Draws.of(42, "wire", Direction.UPSTREAM, "latency", 0, 0);

    @Test
    void isExactWithoutJitter() {
        Delay delay = new Delay(100 * MS, 0, Distribution.PARETO, DRAWS);
        assertThat(delay.of(0)).isEqualTo(100 * MS);
        assertThat(delay.of(1)).isEqualTo(100 * MS);
    }

    @Test
    void uniformReachesFromDelayMinusJitterToDelayPlusJitter() {
        long[] drawn = sample(new Delay(100 * MS, 20 * MS, Distribution.UNIFORM, DRAWS));
        assertThat(drawn[0]).isBetween(80 * MS, 80 * MS + MS / 10);
        assertThat(drawn[SAMPLE - 1]).isBetween(120 * MS - MS / 10, 120 * MS);
        assertThat(distance(drawn, ms -> (ms - 80) / 40)).isLessThan(0.027);
    }

    @Test
    void normalHasTheJitterAsStandardDeviation() {
        long[] drawn = sample(new Delay(100 * MS, 20 * MS, Distribution.NORMAL, DRAWS));
        assertThat(distance(drawn, ms -> phi((ms - 100) / 20))).isLessThan(0.027);
        double mean = Arrays.stream(drawn).average().orElseThrow() / MS;
        assertThat(mean).isCloseTo(100, within(4.89 * 20 / Math.sqrt(SAMPLE)));
    }

    @Test
    void paretoHasTheJitterAsScale() {
        long[] drawn = sample(new Delay(100 * MS, 20 * MS, Distribution.PARETO, DRAWS));
        assertThat(drawn[0]).isBetween(100 * MS - 20 * MS * 2 / 3, 100 * MS - 20 * MS * 2 / 3 + MS / 10);
        assertThat(drawn[SAMPLE - 1]).isEqualTo(180 * MS);
        assertThat(distance(drawn, ms -> ms >= 180 ? 1 : 1 - Math.pow((ms - 100) / 20 * 3 / 4 + 1.5, -3)))
                .isLessThan(0.027);
    }

    @Test
    void isCutAtFourJittersOnBothSides() {
        Delay delay = new Delay(100 * MS, 10 * MS, Distribution.NORMAL, DRAWS);
        long least = Long.MAX_VALUE;
        long most = 0;
        for (int i = 0; i < 200_000; i++) {
            least = Math.min(least, delay.of(i));
            most = Math.max(most, delay.of(i));
        }
        assertThat(least).isEqualTo(60 * MS);
        assertThat(most).isEqualTo(140 * MS);
    }

    @Test
    void neverFallsBelowZero() {
        for (Distribution distribution : Distribution.values()) {
            long[] drawn = sample(new Delay(MS, 20 * MS, distribution, DRAWS));
            assertThat(drawn[0]).isZero();
            assertThat(drawn[SAMPLE / 4]).isZero();
        }
    }

    /** Frozen, and the same on every JDK: transcendental functions are StrictMath's. */
    @Test
    void givesTheKnownAnswers() {
        assertThat(drawn(Distribution.UNIFORM)).containsExactly(91_585_449, 80_367_280, 113_544_533);
        assertThat(drawn(Distribution.NORMAL)).containsExactly(110_920_936, 102_680_965, 113_109_148);
        assertThat(drawn(Distribution.PARETO)).containsExactly(89_886_505, 86_748_788, 108_979_331);
        assertThat(drawn(Distribution.PARETO_NORMAL)).containsExactly(102_858_885, 96_833_819, 104_771_760);
    }

    /** The same quantile of each distribution, for correlated delays. */
    @Test
    void followsANormalDeviate() {
        assertThat(quantiles(Distribution.UNIFORM))
                .containsExactly(900_000_001, 931_731_051, 1_038_292_492, 1_099_999_999);
        assertThat(quantiles(Distribution.NORMAL))
                .containsExactly(600_000_000, 900_000_000, 1_050_000_000, 1_400_000_000);
        assertThat(quantiles(Distribution.PARETO))
                .containsExactly(933_333_334, 941_236_650, 997_319_225, 1_400_000_000);
        assertThat(quantiles(Distribution.PARETO_NORMAL))
                .containsExactly(850_000_001, 930_927_488, 1_010_489_418, 1_400_000_000);
    }

    private static long[] quantiles(Distribution distribution) {
        Delay delay = new Delay(1000 * MS, 100 * MS, distribution, DRAWS);
        return new long[] {delay.ofDeviate(-9), delay.ofDeviate(-1), delay.ofDeviate(0.5), delay.ofDeviate(9)};
    }

    @Test
    void endsAtNeverInsteadOfOverflowing() {
        Delay delay = new Delay(Long.MAX_VALUE - 1, 1000 * MS, Distribution.UNIFORM, DRAWS);
        assertThat(delay.of(0)).isLessThan(Long.MAX_VALUE - 1);
        assertThat(delay.of(1_000_000)).isEqualTo(Lane.NEVER);
    }

    private static long[] drawn(Distribution distribution) {
        Delay delay = new Delay(100 * MS, 20 * MS, distribution, DRAWS);
        return new long[] {delay.of(0), delay.of(1), delay.of(1_000_000)};
    }

    private static long[] sample(Delay delay) {
        long[] drawn = new long[SAMPLE];
        Arrays.setAll(drawn, delay::of);
        Arrays.sort(drawn);
        return drawn;
    }

    /** Kolmogorov-Smirnov: the largest distance between the sample's distribution and the one of milliseconds given. */
    private static double distance(long[] sorted, DoubleUnaryOperator distribution) {
        double distance = 0;
        for (int i = 0; i < sorted.length; i++) {
            double expected = distribution.applyAsDouble(sorted[i] / (double) MS);
            if (i + 1 == sorted.length || sorted[i + 1] > sorted[i]) {
                distance = Math.max(distance, Math.abs((i + 1.0) / sorted.length - expected));
            }
        }
        return distance;
    }

    /** The normal distribution, by Simpson's rule over its density. */
    private static double phi(double z) {
        int steps = 200;
        double h = z / steps;
        double sum = 1 + Math.exp(-z * z / 2);
        for (int i = 1; i < steps; i++) {
            double x = i * h;
            sum += (i % 2 == 0 ? 2 : 4) * Math.exp(-x * x / 2);
        }
        return 0.5 + sum * h / 3 / Math.sqrt(2 * Math.PI);
    }
}
