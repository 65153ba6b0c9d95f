package dev.haywire.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.haywire.fault.Direction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DrawsTest {

    private static final Draws DRAWS = Draws.of(42, "wire", Direction.UPSTREAM, "corrupt", 0, 0);

    /** Frozen: a release that changes them changes every seeded test of every user. */
    @Test
    void givesTheKnownAnswers() {
        assertThat(DRAWS.bits(0, 0)).isEqualTo(0xb3fbbecd8787ad87L);
        assertThat(DRAWS.bits(1, 3)).isEqualTo(0xcfee79509cfbef84L);
        assertThat(DRAWS.bits(1L << 40, 7)).isEqualTo(0x5e4af1ebfb26d2b4L);
        assertThat(DRAWS.unit(5, 1)).isEqualTo(0.02275891065940594);
        Draws other = Draws.of(-1, "gr\u00f6\u00dfe", Direction.DOWNSTREAM, "latency", 2, 7);
        assertThat(other.bits(0, 0)).isEqualTo(0xfa4c7a2550200c30L);
        assertThat(other.bits(-1, 0)).isEqualTo(0x5734d6796479aa24L);
        assertThat(other.unit(5, 1)).isEqualTo(0.6050368146885864);
    }

    @Test
    void dependsOnEachPartOfTheKeyAndNothingElse() {
        assertThat(Draws.of(42, "wire", Direction.UPSTREAM, "corrupt", 0, 0).bits(9, 1))
                .isEqualTo(DRAWS.bits(9, 1));
        assertThat(new long[] {
                    DRAWS.bits(9, 1),
                    DRAWS.bits(9, 2),
                    DRAWS.bits(10, 1),
                    Draws.of(43, "wire", Direction.UPSTREAM, "corrupt", 0, 0).bits(9, 1),
                    Draws.of(42, "wirf", Direction.UPSTREAM, "corrupt", 0, 0).bits(9, 1),
                    Draws.of(42, "wire", Direction.DOWNSTREAM, "corrupt", 0, 0).bits(9, 1),
                    Draws.of(42, "wire", Direction.BOTH, "corrupt", 0, 0).bits(9, 1),
                    Draws.of(42, "wire", Direction.UPSTREAM, "latency", 0, 0).bits(9, 1),
                    Draws.of(42, "wire", Direction.UPSTREAM, "corrupt", 1, 0).bits(9, 1),
                    Draws.of(42, "wire", Direction.UPSTREAM, "corrupt", 0, 1).bits(9, 1)
                })
                .doesNotHaveDuplicates();
    }

    @Test
    void isUniformFromZeroToBelowOne() {
        int draws = 100_000;
        int[] bins = new int[100];
        for (int i = 0; i < draws; i++) {
            bins[(int) (DRAWS.unit(i, 0) * bins.length)]++;
        }
        double expected = draws / (double) bins.length;
        double chiSquare = IntStream.of(bins)
                .mapToDouble(n -> (n - expected) * (n - expected) / expected)
                .sum();
        assertThat(chiSquare).isBetween(99 - 4.89 * Math.sqrt(198), 99 + 4.89 * Math.sqrt(198));
    }

    @Test
    void showsNoCorrelationBetweenNeighbours() {
        for (int lag = 1; lag <= 20; lag++) {
            assertThat(correlation(DRAWS, 0, DRAWS, lag)).isCloseTo(0, within(0.0155));
        }
        Draws neighbour = Draws.of(42, "wire", Direction.UPSTREAM, "corrupt", 0, 1);
        assertThat(correlation(DRAWS, 0, neighbour, 0)).isCloseTo(0, within(0.0155));
    }

    @Test
    void decidesByChanceSoThatAHigherProbabilityOnlyAdds() {
        int[] hits = new int[11];
        int lost = 0;
        for (int index = 0; index < 10_000; index++) {
            Draws draws = Draws.of(42, "wire", Direction.BOTH, "reset", 0, index);
            boolean before = false;
            for (int tenths = 0; tenths <= 10; tenths++) {
                boolean hit = draws.chance(tenths / 10.0);
                lost += before && !hit ? 1 : 0;
                before = hit;
                hits[tenths] += hit ? 1 : 0;
            }
        }
        assertThat(lost).isZero();
        for (int tenths = 0; tenths <= 10; tenths++) {
            double p = tenths / 10.0;
            assertThat(hits[tenths] / 10_000.0).isCloseTo(p, within(4.89 * Math.sqrt(p * (1 - p) / 10_000) + 1e-12));
        }
    }

    private static double correlation(Draws a, int shiftA, Draws b, int shiftB) {
        int n = 100_000;
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += (a.unit(i + shiftA, 0) - 0.5) * (b.unit(i + shiftB, 0) - 0.5);
        }
        return 12 * sum / n;
    }
}
