package dev.haywire.internal.pipeline;

import static dev.haywire.fault.Faults.blackhole;
import static dev.haywire.fault.Faults.close;
import static dev.haywire.fault.Faults.halfClose;
import static dev.haywire.fault.Faults.latency;
import static dev.haywire.fault.Faults.reset;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** reset, close and halfClose at the next byte, which is lost. */
class NextDataTest {

    private final VirtualWire wire = new VirtualWire();

    @Test
    void losesTheNextByteAndAllAfterIt() {
        wire.send("before");
        wire.add(reset().upstream().onNextData());
        assertThat(wire.text()).isEqualTo("before");
        wire.send("x").send("yz");
        assertThat(wire.text()).isEqualTo("<RESET>");
        assertThat(wire.fired).isOne();
        assertThat(wire.slabs.outstanding()).isZero();
    }

    @Test
    void staysArmedHoweverLongNothingComes() {
        wire.add(close().upstream().onNextData());
        wire.passMs(1_000_000);
        assertThat(wire.all()).isEmpty();
        assertThat(wire.fired).isZero();
        wire.send("x");
        assertThat(wire.text()).isEqualTo("<CLOSE>");
    }

    @Test
    void aFinIsNoData() {
        wire.add(halfClose().upstream().onNextData());
        wire.end();
        assertThat(wire.text()).isEqualTo("<FIN>");
        assertThat(wire.fired).isZero();
    }

    @Test
    void takenBackBeforeTheNextByteItDoesNothing() {
        StreamStage stage = wire.add(reset().upstream().onNextData());
        wire.remove(stage);
        wire.send("x");
        assertThat(wire.text()).isEqualTo("x");
    }

    @Test
    void staysAfterWhatIsOnTheWireAlready() {
        wire.add(latency(ofMillis(100)));
        wire.send("held").passMs(40);
        wire.add(reset().upstream().onNextData());
        wire.send("lost").passMs(60);
        assertThat(wire.all()).startsWith("held");
        wire.passMs(40);
        assertThat(wire.text()).isEqualTo("held<RESET>");
    }

    @Test
    void countsTheByteThatEntersEvenWhereABlackholeLosesIt() {
        wire.add(blackhole());
        wire.add(close().upstream().onNextData());
        wire.send("x");
        assertThat(wire.text()).isEqualTo("<CLOSE>");
    }
}
