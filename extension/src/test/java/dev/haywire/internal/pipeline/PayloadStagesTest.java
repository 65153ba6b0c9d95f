package dev.haywire.internal.pipeline;

import static dev.haywire.fault.Faults.corrupt;
import static dev.haywire.fault.Faults.mtu;
import static dev.haywire.fault.Faults.truncate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.haywire.fault.Direction;
import dev.haywire.fault.UdpFault;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is done to payloads: bits flipped, rewritten, cut, too big. */
class PayloadStagesTest {

    private final VirtualDatagrams wire = new VirtualDatagrams();

    @Test
    void flipsExactlyOneBitAnywhereInThePayload() {
        int sample = 10_000;
        wire.add(corrupt(1));
        byte[] payload = new byte[8];
        double[] seen = new double[64];
        boolean single = true;
        for (int i = 0; i < sample; i++) {
            wire.send(payload);
        }
        for (VirtualDatagrams.Seen one : wire.seen) {
            long bits = 0;
            for (int i = 0; i < 8; i++) {
                bits |= (one.payload()[i] & 0xFFL) << 8 * i;
            }
            single &= Long.bitCount(bits) == 1;
            seen[Long.numberOfTrailingZeros(bits)]++;
        }
        assertThat(single).isTrue();
        double[] expected = new double[64];
        Arrays.fill(expected, sample / 64.0);
        assertThat(Statistics.chiSquare(seen, expected)).isLessThan(Statistics.chiSquareLimit(63));
        assertThat(wire.fired("corrupt")).isEqualTo(sample);
    }

    @Test
    void flipsInItsShareOfDatagramsAndAHigherShareOnlyAdds() {
        List<Long> before = List.of();
        for (double p : new double[] {0, 0.01, 0.3, 1}) {
            VirtualDatagrams other = new VirtualDatagrams();
            other.add(corrupt(p));
            for (int i = 0; i < 10_000; i++) {
                other.send(new byte[1]);
            }
            List<Long> hit = other.seen.stream()
                    .filter(one -> one.payload()[0] != 0)
                    .map(VirtualDatagrams.Seen::ordinal)
                    .toList();
            assertThat(Set.copyOf(hit).containsAll(before)).isTrue();
            assertThat(hit.size() / 10_000.0).isCloseTo(p, within(Statistics.tolerance(p, 10_000) + 1e-12));
            assertThat(other.fired("corrupt")).isEqualTo(hit.size());
            before = hit;
        }
    }

    @Test
    void hasNothingToFlipInAnEmptyDatagram() {
        wire.add(corrupt(1));
        wire.send(new byte[0]);
        assertThat(wire.seen).hasSize(1);
        assertThat(wire.fired("corrupt")).isZero();
        assertThat(wire.matched).isEqualTo(1);
    }

    @Test
    void rewritesByCodeOfTheTest() {
        wire.add(corrupt(bytes -> new StringBuilder(new String(bytes))
                        .reverse()
                        .append('.')
                        .toString()
                        .getBytes())
                .upstream()
                .every(2));
        assertThat(wire.send("abc", "abc", "").all()).isEqualTo("abc cba. ");
        assertThat(wire.fired("corrupt")).isEqualTo(1);
    }

    @Test
    void rewritesACopy() {
        byte[][] shown = new byte[1][];
        wire.add(corrupt(bytes -> {
            shown[0] = bytes;
            bytes[0] = 'X';
            return new byte[] {'n', 'o'};
        }));
        wire.send("abc");
        shown[0][0] = 'Y';
        assertThat(wire.all()).isEqualTo("no");
    }

    @Test
    void aRewriteThatFailsIsToldAndChangesNothing() {
        RuntimeException failure = new IllegalStateException("mine");
        wire.add(corrupt(bytes -> switch (new String(bytes)) {
            case "throw" -> throw failure;
            case "null" -> null;
            case "big" -> new byte[65_508];
            default -> new byte[65_507];
        }));
        wire.send("throw", "null", "big");
        assertThat(wire.all()).isEqualTo("throw null big");
        assertThat(wire.failures)
                .extracting(Throwable::getMessage)
                .containsExactly(
                        "mine",
                        "corrupt: the operator returned null, allowed is a payload",
                        "corrupt: the operator returned 65508 bytes, allowed are 65507 at most");
        assertThat(wire.fired("corrupt")).isZero();
        wire.send("most");
        assertThat(wire.seen.get(3).payload()).hasSize(65_507);
        assertThat(wire.failures).hasSize(3);
    }

    @Test
    void aRewriteMayReturnAsMuchAsItsCarrierHolds() {
        int[] sizes = {65_527, 65_528};
        UdpFault fault = corrupt(bytes -> new byte[sizes[bytes.length]]);
        wire.add(PacketStages.stage(
                fault,
                Direction.UPSTREAM,
                PacketStages.decisions(fault, 42, "wire", Direction.UPSTREAM, 0, 0),
                IpVersion.IPV6,
                wire.silent()));
        wire.send("", "a");
        assertThat(wire.seen).extracting(one -> one.payload().length).containsExactly(65_527, 1);
        assertThat(wire.failures)
                .extracting(Throwable::getMessage)
                .containsExactly("corrupt: the operator returned 65528 bytes, allowed are 65527 at most");
    }

    @Test
    void cutsOnlyWhatIsLonger() {
        wire.add(truncate(3).upstream());
        assertThat(wire.send("abcd", "abc", "", "abcdef").all()).isEqualTo("abc abc  abc");
        assertThat(wire.fired.get("truncate")).containsExactly(1L, 4L);
        assertThat(wire.matched).isEqualTo(4);
    }

    @Test
    void cutsToNothing() {
        wire.add(truncate(0).upstream());
        assertThat(wire.send("abcd", "x").all()).isEqualTo(" ");
    }

    @Test
    void losesOnlyWhatIsBigger() {
        wire.add(mtu(3));
        assertThat(wire.send("abcd", "abc", "", "abcdef").all()).isEqualTo("abc ");
        assertThat(wire.lostTo("mtu")).containsExactly(1L, 4L);
        assertThat(wire.fired("mtu")).isEqualTo(2);
    }
}
