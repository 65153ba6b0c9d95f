package dev.haywire.internal.pipeline;

import static dev.haywire.fault.Faults.bandwidth;
import static dev.haywire.fault.Faults.latency;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.haywire.fault.BandwidthFault;
import dev.haywire.fault.Direction;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Bandwidth: a queue before a line that carries one datagram at a time. */
class PacedStageTest {

    /** 1 Mbit/s. */
    private static final long RATE = 125_000;
    /** What 1200 bytes and 28 of headers take at that rate. */
    private static final long SERVICE = 9_824_000;

    private final VirtualDatagrams wire = new VirtualDatagrams();

    private void sendBig(int count) {
        IntStream.range(0, count).forEach(i -> wire.send(new byte[1200]));
    }

    @Test
    void carriesOneAfterTheOther() {
        wire.add(bandwidth(RATE));
        wire.add(latency(Duration.ofMillis(5)));
        sendBig(50);
        wire.passMs(1000);
        assertThat(wire.seen).hasSize(50);
        for (int k = 1; k <= 50; k++) {
            assertThat(wire.seen.get(k - 1).at() - wire.start).isEqualTo(k * SERVICE + 5_000_000);
        }
        assertThat(wire.fired("bandwidth")).isEqualTo(50);
    }

    @Test
    void aFullQueueDropsTheTail() {
        wire.add(bandwidth(RATE).queue(5));
        sendBig(20);
        assertThat(wire.lostTo("bandwidth")).hasSize(14).startsWith(7L).endsWith(20L);
        assertThat(wire.fired("bandwidth")).isEqualTo(20);
        wire.pass(SERVICE);
        sendBig(2);
        assertThat(wire.lostTo("bandwidth")).hasSize(15).endsWith(22L);
        wire.passMs(1000);
        assertThat(wire.seen).hasSize(7);
        assertThat(wire.isConserved()).isTrue();
    }

    @Test
    void withoutAQueueOnlyTheLineTakesOne() {
        wire.add(bandwidth(RATE).queue(0));
        sendBig(3);
        wire.passMs(100);
        assertThat(wire.seen).extracting(VirtualDatagrams.Seen::ordinal).containsExactly(1L);
        sendBig(1);
        wire.passMs(100);
        assertThat(wire.seen).extracting(VirtualDatagrams.Seen::ordinal).containsExactly(1L, 4L);
    }

    @Test
    void theQueueMayBeBoundInBytesToo() {
        wire.add(bandwidth(RATE).queue(100, 3000));
        sendBig(5); // one on the line, two wait
        assertThat(wire.lostTo("bandwidth")).containsExactly(4L, 5L);
        wire.send(new byte[516]).send(new byte[1]); // 3000 bytes wait then
        assertThat(wire.lostTo("bandwidth")).containsExactly(4L, 5L, 7L);
        wire.pass(SERVICE);
        sendBig(2);
        assertThat(wire.lostTo("bandwidth")).containsExactly(4L, 5L, 7L, 9L);
    }

    @Test
    void aThousandMayWaitUnlessSaidOtherwise() {
        wire.add(bandwidth(1));
        IntStream.range(0, 1003).forEach(i -> wire.send(new byte[1]));
        assertThat(wire.lostTo("bandwidth")).containsExactly(1002L, 1003L);
    }

    @Test
    void overloadLosesWhatTheRateCannotCarry() {
        wire.add(bandwidth(RATE).queue(10));
        for (int i = 0; i < 10_000; i++) {
            wire.send(new byte[1200]).pass(SERVICE / 2);
        }
        assertThat(wire.lost.size() / 10_000.0).isCloseTo(0.5, within(0.002));
    }

    @Test
    void anIdleLineSavesNothing() {
        wire.add(bandwidth(RATE));
        sendBig(1);
        wire.passMs(500);
        sendBig(2);
        wire.passMs(500);
        assertThat(wire.seen.get(1).at() - wire.start).isEqualTo(500 * VirtualDatagrams.MS + SERVICE);
        assertThat(wire.seen.get(2).at() - wire.start).isEqualTo(500 * VirtualDatagrams.MS + 2 * SERVICE);
    }

    /** 29 bytes at 7 bytes a second: 4.142857142857 s each; nanoseconds cut off would add up. */
    @Test
    void theRateIsExactInTheLongRun() {
        wire.add(bandwidth(7).queue(100));
        IntStream.range(0, 70).forEach(i -> wire.send(new byte[1]));
        wire.passMs(1_000_000);
        assertThat(wire.seen.get(69).at() - wire.start).isEqualTo(70 * 29 * 1_000_000_000L / 7);
    }

    @Test
    void aLateWakeUpCostsNoRate() {
        wire.add(bandwidth(RATE));
        sendBig(4);
        wire.now += 2 * SERVICE + SERVICE / 2;
        wire.deadline = wire.lane.wake(wire.now);
        assertThat(wire.seen).hasSize(2);
        assertThat(wire.deadline - wire.start).isEqualTo(3 * SERVICE);
        wire.passMs(100);
        assertThat(wire.seen.get(3).at() - wire.start).isEqualTo(4 * SERVICE);
    }

    @Test
    void headersOfIPv6CostMore() {
        BandwidthFault fault = bandwidth(1000);
        Decisions decisions = PacketStages.decisions(fault, 1, "wire", Direction.UPSTREAM, 0, 0);
        wire.add(PacketStages.stage(fault, Direction.UPSTREAM, decisions, IpVersion.IPV6, wire.silent()));
        wire.send(new byte[2]).passMs(1000);
        assertThat(wire.times()).containsExactly(50.0);
    }

    @Test
    void leavesAloneWhatIsNotSelected() {
        wire.add(bandwidth(1).upstream().nth(1));
        wire.send("a", "b").passMs(1);
        assertThat(wire.all()).isEqualTo("b");
        wire.passMs(29_000);
        assertThat(wire.all()).isEqualTo("b a");
    }

    @Test
    void theHighestRateTakesNoTime() {
        wire.add(bandwidth(Long.MAX_VALUE));
        assertThat(wire.send("a", "b").all()).isEqualTo("a b");
    }
}
