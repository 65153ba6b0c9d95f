package dev.haywire.internal.pipeline;

import static dev.haywire.fault.Faults.bandwidth;
import static dev.haywire.fault.Faults.reset;
import static dev.haywire.internal.pipeline.VirtualWire.MS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BandwidthStageTest {

    private static final long SECOND = 1000 * MS;

    private final VirtualWire wire = new VirtualWire();

    @Test
    void aPieceLeavesWhenItsLastByteHasBeenOnTheLine() {
        wire.add(bandwidth(1000));
        wire.send(new byte[10]);
        wire.pass(10 * MS - 1);
        assertThat(wire.all()).isEmpty();
        wire.pass(1);
        assertThat(wire.bytes.size()).isEqualTo(10);
        assertThat(wire.deadline).isEqualTo(Lane.NEVER);
    }

    @Test
    void oneByteAtOneBytePerSecondTakesASecond() {
        wire.add(bandwidth(1));
        wire.send("abc").pass(SECOND - 1);
        assertThat(wire.all()).isEmpty();
        wire.pass(1);
        assertThat(wire.text()).isEqualTo("a");
        wire.pass(SECOND - 1);
        assertThat(wire.all()).isEmpty();
        wire.pass(1 + SECOND);
        assertThat(wire.text()).isEqualTo("bc");
    }

    @Test
    void lastsAsLongAsTheRateSays() {
        wire.add(bandwidth(64_000));
        wire.send(new byte[64_000]).end().pass(SECOND - 1);
        assertThat(wire.bytes.size()).isLessThan(64_000);
        wire.pass(1);
        assertThat(wire.bytes.size()).isEqualTo(64_000);
        assertThat(wire.seen.get(wire.seen.size() - 1))
                .isEqualTo(new VirtualWire.Seen(wire.start + SECOND, "<FIN>", false));
    }

    @ParameterizedTest
    @ValueSource(
            longs = {
                7,
                49,
                50,
                100,
                511,
                3_000,
                25_599,
                25_600,
                255_999,
                256_000,
                1_000_000,
                123_456_789,
                10_000_000_000L
            })
    void neverSendsMoreThanTheRateInAnyWindowAndNoLessThanIt(long rate) {
        wire.add(bandwidth(rate));
        long horizon = Math.max(SECOND / 100, 20 * SECOND / rate);
        int total = (int) Math.min(4_000_000, rate * horizon / SECOND + 1);
        wire.send(new byte[total]).pass(horizon * 2 + SECOND);
        assertThat(wire.bytes.size()).isEqualTo(total);
        long sent = 0;
        for (VirtualWire.Seen seen : wire.seen) {
            sent += seen.what().length();
            long exact = (long) (sent * 1e9 / rate);
            assertThat(seen.at() - wire.start).isBetween(exact - 1, Math.max(exact + 1, exact + pieceNanos(rate)));
        }
    }

    /** Chunks of one piece come together, when the last of them is through. */
    private static long pieceNanos(long rate) {
        return rate >= 256_000 ? 2 * MS : 20 * MS;
    }

    @Test
    void paysOutInPiecesOfTwoMillisecondsButNoneUnder512Bytes() {
        assertThat(pieces(1_000_000)).containsOnly(2000);
        assertThat(pieces(300_000)).containsOnly(600);
        assertThat(pieces(100_000)).containsOnly(512);
        assertThat(pieces(25_600)).containsOnly(512);
    }

    @Test
    void butNoMoreThan20MillisecondsWorth() {
        assertThat(pieces(25_000)).containsOnly(500);
        assertThat(pieces(1_000)).containsOnly(20);
        assertThat(pieces(60)).containsOnly(1);
    }

    private static List<Integer> pieces(long rate) {
        VirtualWire wire = new VirtualWire();
        wire.add(bandwidth(rate));
        wire.send(new byte[16_384]).pass(12_000 * SECOND / rate);
        return wire.seen.stream().map(seen -> seen.what().length()).toList();
    }

    @Test
    void keepsTheExactRateWhenItDoesNotDivideASecond() {
        wire.add(bandwidth(7));
        wire.send(new byte[7000]).pass(1000 * SECOND - 1);
        assertThat(wire.bytes.size()).isEqualTo(6999);
        wire.pass(1);
        assertThat(wire.bytes.size()).isEqualTo(7000);
    }

    @Test
    void anIdleLineSavesNothing() {
        wire.add(bandwidth(1000));
        wire.send(new byte[10]).pass(10 * SECOND);
        wire.seen.clear();
        wire.bytes.reset();
        wire.send(new byte[10]).pass(10 * MS - 1);
        assertThat(wire.bytes.size()).isZero();
        wire.pass(1);
        assertThat(wire.bytes.size()).isEqualTo(10);
    }

    @Test
    void catchesUpFiveMillisecondsAfterALateWakeUp() {
        wire.add(bandwidth(1_000_000));
        wire.send(new byte[60_000]);
        wire.wakeLate(6 * MS);
        assertThat(wire.bytes.size()).as("pieces due at 2, 4 and 6 ms").isEqualTo(6_000);
        wire.wakeLate(6 * MS + MS / 2);
        assertThat(wire.bytes.size()).as("due at 8, 10 and 12 ms").isEqualTo(12_000);
        wire.wakeLate(1000 * MS);
        assertThat(wire.bytes.size())
                .as("one that was due, and those of the last 5 ms")
                .isEqualTo(12_000 + 2_000 + 4_000);
        assertThat(wire.deadline).isEqualTo(wire.now + MS);
    }

    @Test
    void smallReadsShareOnePiece() {
        wire.add(bandwidth(1_000_000));
        for (int i = 0; i < 100; i++) {
            wire.send("x");
        }
        wire.pass(100_000);
        assertThat(wire.bytes.size()).isEqualTo(100);
        assertThat(wire.seen.get(0).at()).isEqualTo(wire.start + 1_000);
        assertThat(wire.seen.get(1).at()).isEqualTo(wire.start + 100_000);
    }

    @Test
    void finWaitsBehindTheData() {
        wire.add(bandwidth(1000));
        wire.send("abcde").end().passMs(4);
        assertThat(wire.all()).isEmpty();
        wire.passMs(1);
        assertThat(wire.fresh()).isEqualTo("abcde|<FIN>");
    }

    @Test
    void rstWaitsBehindTheData() {
        wire.add(bandwidth(1000));
        wire.send("abcde").aborted().passMs(5);
        assertThat(wire.fresh()).isEqualTo("abcde|<ABORT>");
    }

    @Test
    void finPassesAtOnceOnAnIdleLine() {
        wire.add(bandwidth(1000));
        wire.end();
        assertThat(wire.fresh()).isEqualTo("<FIN>");
        assertThat(wire.fired).isZero();
    }

    @Test
    void aRateOfZeroLetsNothingThroughUntilItEnds() {
        StreamStage stage = wire.add(new BandwidthStage(0, () -> {}));
        wire.send("abc").end().pass(1_000_000 * SECOND);
        assertThat(wire.all()).isEmpty();
        assertThat(wire.deadline).isEqualTo(Lane.NEVER);
        wire.remove(stage);
        assertThat(wire.fresh()).isEqualTo("abc|<FIN>");
    }

    @Test
    void takesAnyRate() {
        wire.add(bandwidth(Long.MAX_VALUE));
        wire.send(new byte[100_000]).pass(SECOND);
        assertThat(wire.bytes.size()).isEqualTo(100_000);
    }

    @Test
    void hasRoomFor64KibibytesOrATenthOfASecond() {
        wire.add(bandwidth(1000));
        assertThat(wire.lane.room()).isEqualTo(64 * 1024);
        VirtualWire fast = new VirtualWire();
        fast.add(bandwidth(10_000_000));
        assertThat(fast.lane.room()).isEqualTo(1_000_000);
        fast.send(new byte[1000]);
        assertThat(fast.lane.room()).isEqualTo(1_000_000 - 1064);
        VirtualWire fastest = new VirtualWire();
        fastest.add(bandwidth(Long.MAX_VALUE));
        assertThat(fastest.lane.room()).isEqualTo(32 * 1024 * 1024);
    }

    @Test
    void handsEverythingOnWhenItEnds() {
        StreamStage stage = wire.add(bandwidth(1000));
        wire.send("abc").passMs(1).send("def").end();
        wire.remove(stage);
        assertThat(wire.text()).isEqualTo("abcdef<FIN>");
        assertThat(wire.slabs.outstanding()).isZero();
    }

    @Test
    void firesOnceAtTheFirstByte() {
        wire.add(bandwidth(1000));
        assertThat(wire.fired).isZero();
        wire.send("a");
        assertThat(wire.fired).isOne();
        wire.send("b");
        assertThat(wire.fired).isOne();
    }

    @Test
    void aMarkGoesRightBehindTheByteBeforeIt() {
        wire.add(bandwidth(1000));
        wire.add(reset().upstream().afterBytes(3));
        wire.send("abcdef").passMs(2.5);
        assertThat(wire.all()).isEmpty();
        wire.passMs(100);
        assertThat(wire.text()).isEqualTo("abc<RESET>");
    }

    @Test
    void halvedByASecondOne() {
        wire.add(bandwidth(2000));
        wire.add(bandwidth(1000));
        wire.send(new byte[1000]).pass(SECOND);
        assertThat(wire.bytes.size()).isCloseTo(980, within(40));
        wire.pass(SECOND / 10);
        assertThat(wire.bytes.size()).isEqualTo(1000);
    }
}
