package dev.haywire.internal.pipeline;

import static dev.haywire.fault.Faults.duplicate;
import static dev.haywire.fault.Faults.latency;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.fault.Distribution;
import dev.haywire.fault.UdpFault;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Latency of datagrams. */
class DelayStageTest {

    private static final Duration TEN = Duration.ofMillis(10);

    private final VirtualDatagrams wire = new VirtualDatagrams();

    @Test
    void delaysEachByTheSame() {
        wire.add(latency(TEN));
        wire.send("a").passMs(3).send("b").passMs(6.999);
        assertThat(wire.all()).isEmpty();
        wire.passMs(100);
        assertThat(wire.all()).isEqualTo("a b");
        assertThat(wire.times()).containsExactly(10.0, 13.0);
        assertThat(wire.fired("latency")).isEqualTo(2);
    }

    @Test
    void keepsTheOrderOfWhatIsDueTogether() {
        wire.add(latency(TEN));
        wire.sendMany(50).passMs(10);
        assertThat(wire.seen).isSortedAccordingTo(Comparator.comparing(VirtualDatagrams.Seen::ordinal));
    }

    @Test
    void noDelayIsNoFault() {
        wire.add(latency(Duration.ZERO));
        assertThat(wire.send("a").all()).isEqualTo("a");
        assertThat(wire.fired("latency")).isZero();
    }

    @Test
    void selectedDatagramsAreOvertaken() {
        wire.add(latency(TEN).upstream().nth(2));
        wire.send("a", "b", "c").passMs(10);
        assertThat(wire.all()).isEqualTo("a c b");
        assertThat(wire.seen.get(2).overtaken()).isTrue();
    }

    @Test
    void keepsTheOrderIfAsked() {
        wire.add(latency(TEN, TEN).keepOrder());
        for (int i = 0; i < 1000; i++) {
            wire.sendMany(1).pass(100_000);
        }
        wire.passMs(100);
        assertThat(wire.seen).hasSize(1000).isSortedAccordingTo(Comparator.comparing(VirtualDatagrams.Seen::ordinal));
        assertThat(wire.seen).noneMatch(VirtualDatagrams.Seen::overtaken);
    }

    /** One that would go at once waits behind the one before it. */
    @Test
    void keepingTheOrderNeverMakesItEarlier() {
        VirtualDatagrams free = new VirtualDatagrams();
        free.add(latency(TEN, TEN));
        wire.add(latency(TEN, TEN).keepOrder());
        free.sendMany(500).passMs(100);
        wire.sendMany(500).passMs(100);
        long[] alone = new long[501];
        free.seen.forEach(one -> alone[(int) one.ordinal()] = one.at());
        long latest = 0;
        for (VirtualDatagrams.Seen one : wire.seen) {
            latest = Math.max(latest, alone[(int) one.ordinal()]);
            assertThat(one.at()).isEqualTo(latest);
        }
    }

    @Test
    void jitterNeverMakesItNegative() {
        wire.add(latency(Duration.ofMillis(1), TEN));
        wire.sendMany(1000).passMs(20);
        assertThat(wire.seen)
                .hasSize(1000)
                .allMatch(one -> one.at() >= wire.start && one.at() <= wire.start + 11_000_000);
        assertThat(wire.seen.stream().filter(one -> one.at() == wire.start)).hasSizeBetween(380, 520);
    }

    @Test
    void copiesAreDelayedEachForItself() {
        wire.add(duplicate(1));
        wire.add(latency(TEN, TEN));
        wire.sendMany(1000).passMs(100);
        long[] original = new long[1001];
        wire.seen.stream().filter(one -> one.copy() == 0).forEach(one -> original[(int) one.ordinal()] = one.at());
        long earlier = wire.seen.stream()
                .filter(one -> one.copy() == 1 && one.at() < original[(int) one.ordinal()])
                .count();
        assertThat(earlier).isBetween(420L, 580L);
        assertThat(wire.fired("latency")).isEqualTo(1000);
    }

    @Test
    void handsOnInOrderOfTheirTimesWhenItEnds() {
        PacketStage stage = wire.add(latency(TEN, TEN));
        VirtualDatagrams other = new VirtualDatagrams();
        other.add(latency(TEN, TEN));
        wire.sendMany(100);
        other.sendMany(100).passMs(100);
        wire.remove(stage);
        assertThat(wire.all()).isEqualTo(other.all());
        assertThat(wire.seen).allMatch(one -> one.at() == wire.start);
    }

    @Test
    void whatIsDueTogetherKeepsItsOrderThoughDelaysWereDrawn() {
        wire.add(latency(TEN, Duration.ofNanos(3)));
        wire.sendMany(200).passMs(20);
        assertThat(wire.seen)
                .hasSize(200)
                .isSortedAccordingTo(
                        Comparator.comparing(VirtualDatagrams.Seen::at).thenComparing(VirtualDatagrams.Seen::ordinal));
        assertThat(wire.seen.stream().map(VirtualDatagrams.Seen::at).distinct()).hasSizeBetween(4, 7);
    }

    /** Frozen: a release that changes them changes every seeded test of every user. */
    @Test
    void theDelaysAreTheKnownOnes() {
        assertThat(micros(latency(TEN, Duration.ofMillis(2)), 6)).isEqualTo("8036 9962 11473 9939 11317 10222");
        assertThat(micros(latency(TEN, Duration.ofMillis(2)).distribution(Distribution.NORMAL), 6))
                .isEqualTo("12002 10534 11697 10569 8049 13056");
        assertThat(micros(latency(TEN, Duration.ofMillis(2)).correlation(0.8), 6))
                .isEqualTo("10054 9861 8851 8520 8540 9678");
    }

    @Test
    void copiesHaveTheKnownDelaysOfTheirOwn() {
        wire.add(duplicate(1).copies(2));
        assertThat(micros(latency(TEN, Duration.ofMillis(2)), 2)).isEqualTo("8036 8161 9898 9962 8910 8169");
    }

    /** When each comes, by ordinal and copy, in microseconds since all were sent. */
    private String micros(UdpFault delay, int count) {
        PacketStage stage = wire.add(delay);
        wire.sendMany(count);
        long sent = wire.now;
        wire.passMs(100);
        String micros = wire.seen.stream()
                .sorted(Comparator.comparing(VirtualDatagrams.Seen::ordinal).thenComparing(VirtualDatagrams.Seen::copy))
                .map(one -> String.valueOf((one.at() - sent) / 1_000))
                .collect(Collectors.joining(" "));
        wire.remove(stage);
        wire.seen.clear();
        return micros;
    }
}
