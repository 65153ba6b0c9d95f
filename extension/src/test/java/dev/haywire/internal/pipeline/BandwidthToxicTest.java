package dev.haywire.internal.pipeline;

import static dev.haywire.internal.pipeline.VirtualWire.MS;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BandwidthToxicTest extends ToxicWire {

    @Test
    void bandwidthSendsAReadWhenItHasBeenOnTheLine() {
        add("bandwidth", "rate", 10);
        wire.send(letters(500)).passMs(49);
        assertThat(wire.fresh()).isEmpty();
        assertThat(wire.passMs(1).fresh()).isEqualTo(letters(500));
    }

    @Test
    void bandwidthCutsLongReadsInto100Milliseconds() {
        add("bandwidth", "rate", 10);
        wire.send(letters(2500)).passMs(99);
        assertThat(wire.fresh()).isEmpty();
        assertThat(wire.passMs(1).fresh()).isEqualTo(letters(1000));
        assertThat(wire.passMs(100).fresh()).isEqualTo(letters(1000));
        assertThat(wire.passMs(49).fresh()).isEmpty();
        assertThat(wire.passMs(1).fresh()).isEqualTo(letters(500));
        assertThat(wire.deadline).isEqualTo(Lane.NEVER);
    }

    @Test
    void bandwidthMakesUpForALateWakeUp() {
        add("bandwidth", "rate", 10);
        wire.send(letters(500)).send(letters(500)).wakeLate(80 * MS);
        assertThat(wire.text()).isEqualTo(letters(500));
        assertThat(wire.deadline).isEqualTo(wire.start + 100 * MS);
    }

    @Test
    void bandwidthSavesNothingWhileIdle() {
        add("bandwidth", "rate", 10);
        wire.passMs(1000).send(letters(100)).passMs(9);
        assertThat(wire.fresh()).isEmpty();
        assertThat(wire.passMs(1).fresh()).isEqualTo(letters(100));
    }

    @Test
    void bandwidthKeepsAnEndingBehindData() {
        add("bandwidth", "rate", 1);
        wire.send("abc").end().passMs(2);
        assertThat(wire.fresh()).isEmpty();
        assertThat(wire.passMs(1).fresh()).isEqualTo("abc|<FIN>");
        assertThat(wire.lane.held()).isZero();
    }

    @Test
    void aRateOfZeroHoldsAllUntilItEnds() {
        ToxicStage stage = add("bandwidth");
        wire.send("abc").send("def").end().passMs(100_000);
        assertThat(wire.fresh()).isEmpty();
        assertThat(wire.deadline).isEqualTo(Lane.NEVER);
        wire.remove(stage);
        assertThat(wire.fresh()).isEqualTo("abc|def|<FIN>");
    }

    @Test
    void anUpdateOfTheRateSendsTheReadAtHandAndPacesTheRest() {
        ToxicStage stage = add("bandwidth");
        wire.send("abc").passMs(5).send("def");
        update(stage, settings("bandwidth", "rate", 1));
        assertThat(wire.fresh()).isEqualTo("abc");
        assertThat(wire.passMs(2).fresh()).isEmpty();
        assertThat(wire.passMs(1).fresh()).isEqualTo("def");
    }

    @Test
    void bandwidthTakesTwoReads() {
        add("bandwidth");
        wire.send(letters(32 * 1024));
        assertThat(wire.lane.room()).isPositive();
        wire.send(letters(32 * 1024));
        assertThat(wire.lane.room()).isZero();
    }
}
