package dev.haywire.internal.pipeline;

import static dev.haywire.fault.Faults.latency;
import static dev.haywire.fault.Faults.limitData;
import static dev.haywire.fault.Faults.reset;
import static dev.haywire.fault.Faults.stall;
import static dev.haywire.internal.pipeline.VirtualWire.MS;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.fault.Direction;
import dev.haywire.fault.Distribution;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatencyStageTest {

    private final VirtualWire wire = new VirtualWire();

    @Test
    void letsBytesThroughExactlyOneDelayLater() {
        wire.add(latency(ofMillis(100)));
        wire.send("one").pass(10 * MS).send("two");
        assertThat(wire.deadline).isEqualTo(wire.start + 100 * MS);
        wire.pass(90 * MS - 1);
        assertThat(wire.all()).isEmpty();
        wire.pass(1);
        assertThat(wire.fresh()).isEqualTo("one");
        wire.pass(10 * MS - 1);
        assertThat(wire.all()).isEmpty();
        wire.pass(1);
        assertThat(wire.fresh()).isEqualTo("two");
        assertThat(wire.deadline).isEqualTo(Lane.NEVER);
    }

    @Test
    void delaysFinAndKeepsItBehindTheData() {
        wire.add(latency(ofMillis(100)));
        wire.send("x").passMs(30).end().passMs(200);
        assertThat(wire.atMs(0)).isEqualTo(100);
        assertThat(wire.atMs(1)).isEqualTo(130);
        assertThat(wire.fresh()).isEqualTo("x|<FIN>");
    }

    @Test
    void delaysRstAndKeepsItBehindTheData() {
        wire.add(latency(ofMillis(100)));
        wire.send("x").passMs(30).aborted().passMs(200);
        assertThat(wire.atMs(1)).isEqualTo(130);
        assertThat(wire.fresh()).isEqualTo("x|<ABORT>");
    }

    @Test
    void delaysAFinWithoutDataButHasNotFiredThen() {
        wire.add(latency(ofMillis(100)));
        wire.end().passMs(99);
        assertThat(wire.all()).isEmpty();
        wire.passMs(1);
        assertThat(wire.all()).isEqualTo("<FIN>");
        assertThat(wire.fired).isZero();
    }

    @Test
    void keepsTheOrderWhateverTheJitter() {
        wire.add(latency(ofMillis(50), ofMillis(50)));
        StringBuilder sent = new StringBuilder();
        for (char c = 'A'; c <= 'z'; c++) {
            wire.send(String.valueOf(c)).passMs(1);
            sent.append(c);
        }
        wire.end().passMs(200);
        assertThat(wire.text()).isEqualTo(sent + "<FIN>");
    }

    @Test
    void isNeverEarlyAfterALateWakeUp() {
        wire.add(latency(ofMillis(100)));
        wire.send("a").wakeLate(99 * MS).send("b").wakeLate(50 * MS);
        assertThat(wire.fresh()).isEqualTo("a");
        assertThat(wire.deadline).isEqualTo(wire.start + 199 * MS);
    }

    @Test
    void firesOnceAtTheFirstDelayedByte() {
        wire.add(latency(ofMillis(1)));
        assertThat(wire.fired).isZero();
        wire.send("a");
        assertThat(wire.fired).isOne();
        wire.send("b").passMs(5).send("c");
        assertThat(wire.fired).isOne();
    }

    @Test
    void whatIsDueButNotYetWokenStaysInFront() {
        StreamStage stage = wire.add(latency(ofMillis(100)));
        wire.send("a");
        wire.now += 100 * MS;
        wire.add(reset().upstream().afterBytes(0));
        assertThat(wire.fresh()).isEqualTo("a|<RESET>");
        wire.remove(stage);
    }

    @Test
    void passesAtOnceAndHasNotFiredWithoutDelay() {
        wire.add(latency(Duration.ZERO));
        wire.send("a").end();
        assertThat(wire.fresh()).isEqualTo("a|<FIN>");
        assertThat(wire.fired).isZero();
    }

    @Test
    void neverOvertakesWhatWaitsEvenWithoutADelayOfItsOwn() {
        wire.add(latency(ofMillis(10), ofMillis(10)));
        for (int i = 0; i < 1000; i++) {
            wire.send(String.valueOf((char) ('a' + i % 26))).pass(MS / 100);
        }
        wire.passMs(100);
        String text = wire.text();
        for (int i = 0; i < 1000; i++) {
            assertThat(text.charAt(i)).isEqualTo((char) ('a' + i % 26));
        }
    }

    @Test
    void handsEverythingOnInOrderWhenItEnds() {
        StreamStage stage = wire.add(latency(Duration.ofHours(1)));
        wire.send("a").passMs(1).send("b").end();
        assertThat(wire.lane.held()).isEqualTo(2);
        wire.remove(stage);
        assertThat(wire.fresh()).isEqualTo("a|b|<FIN>");
        assertThat(wire.slabs.outstanding()).isZero();
        assertThat(wire.lane.fast()).isTrue();
        assertThat(wire.deadline).isEqualTo(Lane.NEVER);
    }

    @Test
    void takesADelayOfAHundredYears() {
        wire.add(latency(Duration.ofDays(36_500)));
        wire.send("a").pass(Duration.ofDays(36_499).toNanos());
        assertThat(wire.all()).isEmpty();
    }

    @Test
    void has32MebibytesOfRoomToWhichEachChunkAdds64Bytes() {
        wire.add(latency(ofMillis(100)));
        assertThat(wire.lane.room()).isEqualTo(32 * 1024 * 1024);
        wire.send(new byte[1000]);
        assertThat(wire.lane.room()).isEqualTo(32 * 1024 * 1024 - 1064);
        wire.send(new byte[16 * 1024]);
        assertThat(wire.lane.held()).isEqualTo(1000 + 16 * 1024);
        while (wire.lane.room() > 0) {
            wire.send(new byte[Math.min(wire.lane.room(), 500_000)]);
        }
        assertThat(wire.lane.held()).isBetween(31 * 1024 * 1024, 32 * 1024 * 1024);
        wire.passMs(100);
        assertThat(wire.lane.room()).isEqualTo(32 * 1024 * 1024);
    }

    @Test
    void drawsOnceForEachReadAndEach64KibibytesOfIt() {
        wire.add(latency(ofMillis(100), ofMillis(100)));
        wire.send(new byte[1000]).pass(MS);
        wire.send(new byte[150_000]).passMs(1000);
        Draws draws = Draws.of(42, "wire", Direction.UPSTREAM, "latency", 0, 0);
        Delay delay = new Delay(100 * MS, 100 * MS, Distribution.UNIFORM, draws);
        long[] units = {0, 1000, 1000 + 65_536, 1000 + 131_072, 151_000};
        long due = 0;
        int seen = 0;
        for (int unit = 0; unit < 4; unit++) {
            due = Math.max(due, (unit == 0 ? 0 : MS) + delay.of(units[unit]));
            for (long at = units[unit];
                    at < units[unit + 1];
                    at += wire.seen.get(seen++).what().length()) {
                assertThat(wire.seen.get(seen).at() - wire.start)
                        .as("byte %d", at)
                        .isEqualTo(due);
            }
        }
        assertThat(seen).isEqualTo(wire.seen.size());
    }

    @Test
    void drawsForTheEndingThatALimitSendsByItsOffset() {
        Draws draws = Draws.of(42, "wire", Direction.UPSTREAM, "latency", 0, 0);
        Delay delay = new Delay(100 * MS, 100 * MS, Distribution.UNIFORM, draws);
        int last = 1;
        while (delay.of(last) <= delay.of(0)) {
            last++;
        }
        wire.add(latency(ofMillis(100), ofMillis(100)));
        wire.add(limitData(last).upstream());
        wire.send(new byte[last + 5]).passMs(1000);
        long due = delay.of(last);
        assertThat(wire.seen.get(wire.seen.size() - 1))
                .isEqualTo(new VirtualWire.Seen(wire.start + due, "<CLOSE>", false));
    }

    @Test
    void drawsTheSameWhateverTheSlabsAndTheOtherFaults() {
        VirtualWire other = new VirtualWire(new CountingSlabs(1000, 100_000));
        wire.add(latency(ofMillis(100), ofMillis(50)));
        other.add(latency(ofMillis(100), ofMillis(50)));
        other.add(stall().upstream().afterBytes(1_000_000));
        long[] mine = arrivals(wire);
        assertThat(arrivals(other)).isEqualTo(mine);
    }

    private static long[] arrivals(VirtualWire wire) {
        int[] reads = {1, 700, 16_384, 3, 100_000, 65_536, 9};
        for (int read : reads) {
            wire.send(new byte[read]).passMs(3);
        }
        wire.passMs(1000);
        return wire.seen.stream()
                .flatMapToLong(
                        seen -> LongStream.generate(seen::at).limit(seen.what().length()))
                .toArray();
    }

    @Test
    void whatIsDueTogetherIsPassedOnInPieces() {
        wire.add(latency(ofMillis(10)));
        for (int i = 0; i < 1000; i++) {
            wire.send("x");
        }
        wire.passMs(10);
        assertThat(wire.mostAtOnce).isEqualTo(256);
        assertThat(wire.seen).hasSize(1000).allMatch(seen -> seen.at() == wire.start + 10 * MS);
        assertThat(wire.deadline).isEqualTo(Lane.NEVER);
    }
}
