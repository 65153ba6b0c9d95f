package dev.haywire.internal.pipeline;

import static dev.haywire.fault.Faults.blackhole;
import static dev.haywire.fault.Faults.corrupt;
import static dev.haywire.fault.Faults.latency;
import static dev.haywire.fault.Faults.reset;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorruptStageTest {

    private static final int BYTES = 100_000;

    private final VirtualWire wire = new VirtualWire();

    @ParameterizedTest
    @ValueSource(doubles = {0.0005, 0.01, 0.3, 0.9})
    void changesAboutThatShareOfTheBytes(double share) {
        wire.add(corrupt(share));
        int changed = changed(wire, BYTES).length;
        assertThat(changed / (double) BYTES).isCloseTo(share, within(4.89 * Math.sqrt(share * (1 - share) / BYTES)));
    }

    @Test
    void changesExactlyOneBitOfAByteAndEachBitAlike() {
        wire.add(corrupt(0.5));
        wire.send(new byte[BYTES]);
        int[] bits = new int[8];
        int changed = 0;
        for (byte b : wire.bytes.toByteArray()) {
            if (b != 0) {
                assertThat(Integer.bitCount(b & 0xFF)).isOne();
                bits[Integer.numberOfTrailingZeros(b & 0xFF)]++;
                changed++;
            }
        }
        double expected = changed / 8.0;
        double chiSquare = Arrays.stream(bits)
                .mapToDouble(n -> (n - expected) * (n - expected) / expected)
                .sum();
        assertThat(chiSquare).isLessThan(7 + 4.89 * Math.sqrt(14));
    }

    @Test
    void sparesAllOrNoneAtTheEndsOfTheScale() {
        wire.add(corrupt(0));
        assertThat(changed(wire, 1000)).isEmpty();
        assertThat(wire.fired).isZero();
        VirtualWire all = new VirtualWire();
        all.add(corrupt(1));
        assertThat(changed(all, 1000)).hasSize(1000);
    }

    @Test
    void keepsLengthOrderAndFin() {
        wire.add(corrupt(0.5));
        wire.send(new byte[12_345]).end();
        assertThat(wire.bytes.size()).isEqualTo(12_345);
        assertThat(wire.seen.get(wire.seen.size() - 1).what()).isEqualTo("<FIN>");
        assertThat(wire.slabs.outstanding()).isZero();
    }

    @Test
    void decidesTheSameWhateverTheReads() {
        wire.add(corrupt(0.01));
        wire.send(new byte[BYTES]);
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            VirtualWire other = new VirtualWire(new CountingSlabs(1 + random.nextInt(5000), 1_000_000));
            other.add(corrupt(0.01));
            byte[] zeros = new byte[BYTES];
            for (int from = 0; from < BYTES; ) {
                int length = Math.min(BYTES - from, 1 + random.nextInt(20_000));
                other.send(zeros, from, length);
                from += length;
            }
            assertThat(other.bytes.toByteArray()).isEqualTo(wire.bytes.toByteArray());
        }
    }

    @Test
    void decidesTheSameBesideOtherFaults() {
        wire.add(corrupt(0.01));
        VirtualWire other = new VirtualWire();
        other.add(latency(ofMillis(10), ofMillis(10)));
        other.add(corrupt(0.01));
        other.add(reset().upstream().afterBytes(BYTES));
        int[] changed = changed(wire, BYTES);
        other.send(new byte[BYTES]).passMs(100);
        assertThat(positions(other.bytes.toByteArray())).isEqualTo(changed);
    }

    @Test
    void positionsAreThoseOfTheStreamEvenWhereABlackholeLostSomeOfIt() {
        wire.add(corrupt(0.1));
        int[] changed = changed(wire, 2000);
        VirtualWire other = new VirtualWire();
        StreamStage hole = other.add(blackhole());
        other.add(corrupt(0.1));
        other.send(new byte[1000]);
        other.remove(hole);
        int[] rest = changed(other, 1000);
        assertThat(rest)
                .isEqualTo(Arrays.stream(changed)
                        .filter(at -> at >= 1000)
                        .map(at -> at - 1000)
                        .toArray());
    }

    @Test
    void positionsCountFromWhereItBecameActive() {
        wire.add(corrupt(0.1));
        int[] changed = changed(wire, 1000);
        VirtualWire later = new VirtualWire();
        later.send(new byte[500]);
        later.bytes.reset();
        later.add(corrupt(0.1));
        assertThat(changed(later, 1000)).isEqualTo(changed);
        VirtualWire behind = new VirtualWire();
        behind.add(corrupt(0.1).upstream().afterBytes(300));
        behind.send(new byte[300]);
        assertThat(positions(behind.bytes.toByteArray())).isEmpty();
        behind.bytes.reset();
        assertThat(changed(behind, 1000)).isEqualTo(changed);
    }

    @Test
    void aSecondOneDecidesForItself() {
        wire.add(corrupt(0.01), 0);
        int[] first = changed(wire, BYTES);
        VirtualWire other = new VirtualWire();
        other.add(corrupt(0.01), 1);
        int[] second = changed(other, BYTES);
        long common = Arrays.stream(first)
                .filter(at -> Arrays.binarySearch(second, at) >= 0)
                .count();
        assertThat(common).isLessThan(40);
    }

    @Test
    void firesOnceAtTheFirstByteChanged() {
        wire.add(corrupt(0.01));
        int first = -1;
        for (int i = 0; first < 0; i++) {
            wire.send(new byte[1]);
            first = wire.bytes.toByteArray()[i] != 0 ? i : -1;
            assertThat(wire.fired).isEqualTo(first < 0 ? 0 : 1);
        }
        wire.send(new byte[1000]);
        assertThat(wire.fired).isOne();
    }

    /** Frozen: the bytes of the stream that this seed changes, and how. */
    @Test
    void givesTheKnownAnswers() {
        wire.add(corrupt(0.01));
        wire.send(new byte[1000]);
        byte[] got = wire.bytes.toByteArray();
        assertThat(positions(got)).containsExactly(120, 313, 506, 689);
        assertThat(new byte[] {got[120], got[313], got[506], got[689]}).containsExactly(128, 1, 32, 4);
    }

    @Test
    void endsWithoutATrace() {
        StreamStage stage = wire.add(corrupt(1));
        wire.send("a");
        wire.remove(stage);
        wire.bytes.reset();
        assertThat(changed(wire, 100)).isEmpty();
    }

    private static int[] changed(VirtualWire wire, int bytes) {
        wire.send(new byte[bytes]);
        return positions(wire.bytes.toByteArray());
    }

    private static int[] positions(byte[] got) {
        return IntStream.range(0, got.length).filter(at -> got[at] != 0).toArray();
    }
}
