package dev.haywire.internal.pipeline;

import static dev.haywire.fault.Faults.close;
import static dev.haywire.fault.Faults.latency;
import static dev.haywire.fault.Faults.limitData;
import static dev.haywire.fault.Faults.reset;
import static dev.haywire.fault.Faults.slice;
import static dev.haywire.fault.Faults.slowClose;
import static dev.haywire.fault.Faults.stall;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.fault.TcpFault;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** When a fault has cut the stream: with the last byte before its position, in the same call of the lane. */
class CutMomentTest {

    private final VirtualWire wire = new VirtualWire();

    static Stream<List<TcpFault>> onTheWay() {
        return Stream.of(
                List.of(),
                List.of(latency(ofMillis(10))),
                List.of(latency(ofMillis(10), ofMillis(10))),
                List.of(slice(3).pause(ZERO)),
                List.of(slice(1)),
                List.of(latency(ofMillis(10)), slice(2).pause(ZERO)),
                List.of(slowClose(ofMillis(500))));
    }

    @ParameterizedTest
    @MethodSource("onTheWay")
    void comesWithTheLastByteOfALimit(List<TcpFault> others) {
        others.forEach(wire::add);
        wire.add(limitData(256).upstream());
        for (int i = 0; i < 300; i++) {
            wire.send("x");
        }
        wire.passMs(10_000);
        assertThat(wire.bytes.size()).isEqualTo(256);
        assertThat(wire.cutInCall).isEqualTo(wire.dataInCall);
        assertThat(wire.text()).endsWith("x<CLOSE>");
    }

    @ParameterizedTest
    @MethodSource("onTheWay")
    void comesWithTheLastByteBeforeAnEvent(List<TcpFault> others) {
        others.forEach(wire::add);
        wire.add(reset().upstream().afterBytes(256));
        for (int i = 0; i < 300; i++) {
            wire.send("x");
        }
        wire.passMs(10_000);
        assertThat(wire.bytes.size()).isEqualTo(256);
        assertThat(wire.cutInCall).isEqualTo(wire.dataInCall);
        assertThat(wire.text()).endsWith("x<RESET>");
    }

    @Test
    void isWhenTheFaultFires() {
        wire.add(latency(ofMillis(100)));
        wire.add(limitData(3).upstream());
        wire.send("abcdef").passMs(99);
        assertThat(wire.fired).isOne(); // the latency
        wire.passMs(1);
        assertThat(wire.fired).isEqualTo(2);
    }

    @Test
    void comesThoughTheFaultEndsBefore() {
        StreamStage stall = wire.add(stall());
        StreamStage limit = wire.add(limitData(3).upstream());
        wire.send("abcdef");
        wire.remove(limit);
        assertThat(wire.cutInCall).isZero();
        wire.remove(stall);
        assertThat(wire.text()).isEqualTo("abc<CLOSE>");
        assertThat(wire.cutInCall).isNotZero();
    }

    @Test
    void waitsForNoFinThatIsHeldLonger() {
        wire.add(close().upstream().afterBytes(2));
        wire.add(slowClose(ofMillis(500)));
        wire.send("ab");
        assertThat(wire.cutInCall).isNotZero();
        assertThat(wire.text()).isEqualTo("ab");
        wire.passMs(500);
        assertThat(wire.text()).isEqualTo("<CLOSE>");
    }

    @Test
    void isOneWhereSeveralPositionsAreInOneRead() {
        wire.add(close().upstream().afterBytes(2));
        wire.add(reset().upstream().afterBytes(4));
        wire.send("abcdef");
        assertThat(wire.text()).isEqualTo("ab<CLOSE>");
        assertThat(wire.fired).isOne();
    }

    @Test
    void aMutedLaneLosesWhatItHoldsAndWhatComesAndLetsOneFinOut() {
        StreamStage stall = wire.add(stall());
        wire.send("held");
        wire.lane.mute();
        assertThat(wire.slabs.outstanding()).isZero();
        wire.send("lost").end();
        wire.add(limitData(0).upstream());
        assertThat(wire.fired).isOne(); // the stall
        wire.lane.finish(wire.now);
        assertThat(wire.all()).isEmpty();
        wire.remove(stall);
        assertThat(wire.text()).isEqualTo("<HALF_CLOSE>");
    }

    @Test
    void aMutedLaneLetsNothingOutOnItsOwn() {
        StreamStage stall = wire.add(stall());
        wire.send("held").end();
        wire.lane.mute();
        wire.aborted();
        wire.remove(stall);
        assertThat(wire.all()).isEmpty();
    }
}
