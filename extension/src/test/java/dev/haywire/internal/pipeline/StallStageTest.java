package dev.haywire.internal.pipeline;

import static dev.haywire.fault.Faults.stall;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StallStageTest {

    private final VirtualWire wire = new VirtualWire();

    @Test
    void isSilentUntilItEndsAndThenEverythingArrivesInOrder() {
        StreamStage stage = wire.add(stall());
        wire.send("one").passMs(1000).send("two").end().passMs(10_000);
        assertThat(wire.all()).isEmpty();
        assertThat(wire.deadline).isEqualTo(Lane.NEVER);
        wire.remove(stage);
        assertThat(wire.fresh()).isEqualTo("one|two|<FIN>");
        assertThat(wire.slabs.outstanding()).isZero();
    }

    @Test
    void holdsRstAsWell() {
        StreamStage stage = wire.add(stall());
        wire.send("one").aborted().passMs(10);
        assertThat(wire.all()).isEmpty();
        wire.remove(stage);
        assertThat(wire.fresh()).isEqualTo("one|<ABORT>");
    }

    @Test
    void takes64KibibytesThenTheSenderMustWait() {
        wire.add(stall());
        assertThat(wire.lane.room()).isEqualTo(64 * 1024);
        wire.send(new byte[10_000]);
        assertThat(wire.lane.room()).isEqualTo(64 * 1024 - 10_064);
        wire.send(new byte[wire.lane.room()]);
        assertThat(wire.lane.room()).isZero();
        assertThat(wire.lane.starved()).isFalse();
    }

    @Test
    void firesOnceAtTheFirstByte() {
        wire.add(stall());
        wire.end();
        assertThat(wire.fired).isZero();
        VirtualWire other = new VirtualWire();
        other.add(stall());
        other.send("a");
        assertThat(other.fired).isOne();
        other.send("b");
        assertThat(other.fired).isOne();
    }

    @Test
    void stalledBehindAPositionBeginsExactlyThere() {
        StreamStage stage = wire.add(stall().upstream().afterBytes(5));
        wire.send("abc");
        assertThat(wire.fired).isZero();
        wire.send("defg").send("h");
        assertThat(wire.text()).isEqualTo("abcde");
        assertThat(wire.fired).isOne();
        wire.remove(stage);
        assertThat(wire.text()).isEqualTo("fgh");
    }

    @Test
    void stalledBehindATextBeginsRightBehindIt() {
        StreamStage stage = wire.add(stall().upstream().after("COMMIT"));
        wire.send("BEGIN COM").send("MIT;COMMIT");
        assertThat(wire.text()).isEqualTo("BEGIN COMMIT");
        assertThat(wire.lane.held()).isEqualTo(7);
        wire.remove(stage);
        assertThat(wire.text()).isEqualTo(";COMMIT");
    }

    @Test
    void aPositionOfZeroStallsAllThatEntersFromNowOn() {
        wire.send("before");
        wire.add(stall().upstream().afterBytes(0));
        wire.send("after");
        assertThat(wire.text()).isEqualTo("before");
    }

    @Test
    void theMebibyteReadWithThePositionIsHeldWhole() {
        StreamStage stage = wire.add(stall().upstream().afterBytes(10));
        assertThat(wire.lane.room()).isEqualTo(Integer.MAX_VALUE);
        wire.send(new byte[1 << 20]);
        assertThat(wire.bytes.size()).isEqualTo(10);
        assertThat(wire.lane.room()).isZero();
        wire.remove(stage);
        assertThat(wire.bytes.size()).isEqualTo(1 << 20);
    }

    @Test
    void removedBeforeItsPositionItLeavesNothingBehind() {
        StreamStage stage = wire.add(stall().upstream().afterBytes(10));
        wire.send("abc");
        wire.remove(stage);
        wire.send("defghijklmnop");
        assertThat(wire.text()).isEqualTo("abcdefghijklmnop");
        assertThat(wire.fired).isZero();
        assertThat(wire.lane.fast()).isTrue();
    }

    @Test
    void twoStallsHoldUntilBothHaveEnded() {
        StreamStage first = wire.add(stall());
        StreamStage second = wire.add(stall());
        wire.send("x");
        wire.remove(first);
        assertThat(wire.all()).isEmpty();
        wire.send("y");
        wire.remove(second);
        assertThat(wire.text()).isEqualTo("xy");
    }
}
