package dev.haywire.internal.pipeline;

import static dev.haywire.fault.Faults.latency;
import static dev.haywire.internal.pipeline.Statistics.Z;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.haywire.fault.Distribution;
import dev.haywire.fault.LatencyFault;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Datagrams are delayed by what the distribution says, correlated or not. */
class DelayStatisticsTest {

    private static final int SAMPLE = 10_000;
    private static final Duration DELAY = Duration.ofMillis(100);
    private static final Duration JITTER = Duration.ofMillis(20);

    /** The delays of so many datagrams in jitters around the delay, by ordinal. */
    private static double[] spreads(LatencyFault fault) {
        VirtualDatagrams wire = new VirtualDatagrams();
        wire.add(fault);
        byte[] payload = {1};
        for (int i = 0; i < SAMPLE; i++) {
            wire.send(payload);
        }
        wire.passMs(1000);
        assertThat(wire.seen).hasSize(SAMPLE);
        double[] spreads = new double[SAMPLE];
        wire.seen.forEach(one -> spreads[(int) one.ordinal() - 1] =
                (one.at() - wire.start - DELAY.toNanos()) / (double) JITTER.toNanos());
        return spreads;
    }

    private static DoubleUnaryOperator distribution(Distribution distribution) {
        return switch (distribution) {
            case UNIFORM -> x -> (x + 1) / 2;
            case NORMAL -> DelayStatisticsTest::phi;
            case PARETO -> x -> x >= 4 ? 1 : 1 - Math.pow(x * 3 / 4 + 1.5, -3);
            case PARETO_NORMAL -> DelayStatisticsTest::paretoNormal;
        };
    }

    /** Its quantile function turned round by bisection. */
    private static double paretoNormal(double x) {
        double low = 1e-12;
        double high = 1 - 1e-12;
        for (int i = 0; i < 60; i++) {
            double u = (low + high) / 2;
            double value = Math.max(-4, Math.min(4, inversePhi(u))) / 4
                    + Math.min(4, (Math.pow(1 - u, -1.0 / 3) - 1.5) * 4 / 3) * 3 / 4;
            if (value <= x) {
                low = u;
            } else {
                high = u;
            }
        }
        return low;
    }

    private static double inversePhi(double u) {
        double low = -8;
        double high = 8;
        for (int i = 0; i < 50; i++) {
            double z = (low + high) / 2;
            if (Normal.below(z) < u) {
                low = z;
            } else {
                high = z;
            }
        }
        return low;
    }

    @ParameterizedTest
    @EnumSource
    void followsItsDistribution(Distribution distribution) {
        double[] spreads = spreads(latency(DELAY, JITTER).distribution(distribution));
        assertThat(Statistics.distance(spreads, distribution(distribution))).isLessThan(0.027);
        double mean = Arrays.stream(spreads).average().orElseThrow();
        double expected =
                switch (distribution) {
                    case UNIFORM, NORMAL -> 0;
                    case PARETO -> -0.034;
                    case PARETO_NORMAL -> -0.025;
                };
        assertThat(mean).isCloseTo(expected, within(Z / Math.sqrt(SAMPLE)));
    }

    @ParameterizedTest
    @EnumSource
    void keepsItsDistributionWhenCorrelated(Distribution distribution) {
        double[] spreads =
                spreads(latency(DELAY, JITTER).distribution(distribution).correlation(0.5));
        // variance times (1 + 0.5) / (1 - 0.5)
        assertThat(Statistics.distance(spreads, distribution(distribution))).isLessThan(0.027 * Math.sqrt(3));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.25, 0.5, 0.75, 0.95})
    void neighboursAreAlikeAsAsked(double correlation) {
        double[] spreads = spreads(latency(DELAY, JITTER).correlation(correlation));
        double rank = 6 / Math.PI * Math.asin(correlation / 2);
        assertThat(Statistics.rankCorrelation(spreads, 1)).isCloseTo(rank, within(0.05));
        double third = 6 / Math.PI * Math.asin(Math.pow(correlation, 3) / 2);
        assertThat(Statistics.rankCorrelation(spreads, 3)).isCloseTo(third, within(0.1));
    }

    @Test
    void aCorrelationOfOneDrawsOnce() {
        assertThat(Arrays.stream(spreads(latency(DELAY, JITTER).correlation(1))).distinct())
                .hasSize(1);
    }

    /** Two neighbours so far apart swap when the jitter exceeds the distance: by (2J - s)^2 / 8J^2. */
    @Test
    void jitterLetsNeighboursOvertake() {
        VirtualDatagrams wire = new VirtualDatagrams();
        wire.add(latency(DELAY, JITTER));
        byte[] payload = {1};
        for (int i = 0; i < 2 * SAMPLE; i++) {
            wire.send(payload).passMs(i % 2 == 0 ? 10 : 1000);
        }
        long swapped =
                wire.seen.stream().filter(VirtualDatagrams.Seen::overtaken).count();
        double expected = Math.pow(2 * 20 - 10, 2) / (8 * 20 * 20);
        assertThat(swapped / (double) SAMPLE).isCloseTo(expected, within(Statistics.tolerance(expected, SAMPLE)));
    }

    @Test
    void knowsTheNormalDistribution() {
        for (double z = -9; z <= 9; z += 0.125) {
            double expected = phi(Math.max(-7.2, Math.min(7.2, z)));
            assertThat(Normal.below(z)).isCloseTo(expected, within(1e-11));
        }
        assertThat(Normal.below(0)).isCloseTo(0.5, within(1e-14));
        assertThat(Normal.below(-1.96)).isCloseTo(0.02499789514822, within(1e-13));
        assertThat(Normal.below(-5)).isCloseTo(2.866515718791939e-7, within(1e-16));
    }

    /** The normal distribution, by Simpson's rule over its density. */
    private static double phi(double z) {
        int steps = 2000;
        double h = z / steps;
        double sum = 1 + Math.exp(-z * z / 2);
        for (int i = 1; i < steps; i++) {
            double x = i * h;
            sum += (i % 2 == 0 ? 2 : 4) * Math.exp(-x * x / 2);
        }
        return 0.5 + sum * h / 3 / Math.sqrt(2 * Math.PI);
    }
}
