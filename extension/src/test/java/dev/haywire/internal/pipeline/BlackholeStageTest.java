package dev.haywire.internal.pipeline;

import static dev.haywire.fault.Faults.blackhole;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BlackholeStageTest {

    private final VirtualWire wire = new VirtualWire();

    @Test
    void losesDataForGood() {
        StreamStage stage = wire.add(blackhole());
        wire.send("lost");
        assertThat(wire.lane.held()).isZero();
        assertThat(wire.slabs.outstanding()).isZero();
        wire.remove(stage);
        wire.send("found");
        assertThat(wire.text()).isEqualTo("found");
    }

    @Test
    void keepsTakingData() {
        wire.add(blackhole());
        for (int i = 0; i < 100; i++) {
            wire.send(new byte[16 * 1024]);
        }
        assertThat(wire.lane.room()).isEqualTo(Integer.MAX_VALUE);
        assertThat(wire.all()).isEmpty();
    }

    @Test
    void swallowsFinAndMakesUpForItWhenItEnds() {
        StreamStage stage = wire.add(blackhole());
        wire.send("lost").end().passMs(10_000);
        assertThat(wire.all()).isEmpty();
        wire.remove(stage);
        assertThat(wire.fresh()).isEqualTo("<FIN>");
    }

    @Test
    void swallowsRstAndMakesUpForItWhenItEnds() {
        StreamStage stage = wire.add(blackhole());
        wire.end().aborted().passMs(10_000);
        assertThat(wire.all()).isEmpty();
        wire.remove(stage);
        assertThat(wire.fresh()).isEqualTo("<ABORT>");
    }

    @Test
    void firesOnceAtTheFirstByteLost() {
        wire.add(blackhole());
        assertThat(wire.fired).isZero();
        wire.send("a").send("b");
        assertThat(wire.fired).isOne();
        VirtualWire other = new VirtualWire();
        other.add(blackhole());
        other.end();
        assertThat(other.fired).isZero();
    }

    @Test
    void losesOnlyWhatComesBehindItsPosition() {
        StreamStage stage = wire.add(blackhole().upstream().afterBytes(5));
        wire.send("abcdefgh").send("ijk");
        assertThat(wire.text()).isEqualTo("abcde");
        wire.remove(stage);
        wire.send("l");
        assertThat(wire.text()).isEqualTo("l");
    }
}
