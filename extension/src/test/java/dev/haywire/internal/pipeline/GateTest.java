package dev.haywire.internal.pipeline;

import static dev.haywire.fault.Faults.bandwidth;
import static dev.haywire.fault.Faults.blackhole;
import static dev.haywire.fault.Faults.latency;
import static dev.haywire.fault.Faults.slice;
import static dev.haywire.fault.Faults.slowClose;
import static dev.haywire.fault.Faults.stall;
import static dev.haywire.internal.pipeline.VirtualWire.MS;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.fault.TcpFault;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults of the stream that begin at a position. */
class GateTest {

    private final VirtualWire wire = new VirtualWire();

    static List<TcpFault> gated() {
        return List.of(
                latency(ofMillis(100)).upstream().afterBytes(5),
                bandwidth(100).upstream().after("cde"),
                stall().upstream().after("de"),
                slice(1).upstream().afterBytes(5),
                blackhole().upstream().after("e"));
    }

    @ParameterizedTest
    @MethodSource("gated")
    void leavesWhatComesBeforeThePositionAlone(TcpFault fault) {
        wire.add(fault);
        wire.send("ab").send("cd");
        assertThat(wire.deadline).isEqualTo(Lane.NEVER);
        assertThat(wire.lane.room()).isEqualTo(Integer.MAX_VALUE);
        assertThat(wire.fresh()).isEqualTo("ab|cd");
        assertThat(wire.fired).isZero();
    }

    @ParameterizedTest
    @MethodSource("gated")
    void firesOnlyAtWhatComesBehindIt(TcpFault fault) {
        wire.add(fault);
        wire.send("abcde");
        assertThat(wire.text()).isEqualTo("abcde");
        assertThat(wire.fired).isZero();
        wire.send("fgh");
        assertThat(wire.fired).isOne();
    }

    @ParameterizedTest
    @MethodSource("gated")
    void givesUpWhatItHoldsWhenTheConnectionIsGone(TcpFault fault) {
        wire.add(fault);
        wire.send("abcdefgh");
        wire.lane.discard();
        assertThat(wire.slabs.outstanding()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void latencyDelaysEachByteBehindItsPositionAndNoneBefore(int read) {
        wire.add(latency(ofMillis(100)).upstream().afterBytes(5));
        for (int from = 0; from < 8; from += read) {
            wire.send("abcdefgh".substring(from, Math.min(8, from + read))).passMs(1);
        }
        assertThat(wire.text()).isEqualTo("abcde");
        assertThat(wire.deadline).isBetween(wire.start + 100 * MS, wire.start + 108 * MS);
        wire.passMs(110);
        assertThat(wire.text()).isEqualTo("fgh");
    }

    @Test
    void slowCloseBehindATextDelaysAFinOnlyOnceTheTextHasCome() {
        wire.add(slowClose(ofMillis(100)).upstream().after("QUIT"));
        wire.send("HELO").end();
        assertThat(wire.fresh()).isEqualTo("HELO|<FIN>");
        VirtualWire other = new VirtualWire();
        other.add(slowClose(ofMillis(100)).upstream().after("QUIT"));
        other.send("QUI").send("T").end();
        assertThat(other.fresh()).isEqualTo("QUI|T");
        other.passMs(100);
        assertThat(other.fresh()).isEqualTo("<FIN>");
    }

    @Test
    void theMarkWaitsBehindWhatEarlierStagesHoldSoThatTheFaultBeginsExactlyThere() {
        StreamStage latency = wire.add(latency(ofMillis(100)));
        wire.send("before");
        StreamStage stall = wire.add(stall().upstream().afterBytes(3));
        wire.send("abcdef");
        wire.passMs(100);
        assertThat(wire.text()).isEqualTo("beforeabc");
        wire.remove(stall);
        wire.remove(latency);
        assertThat(wire.text()).isEqualTo("def");
    }

    @Test
    void aMarkWhoseStageIsGoneIsDropped() {
        wire.add(latency(ofMillis(100)));
        StreamStage stall = wire.add(stall().upstream().afterBytes(3));
        wire.send("abcdef");
        wire.remove(stall);
        wire.passMs(100);
        assertThat(wire.text()).isEqualTo("abcdef");
        assertThat(wire.slabs.outstanding()).isZero();
    }

    @Test
    void aPositionThatNobodyWaitsForAnyMoreIsNotLookedFor() {
        StreamStage stall = wire.add(stall().upstream().afterBytes(3));
        wire.remove(stall);
        wire.send("abcdef");
        assertThat(wire.all()).isEqualTo("abcdef");
    }
}
