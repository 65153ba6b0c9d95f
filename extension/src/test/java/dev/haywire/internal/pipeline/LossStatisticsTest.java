package dev.haywire.internal.pipeline;

import static dev.haywire.fault.Faults.burstLoss;
import static dev.haywire.fault.Faults.gilbertElliott;
import static dev.haywire.fault.Faults.loss;
import static dev.haywire.fault.Faults.markov4;
import static dev.haywire.internal.pipeline.Statistics.Z;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.haywire.fault.Direction;
import dev.haywire.fault.UdpFault;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each model of loss loses what it says, with the dependence that it says. */
class LossStatisticsTest {

    private static boolean[] losses(UdpFault fault, int datagrams) {
        VirtualDatagrams wire = new VirtualDatagrams();
        wire.add(fault);
        byte[] payload = {1};
        for (int i = 0; i < datagrams; i++) {
            wire.send(payload);
        }
        assertThat(wire.isConserved()).isTrue();
        return wire.losses();
    }

    @ParameterizedTest
    @CsvSource({
        "0.01, 10000",
        "0.05, 10000",
        "0.1, 10000",
        "0.3, 10000",
        "0.01, 50000",
        "0.05, 50000",
        "0.1, 50000",
        "0.3, 50000"
    })
    void independentLossHasItsRateAndNoMemory(double p, int n) {
        boolean[] losses = losses(loss(p), n);
        assertThat(Statistics.mean(losses)).isCloseTo(p, within(Statistics.tolerance(p, n)));
        for (int lag = 1; lag <= 5; lag++) {
            assertThat(Statistics.correlation(losses, lag)).isCloseTo(0, within(Z / Math.sqrt(n)));
        }
        assertThat(Statistics.runsDeviation(losses)).isBetween(-Z, Z);
    }

    @ParameterizedTest
    @CsvSource({"0.3, 3, 0.2943", "0.5, 2, 0.4286", "0.3, 1, 0.2308", "0.9, 5, 0.7866"})
    void aBoundOnBurstsIsKeptAndCostsLittle(double p, int most, double rate) {
        boolean[] losses = losses(loss(p).maxBurst(most), 10_000);
        assertThat(Arrays.stream(Statistics.runs(losses)).max()).hasValue(most);
        double f =
                IntStream.rangeClosed(1, most).mapToDouble(i -> Math.pow(p, i)).sum();
        assertThat(f / (1 + f)).isCloseTo(rate, within(0.0001));
        assertThat(Statistics.mean(losses)).isCloseTo(rate, within(Statistics.tolerance(rate, 10_000) + 0.0001));
    }

    @Test
    void losesAtEachPlaceOfABlockAlike() {
        boolean[] losses = losses(loss(0.3).perBlock(10), 100_000);
        double[] seen = new double[10];
        for (int i = 0; i < losses.length; i++) {
            seen[i % 10] += losses[i] ? 1 : 0;
        }
        double[] expected = new double[10];
        Arrays.fill(expected, 3000);
        assertThat(Statistics.chiSquare(seen, expected)).isLessThan(Statistics.chiSquareLimit(9));
    }

    @ParameterizedTest
    @CsvSource({"0.01, 0.25, 0.0385, 0.0077", "0.02, 0.2, 0.0909, 0.0126"})
    void gilbertHasItsRateAndItsRuns(double p, double r, double rate, double tolerance) {
        boolean[] losses = losses(gilbertElliott(p, r, 1, 0), 100_000);
        assertThat(Statistics.mean(losses)).isCloseTo(rate, within(tolerance));
        assertGeometric(Statistics.runs(losses), r);
    }

    @ParameterizedTest
    @CsvSource({"0.1, 4", "0.3, 2", "0.5, 1", "0.05, 10"})
    void burstLossHasItsRateAndItsMeanLength(double rate, double length) {
        boolean[] losses = losses(burstLoss(rate, length), 100_000);
        double r = 1 / length;
        double lambda = 1 - r - rate / (length * (1 - rate));
        double widened = Statistics.tolerance(rate, 100_000) * Math.sqrt((1 + lambda) / (1 - lambda));
        assertThat(Statistics.mean(losses)).isCloseTo(rate, within(widened));
        assertGeometric(Statistics.runs(losses), r);
    }

    /** Mean length within its tolerance, and the lengths by chi-square, at least 5 expected in each bin. */
    private static void assertGeometric(int[] runs, double r) {
        double mean = Arrays.stream(runs).average().orElseThrow();
        assertThat(mean).isCloseTo(1 / r, within(Z * Math.sqrt(1 - r) / (r * Math.sqrt(runs.length)) + 1e-9));
        int bins = 1;
        while (bins < 200 && runs.length * Math.pow(1 - r, bins) * r >= 5) {
            bins++;
        }
        if (bins < 3) {
            return;
        }
        double[] seen = new double[bins];
        Arrays.stream(runs).forEach(run -> seen[Math.min(run, seen.length) - 1]++);
        double[] expected = new double[bins];
        Arrays.setAll(expected, i -> runs.length * Math.pow(1 - r, i) * (i == seen.length - 1 ? 1 : r));
        assertThat(Statistics.chiSquare(seen, expected)).isLessThan(Statistics.chiSquareLimit(bins - 1));
    }

    /** Rate and mean run of the full model, by the formulas of its literature. */
    @Test
    void gilbertElliottLosesInBothStates() {
        boolean[] losses = losses(gilbertElliott(0.05, 0.5, 0.8, 0.01), 100_000);
        assertThat(Statistics.mean(losses)).isCloseTo(0.0818, within(batchTolerance(losses)));
        double mean = Arrays.stream(Statistics.runs(losses)).average().orElseThrow();
        assertThat(mean).isCloseTo(1.576, within(0.06));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theFirstDatagramIsLostAsOftenAsAnyOther(long seed) {
        int clients = 20_000;
        int lost = 0;
        int lostByStates = 0;
        for (int client = 0; client < clients; client++) {
            Draws draws = Draws.of(seed, "wire", Direction.UPSTREAM, "burstLoss", 0, client);
            lost += GilbertElliott.bursts(0.2, 5, draws).loses(1) ? 1 : 0;
            lostByStates += new FourStates(markov4(0.02, 0.3, 0.2, 0.4, 0.01), draws).loses(1) ? 1 : 0;
        }
        assertThat(lost / (double) clients).isCloseTo(0.2, within(Statistics.tolerance(0.2, clients)));
        assertThat(lostByStates / (double) clients).isCloseTo(0.0691, within(Statistics.tolerance(0.0691, clients)));
    }

    @Test
    void theFourStatesFollowTheirProbabilities() {
        int n = 100_000;
        FourStates model = new FourStates(
                markov4(0.02, 0.3, 0.2, 0.4, 0.01), Draws.of(42, "wire", Direction.UPSTREAM, "markov4", 0, 0));
        double[][] seen = new double[4][4];
        boolean[] losses = new boolean[n];
        boolean consistent = true;
        int from = model.state().ordinal();
        for (int i = 0; i < n; i++) {
            losses[i] = model.loses(i + 1);
            int to = model.state().ordinal();
            seen[from][to]++;
            consistent &= losses[i] == to >= 2;
            from = to;
        }
        assertThat(consistent).isTrue();
        double[][] expected = {
            {1 - 0.02 - 0.01, 0, 0.02, 0.01},
            {0, 1 - 0.4, 0.4, 0},
            {0.3, 0.2, 1 - 0.3 - 0.2, 0},
            {1, 0, 0, 0}
        };
        for (int state = 0; state < 4; state++) {
            assertFollows(seen[state], expected[state]);
        }
        assertThat(Statistics.mean(losses)).isCloseTo(0.0691, within(batchTolerance(losses)));
        double mean = Arrays.stream(Statistics.runs(losses)).average().orElseThrow();
        assertThat(mean).isCloseTo(1.769, within(0.08));
    }

    private static void assertFollows(double[] seen, double[] probabilities) {
        double total = Arrays.stream(seen).sum();
        int[] possible = IntStream.range(0, 4).filter(i -> probabilities[i] > 0).toArray();
        assertThat(Arrays.stream(possible).mapToDouble(i -> seen[i]).sum()).isEqualTo(total);
        if (possible.length > 1) {
            double[] counts = Arrays.stream(possible).mapToDouble(i -> seen[i]).toArray();
            double[] expected = Arrays.stream(possible)
                    .mapToDouble(i -> probabilities[i] * total)
                    .toArray();
            assertThat(Statistics.chiSquare(counts, expected))
                    .isLessThan(Statistics.chiSquareLimit(possible.length - 1));
        }
    }

    /** The tolerance of a rate from the spread of the rates of 100 batches, which needs no model of the dependence. */
    private static double batchTolerance(boolean[] losses) {
        int size = losses.length / 100;
        double[] rates = IntStream.range(0, 100)
                .mapToDouble(i -> Statistics.mean(Arrays.copyOfRange(losses, i * size, (i + 1) * size)))
                .toArray();
        double mean = Arrays.stream(rates).average().orElseThrow();
        double variance =
                Arrays.stream(rates).map(rate -> (rate - mean) * (rate - mean)).sum() / 99;
        return Z * Math.sqrt(variance / 100);
    }

    @Test
    void aHigherProbabilityOnlyAddsLosses() {
        boolean[] before = new boolean[10_000];
        boolean onlyAdded = true;
        for (double p : new double[] {0.01, 0.05, 0.1, 0.3, 0.5, 0.9, 1}) {
            boolean[] losses = losses(loss(p), before.length);
            for (int i = 0; i < losses.length; i++) {
                onlyAdded &= losses[i] || !before[i];
            }
            before = losses;
        }
        assertThat(onlyAdded).isTrue();
    }
}
