package dev.haywire.internal.pipeline;

import static dev.haywire.fault.Faults.blackhole;
import static dev.haywire.fault.Faults.latency;
import static dev.haywire.fault.Faults.limitData;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitDataTest {

    private final VirtualWire wire = new VirtualWire();

    @Test
    void exactlyNBytesPassThenFin() {
        wire.add(limitData(5).upstream());
        wire.send("abcdefgh").send("ijk").end();
        assertThat(wire.text()).isEqualTo("abcde<CLOSE>");
        assertThat(wire.slabs.outstanding()).isZero();
        assertThat(wire.lane.room()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void exactlyNBytesPassThenRst() {
        wire.add(limitData(5).upstream().thenReset());
        wire.send("abcdefgh").send("ijk");
        assertThat(wire.text()).isEqualTo("abcde<RESET>");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
    void isExactWhateverTheReads(int read) {
        wire.add(limitData(6).upstream());
        for (int i = 0; i < 20; i += read) {
            assertThat(wire.all().contains("<")).isEqualTo(i >= 6);
            wire.send("abcdefghijklmnopqrstuvwxyz".substring(i, i + read));
        }
        assertThat(wire.text()).isEqualTo("abcdef<CLOSE>");
    }

    @Test
    void actsAsSoonAsTheLastByteHasPassedAndFiresThen() {
        wire.add(limitData(3).upstream());
        wire.send("ab");
        assertThat(wire.fired).isZero();
        wire.send("c");
        assertThat(wire.fired).isOne();
        assertThat(wire.text()).isEqualTo("abc<CLOSE>");
        wire.send("d");
        assertThat(wire.fired).isOne();
    }

    @Test
    void ofNothingActsAtOnce() {
        wire.add(limitData(0).upstream());
        assertThat(wire.text()).isEqualTo("<CLOSE>");
        assertThat(wire.fired).isOne();
        wire.send("a");
        assertThat(wire.all()).isEmpty();
    }

    @Test
    void countsFromWhereItBecameActive() {
        wire.send("0123");
        wire.add(limitData(2).upstream());
        wire.send("abc");
        assertThat(wire.text()).isEqualTo("0123ab<CLOSE>");
    }

    @Test
    void countsFromItsPosition() {
        wire.add(limitData(2).upstream().afterBytes(4));
        wire.send("0123abc");
        assertThat(wire.text()).isEqualTo("0123ab<CLOSE>");
    }

    @Test
    void countsWhatPassesNotWhatABlackholeLost() {
        StreamStage hole = wire.add(blackhole());
        wire.add(limitData(3).upstream());
        wire.send("lost");
        wire.remove(hole);
        wire.send("abcd");
        assertThat(wire.text()).isEqualTo("abc<CLOSE>");
    }

    @Test
    void letsFinAndRstPassBeforeTheLimit() {
        wire.add(limitData(5).upstream());
        wire.send("ab").end().aborted();
        assertThat(wire.text()).isEqualTo("ab<FIN><ABORT>");
        assertThat(wire.fired).isZero();
    }

    @Test
    void letsRstPassBehindTheLimitButNoFin() {
        wire.add(limitData(2).upstream());
        wire.send("abc").end().aborted();
        assertThat(wire.text()).isEqualTo("ab<CLOSE><ABORT>");
    }

    @Test
    void whatItCutStaysCutWhenItEnds() {
        wire.add(latency(ofMillis(100)));
        StreamStage limit = wire.add(limitData(2).upstream());
        wire.send("abcd");
        wire.remove(limit);
        wire.send("efgh").passMs(1000);
        assertThat(wire.text()).isEqualTo("ab<CLOSE>");
    }

    @Test
    void endedBeforeTheLimitItLeavesTheStreamAlone() {
        StreamStage limit = wire.add(limitData(4).upstream());
        wire.send("ab");
        wire.remove(limit);
        wire.send("cdef").end();
        assertThat(wire.text()).isEqualTo("abcdef<FIN>");
        assertThat(wire.lane.fast()).isTrue();
    }

    @Test
    void theEndingStaysBehindDataThatLatencyHolds() {
        wire.add(latency(ofMillis(100)));
        wire.add(limitData(2).upstream().thenReset());
        wire.send("a").passMs(10).send("bc");
        wire.passMs(1000);
        assertThat(wire.atMs(0)).isEqualTo(100);
        assertThat(wire.atMs(1)).isEqualTo(110);
        assertThat(wire.atMs(2)).isEqualTo(110);
        assertThat(wire.fresh()).isEqualTo("a|b|<RESET>");
    }
}
