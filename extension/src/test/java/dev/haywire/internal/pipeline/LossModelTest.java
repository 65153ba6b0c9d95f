package dev.haywire.internal.pipeline;

import static dev.haywire.fault.Faults.burstLoss;
import static dev.haywire.fault.Faults.gilbertElliott;
import static dev.haywire.fault.Faults.loss;
import static dev.haywire.fault.Faults.markov4;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.haywire.fault.UdpFault;
import java.util.Arrays;
import java.util.List;
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

    /** So these are not random for the unfired check. */
    @Test
    void losesTheFirstDatagramForCertainWhereNoStateLetsItPass() {
        List<UdpFault> certain = List.of(
                loss(1).maxBurst(1),
                loss(1).perBlock(3),
                gilbertElliott(0.5, 0.5, 1, 1),
                gilbertElliott(0, 0.5, 0, 1),
                gilbertElliott(0.5, 0, 1, 0),
                markov4(1, 0, 0, 0, 0),
                markov4(0.5, 0, 0, 0, 0.5),
                markov4(1, 0, 0.5, 0.5, 0));
        for (UdpFault fault : certain) {
            assertThat(fault.isRandom()).as("%s is random", fault).isFalse();
            for (int seed = 0; seed < 200; seed++) {
                VirtualDatagrams wire = new VirtualDatagrams();
                wire.seed = seed;
                wire.add(fault);
                wire.send(new byte[] {1});
                assertThat(wire.lost).as("%s with seed %d", fault, seed).hasSize(1);
            }
        }
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

    /** Frozen as above: which of the first datagrams of fifty clients are lost tells in which state each model begins. */
    @Test
    void losesTheKnownFirstDatagrams() {
        UdpFault[] faults = {
            burstLoss(0.3, 4),
            gilbertElliott(0.2, 0.3, 1, 0),
            markov4(0.3, 0.4, 0.2, 0.5, 0.1),
            markov4(0.4, 0.2, 0, 0, 0.3),
            markov4(0, 0, 0, 0, 0.6)
        };
        assertThat(Arrays.stream(faults).map(LossModelTest::clientsThatLoseTheirFirst))
                .containsExactly(
                        "5 6 15 17 18 20 22 24 25 28 29 30 32 35 36 38 39 44 50",
                        "4 8 11 13 16 21 25 29 31 32 34 36 37 39 40 43 45 46 49 50",
                        "2 3 4 8 13 16 20 21 23 27 33 34 36 38 41 42 43 45 47 48 50",
                        "1 2 3 4 5 6 8 9 11 12 13 16 21 22 23 24 26 27 28 29 30 32 33 34 36 37 38 41 42 43 44 45 47 48 49 50",
                        "2 3 4 6 8 11 13 21 22 27 33 36 37 38 42 43 44 45 48 50");
    }

    private static String clientsThatLoseTheirFirst(UdpFault fault) {
        boolean[] losses = new boolean[50];
        for (int client = 0; client < losses.length; client++) {
            VirtualDatagrams wire = new VirtualDatagrams(client);
            wire.add(fault);
            losses[client] = wire.send("first").losses()[0];
        }
        return ordinals(losses);
    }

    /** Without a way out of a burst no state has a share of the time: it begins with the good one. */
    @Test
    void beginsGoodWhereABurstWouldNeverEnd() {
        UdpFault[] faults = {markov4(0.01, 0, 0.5, 0.5, 0), markov4(0.01, 0.5, 0.5, 0, 0)};
        for (UdpFault fault : faults) {
            assertThat(clientsThatLoseTheirFirst(fault)).isEqualTo("7");
        }
    }
}
