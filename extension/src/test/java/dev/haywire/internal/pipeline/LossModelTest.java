package dev.haywire.internal.pipeline;

import static dev.haywire.fault.Faults.burstLoss;
import static dev.haywire.fault.Faults.gilbertElliott;
import static dev.haywire.fault.Faults.loss;
import static dev.haywire.fault.Faults.markov4;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.haywire.fault.UdpFault;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What models of loss promise exactly; what they promise on average is in {@link LossStatisticsTest}. */
class LossModelTest {

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

    @Test
    void losesNothingAndEverythingAtTheEnds() {
        assertThat(Statistics.mean(losses(loss(0), 1_000))).isZero();
        assertThat(Statistics.mean(losses(loss(1), 1_000))).isOne();
        assertThat(Statistics.mean(losses(burstLoss(0, 4), 1_000))).isZero();
        assertThat(Statistics.mean(losses(gilbertElliott(0, 0, 1, 0), 1_000))).isZero();
        assertThat(Statistics.mean(losses(gilbertElliott(0, 0, 0, 1), 1_000))).isOne();
        assertThat(Statistics.mean(losses(markov4(0, 0, 0, 0, 0), 1_000))).isZero();
    }

    @Test
    void everythingWithABoundLosesAsManyInARowAsItMay() {
        boolean[] losses = losses(loss(1).maxBurst(3), 12);
        assertThat(losses).containsExactly(true, true, true, false, true, true, true, false, true, true, true, false);
    }

    @ParameterizedTest
    @CsvSource({
        "0.3, 10, 0",
        "0.5, 2, 0",
        "0.01, 100, 0",
        "1, 1, 0",
        "0, 7, 0",
        "0.3, 10, 1",
        "0.5, 10, 1",
        "0.3, 10, 2",
        "0.6, 10, 2",
        "0.75, 20, 3"
    })
    void losesExactlyItsShareOfEachBlock(double p, int block, int most) {
        boolean[] losses = losses(
                most == 0 ? loss(p).perBlock(block) : loss(p).perBlock(block).maxBurst(most), 1_000);
        for (int from = 0; from < losses.length; from += block) {
            assertThat(Statistics.mean(Arrays.copyOfRange(losses, from, from + block)) * block)
                    .isCloseTo(p * block, within(1e-9));
        }
        if (most > 0) {
            assertThat(Arrays.stream(Statistics.runs(losses)).max().orElse(0)).isLessThanOrEqualTo(most);
        }
    }

    /** Frozen: a release that changes them changes every seeded test of every user. */
    @Test
    void losesTheKnownDatagrams() {
        UdpFault[] faults = {
            loss(0.1),
            loss(0.5).maxBurst(1),
            loss(0.3).perBlock(10),
            burstLoss(0.3, 4),
            gilbertElliott(0.1, 0.5, 0.8, 0.1),
            markov4(0.1, 0.3, 0.2, 0.4, 0.1)
        };
        assertThat(Arrays.stream(faults).map(fault -> ordinals(losses(fault, 30))))
                .containsExactly(
                        "2 11 17 30",
                        "1 4 7 11 17 21 23 27 29",
                        "1 2 5 11 17 18 22 23 27",
                        "8 13 14 15 24 25 26 27 28 29 30",
                        "4 9 11 15",
                        "2 3 5 6 8 11 17 18 19 26 27");
    }

    private static String ordinals(boolean[] losses) {
        return IntStream.range(0, losses.length)
                .filter(i -> losses[i])
                .mapToObj(i -> String.valueOf(i + 1))
                .reduce((a, b) -> a + " " + b)
                .orElse("");
    }
}
