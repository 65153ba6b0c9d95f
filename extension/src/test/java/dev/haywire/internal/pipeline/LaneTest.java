package dev.haywire.internal.pipeline;

import static dev.haywire.fault.Faults.bandwidth;
import static dev.haywire.fault.Faults.blackhole;
import static dev.haywire.fault.Faults.latency;
import static dev.haywire.fault.Faults.limitData;
import static dev.haywire.fault.Faults.reset;
import static dev.haywire.fault.Faults.slice;
import static dev.haywire.fault.Faults.slowClose;
import static dev.haywire.fault.Faults.stall;
import static dev.haywire.internal.pipeline.VirtualWire.MS;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LaneTest {

    private final VirtualWire wire = new VirtualWire();

    @Test
    void withoutStagesItIsFastAndTakesAnything() {
        assertThat(wire.lane.fast()).isTrue();
        assertThat(wire.lane.room()).isEqualTo(Integer.MAX_VALUE);
        assertThat(wire.lane.starved()).isFalse();
        assertThat(wire.deadline).isEqualTo(Lane.NEVER);
        wire.send("remainder").end();
        assertThat(wire.fresh()).isEqualTo("remainder|<FIN>");
    }

    @Test
    void isNotFastWhileAStageIsInIt() {
        StreamStage stage = wire.add(reset().upstream().after("x"));
        assertThat(wire.lane.fast()).isFalse();
        wire.remove(stage);
        assertThat(wire.lane.fast()).isTrue();
        wire.remove(stage);
        assertThat(wire.lane.fast()).isTrue();
    }

    @Test
    void countsWhatEnteredAndWhatBypassedIt() {
        wire.lane.skip(1_000);
        wire.add(reset().upstream().afterBytes(5));
        wire.send("abc");
        assertThat(wire.lane.offset()).isEqualTo(1_003);
        wire.send("def");
        assertThat(wire.lane.offset()).isEqualTo(1_006);
        assertThat(wire.text()).isEqualTo("abcde<RESET>");
    }

    @Test
    void givesChunksTheirOffsetAndTheTimeOfTheirRead() {
        List<String> chunks = new ArrayList<>();
        Lane lane = new Lane(CountingSlabs.plenty(), new ChunkCollector(chunks));
        lane.skip(7);
        lane.data(ByteBuffer.wrap(new byte[20_000]), 5);
        lane.data(ByteBuffer.wrap(new byte[3]), 6);
        assertThat(chunks).containsExactly("16384 at 7 of 5", "3616 at 16391 of 5", "3 at 20007 of 6");
    }

    @Test
    void aSinkNeedNotTellTheSourcesEndingsFromThoseOfFaults() {
        List<String> seen = new ArrayList<>();
        StreamSink sink = new ChunkCollector(seen);
        sink.halfClose();
        sink.aborted();
        assertThat(seen).containsExactly("end", "reset");
    }

    /** A slice in front of the latency would have delayed pieces that came with pauses; behind it, what is delayed comes in pieces. */
    @Test
    void stagesStandInTheirFixedOrderWhateverTheOrderOfApplication() {
        wire.add(slice(1).pause(ofMillis(5)));
        wire.add(latency(ofMillis(100)));
        wire.add(bandwidth(1000));
        wire.add(limitData(3).upstream());
        wire.send("abcdef").passMs(1000);
        assertThat(wire.atMs(0)).isEqualTo(103);
        assertThat(wire.atMs(1)).isEqualTo(108);
        assertThat(wire.atMs(2)).isEqualTo(113);
        assertThat(wire.fresh()).isEqualTo("a|b|c|<CLOSE>");
    }

    @Test
    void aNewStageMeetsWhatStagesBeforeItHold() {
        StreamStage latency = wire.add(latency(ofMillis(100)));
        wire.send("abc").passMs(50);
        StreamStage stall = wire.add(stall());
        wire.passMs(100);
        assertThat(wire.all()).isEmpty();
        assertThat(wire.lane.held()).isEqualTo(3);
        wire.remove(latency);
        wire.remove(stall);
        assertThat(wire.fresh()).isEqualTo("abc");
    }

    @Test
    void aNewStageDoesNotMeetWhatStagesBehindItHold() {
        StreamStage stall = wire.add(stall());
        wire.send("abc");
        wire.add(blackhole());
        wire.send("lost");
        wire.remove(stall);
        assertThat(wire.fresh()).isEqualTo("abc");
    }

    @Test
    void whatAStageHeldGoesToTheStagesBehindItWhenItEnds() {
        StreamStage first = wire.add(latency(ofMillis(100)));
        wire.add(latency(ofMillis(30)));
        wire.send("abc").passMs(10);
        wire.remove(first);
        assertThat(wire.all()).isEmpty();
        wire.passMs(30);
        assertThat(wire.atMs(0)).isEqualTo(40);
    }

    @Test
    void asksToBeWokenAtTheEarliestDeadlineOfItsStages() {
        wire.add(latency(ofMillis(100)));
        wire.add(slowClose(ofMillis(70)));
        wire.end();
        assertThat(wire.deadline).isEqualTo(wire.start + 100 * MS);
        wire.passMs(100);
        assertThat(wire.deadline).isEqualTo(wire.start + 170 * MS);
        VirtualWire other = new VirtualWire();
        StreamStage delaying = other.add(latency(ofMillis(100)));
        other.add(slice(1).pause(ofMillis(10)));
        other.send("ab");
        other.remove(delaying);
        other.add(latency(ofMillis(100)));
        other.send("c");
        assertThat(other.deadline).isEqualTo(other.start + 10 * MS);
    }

    @Test
    void twoLatenciesAddUpInOneWakeUpEach() {
        wire.add(latency(ofMillis(100)));
        wire.add(latency(ofMillis(50)));
        wire.send("a").passMs(149);
        assertThat(wire.all()).isEmpty();
        wire.passMs(1);
        assertThat(wire.all()).isEqualTo("a");
    }

    @Test
    void roomIsThatOfItsTightestStage() {
        wire.add(latency(ofMillis(100)));
        wire.add(stall());
        assertThat(wire.lane.room()).isEqualTo(64 * 1024);
    }

    @Test
    void plainChunksNeedNoWriteOfTheirOwn() {
        wire.add(latency(ZERO));
        wire.send("abc");
        assertThat(wire.seen).noneMatch(VirtualWire.Seen::boundary);
    }

    @Test
    void passesFinOnceAndRstBehindIt() {
        wire.send("a").end().end().aborted().aborted();
        assertThat(wire.text()).isEqualTo("a<FIN><ABORT>");
    }

    @Test
    void nothingFollowsAnRst() {
        wire.aborted().end();
        assertThat(wire.text()).isEqualTo("<ABORT>");
    }

    @Test
    void dropsDataBehindAFin() {
        wire.end().send("a");
        assertThat(wire.text()).isEqualTo("<FIN>");
        assertThat(wire.slabs.outstanding()).isZero();
    }
}
