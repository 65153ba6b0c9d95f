package dev.haywire.internal.pipeline;

import static dev.haywire.fault.Faults.halfClose;
import static dev.haywire.fault.Faults.limitData;
import static dev.haywire.fault.Faults.reset;
import static dev.haywire.fault.Faults.slowClose;
import static dev.haywire.internal.pipeline.VirtualWire.MS;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SlowCloseStageTest {

    private final VirtualWire wire = new VirtualWire();

    @Test
    void finComesLaterAndDataAtOnce() {
        wire.add(slowClose(ofMillis(500)));
        wire.send("abc").end();
        assertThat(wire.fresh()).isEqualTo("abc");
        assertThat(wire.deadline).isEqualTo(wire.start + 500 * MS);
        wire.pass(500 * MS - 1);
        assertThat(wire.all()).isEmpty();
        wire.pass(1);
        assertThat(wire.fresh()).isEqualTo("<FIN>");
        assertThat(wire.deadline).isEqualTo(Lane.NEVER);
    }

    @Test
    void rstIsNotDelayed() {
        wire.add(slowClose(ofMillis(500)));
        wire.send("abc").aborted();
        assertThat(wire.fresh()).isEqualTo("abc|<ABORT>");
        assertThat(wire.fired).isZero();
    }

    @Test
    void rstOvertakesAFinThatWaitsAndNothingFollows() {
        wire.add(slowClose(ofMillis(500)));
        wire.end().passMs(10).aborted().passMs(1000);
        assertThat(wire.fresh()).isEqualTo("<ABORT>");
    }

    @Test
    void delaysTheFinOfAFaultBeforeItToo() {
        wire.add(slowClose(ofMillis(500)));
        wire.add(limitData(2).upstream());
        wire.send("abc").passMs(499);
        assertThat(wire.fresh()).isEqualTo("ab");
        wire.passMs(1);
        assertThat(wire.fresh()).isEqualTo("<CLOSE>");
    }

    @Test
    void meetsAnEventOfItsRankInTheOrderOfApplication() {
        wire.add(slowClose(ofMillis(500)));
        wire.add(halfClose().upstream().afterBytes(2));
        assertThat(wire.send("abc").fresh()).isEqualTo("ab|<HALF_CLOSE>");
        VirtualWire other = new VirtualWire();
        other.add(halfClose().upstream().afterBytes(2));
        other.add(slowClose(ofMillis(500)));
        assertThat(other.send("abc").fresh()).isEqualTo("ab");
        assertThat(other.passMs(500).fresh()).isEqualTo("<HALF_CLOSE>");
    }

    @Test
    void letsAnEventThroughWhileAFinWaits() {
        wire.add(slowClose(ofMillis(500)));
        wire.end();
        wire.add(reset().upstream().afterBytes(0));
        assertThat(wire.fresh()).isEqualTo("<RESET>");
    }

    @Test
    void passesTheFinAtOnceWhenItEnds() {
        StreamStage stage = wire.add(slowClose(ofMillis(500)));
        wire.end().passMs(10);
        wire.remove(stage);
        assertThat(wire.fresh()).isEqualTo("<FIN>");
    }

    @Test
    void firesOnceWhenItDelaysAFin() {
        wire.add(slowClose(ofMillis(500)));
        wire.send("abc");
        assertThat(wire.fired).isZero();
        wire.end();
        assertThat(wire.fired).isOne();
    }

    @Test
    void ofZeroDoesNothing() {
        wire.add(slowClose(ZERO));
        wire.end();
        assertThat(wire.fresh()).isEqualTo("<FIN>");
        assertThat(wire.fired).isZero();
    }

    @Test
    void takesAnyAmountOfData() {
        wire.add(slowClose(ofMillis(500)));
        assertThat(wire.lane.room()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void twoAddUp() {
        wire.add(slowClose(ofMillis(500)));
        wire.add(slowClose(ofMillis(300)));
        wire.end().passMs(799);
        assertThat(wire.all()).isEmpty();
        wire.passMs(1);
        assertThat(wire.fresh()).isEqualTo("<FIN>");
    }
}
