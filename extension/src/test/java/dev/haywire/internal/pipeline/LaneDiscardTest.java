package dev.haywire.internal.pipeline;

import static dev.haywire.fault.Faults.bandwidth;
import static dev.haywire.fault.Faults.blackhole;
import static dev.haywire.fault.Faults.latency;
import static dev.haywire.fault.Faults.limitData;
import static dev.haywire.fault.Faults.reset;
import static dev.haywire.fault.Faults.slice;
import static dev.haywire.fault.Faults.stall;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haywire.fault.Direction;
import dev.haywire.fault.TcpFault;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A lane that is given up releases all it holds, whenever that is. */
class LaneDiscardTest {

    private final VirtualWire wire = new VirtualWire();

    @Test
    void discardReleasesEverythingAndEmitsNothing() {
        wire.add(latency(ofMillis(100)));
        wire.add(bandwidth(1000));
        StreamStage stall = wire.add(stall());
        wire.send(new byte[50_000]).passMs(1100).send("abc").end();
        assertThat(wire.lane.held()).isEqualTo(50_003);
        assertThat(wire.slabs.outstanding()).isPositive();
        wire.lane.discard();
        assertThat(wire.slabs.outstanding()).isZero();
        assertThat(wire.lane.held()).isZero();
        wire.send("more").end().aborted().passMs(1000);
        wire.remove(stall);
        wire.add(stall());
        wire.lane.discard();
        assertThat(wire.all()).isEmpty();
        assertThat(wire.slabs.outstanding()).isZero();
        assertThat(wire.deadline).isEqualTo(Lane.NEVER);
    }

    @Test
    void mayBeDiscardedFromWithinTheSink() {
        wire.discardAtReset = true;
        wire.add(latency(ofMillis(100)));
        wire.add(reset().upstream().afterBytes(3));
        wire.send("ab").send("cd").passMs(10).send(new byte[100_000]).passMs(1000);
        assertThat(wire.text()).isEqualTo("abc<RESET>");
        assertThat(wire.slabs.outstanding()).isZero();
        assertThat(wire.lane.held()).isZero();
        assertThat(wire.deadline).isEqualTo(Lane.NEVER);
    }

    @Test
    void mayBeDiscardedFromWithinTheSinkWhileAStageIsAdded() {
        wire.discardAtReset = true;
        StreamStage stall = wire.add(stall());
        wire.send("abc");
        wire.add(limitData(0).upstream().thenReset());
        assertThat(wire.all()).isEmpty();
        wire.remove(stall);
        assertThat(wire.text()).isEqualTo("abc<RESET>");
        assertThat(wire.slabs.outstanding()).isZero();
    }

    /** Each kind of call must say when it is over: else a later discard would wait for its end. */
    @Test
    void mayBeDiscardedAfterAnyCall() {
        wire.add(stall());
        wire.lane.discard();
        VirtualWire sent = new VirtualWire();
        sent.add(stall());
        sent.lane.data(ByteBuffer.wrap(new byte[10]), sent.now);
        sent.lane.discard();
        assertThat(sent.slabs.outstanding()).isZero();
        VirtualWire removed = new VirtualWire();
        removed.add(latency(ofMillis(100)));
        removed.send("abc");
        removed.lane.remove(removed.add(stall()), removed.now);
        removed.lane.discard();
        assertThat(removed.slabs.outstanding()).isZero();
        VirtualWire ended = new VirtualWire();
        ended.add(latency(ofMillis(100)));
        ended.send("abc").end();
        ended.lane.discard();
        assertThat(ended.slabs.outstanding()).isZero();
        VirtualWire updated = new VirtualWire();
        ToxicStage toxic = latencyToxic();
        updated.add(toxic);
        updated.send("abc");
        updated.lane.update(toxic, ToxicWire.settings("latency", "latency", 50), updated.now);
        updated.send("def").lane.discard();
        assertThat(updated.slabs.outstanding()).isZero();
    }

    /** The stages stay for a FIN: one that had begun to pass on what is given up is woken once more. */
    @Test
    void aMutedLaneForgetsWhatItsStagesHadBegun() {
        for (TcpFault fault : List.of(
                bandwidth(1_000),
                bandwidth(1_000).upstream().afterBytes(1),
                latency(ofMillis(100)),
                slice(1).pause(ofMillis(10)),
                stall())) {
            VirtualWire muted = new VirtualWire();
            muted.add(fault);
            muted.send("ab").send("cd");
            muted.lane.mute();
            muted.seen.clear();
            muted.passMs(1_000);
            assertThat(muted.all()).as("%s", fault).isEmpty();
            assertThat(muted.slabs.outstanding()).as("%s", fault).isZero();
            assertThat(muted.lane.held()).as("%s", fault).isZero();
        }
    }

    @Test
    void aMutedLaneForgetsWhatItsToxicsHadBegun() {
        for (ToxicSettings settings : List.of(
                ToxicWire.settings("bandwidth", "rate", 1),
                ToxicWire.settings("slicer", "average_size", 10, "delay", 10_000),
                ToxicWire.settings("latency", "latency", 100))) {
            VirtualWire muted = new VirtualWire();
            ToxicStage toxic = ToxicStage.of(settings, Draws.of(0, "", Direction.UPSTREAM, "", 0, 0), false);
            muted.add(toxic);
            muted.send("x".repeat(100));
            muted.lane.mute();
            muted.seen.clear();
            muted.lane.update(toxic, settings, muted.now);
            muted.passMs(1_000);
            assertThat(muted.all()).as("%s", settings).isEmpty();
            assertThat(muted.slabs.outstanding()).as("%s", settings).isZero();
        }
    }

    @Test
    void emitsNothingOnceDiscardedFromWithinTheSinkWhileMoreIsAtHand() {
        wire.discardAtReset = true;
        wire.add(reset().upstream().afterBytes(3));
        wire.add(blackhole().upstream().afterBytes(70_000));
        wire.send(new byte[100_000]).send("abc");
        assertThat(wire.bytes.size()).isEqualTo(3);
        assertThat(wire.slabs.outstanding()).isZero();
    }

    @Test
    void mayBeDiscardedAfterACallThatFailed() {
        for (StreamStage behind : List.of(failing(stall()), failing(slice(1)))) {
            VirtualWire failing = new VirtualWire();
            StreamStage latency = failing.add(latency(ofMillis(100)));
            failing.send(new byte[50_000]).passMs(50);
            failing.lane.add(behind, failing.now);
            assertThatThrownBy(() -> failing.remove(latency)).hasMessage("injected");
            assertThat(failing.slabs.outstanding()).isPositive();
            failing.lane.discard();
            failing.lane.writeOff();
            assertThat(failing.slabs.outstanding()).isZero();
            assertThat(failing.lane.held()).isZero();
        }
    }

    @Test
    void mayBeDiscardedAfterAnUpdateThatFailed() {
        CountingSlabs slabs = new CountingSlabs(2, 1000);
        Lane lane = new Lane(slabs, new Failing());
        ToxicStage toxic = latencyToxic();
        lane.add(toxic, 0);
        lane.data(ByteBuffer.wrap(new byte[10]), 0);
        ToxicSettings spared = ToxicWire.settings(false, "latency");
        assertThatThrownBy(() -> lane.update(toxic, spared, 0)).hasMessage("injected");
        lane.discard();
        assertThat(lane.held()).isZero();
        assertThat(slabs.outstanding()).isOne();
    }

    @Test
    void writesOffWhatASinkThatFailedHasKept() {
        CountingSlabs slabs = new CountingSlabs(100, 1000);
        Lane lane = new Lane(slabs, new Failing());
        assertThatThrownBy(() -> lane.data(ByteBuffer.wrap(new byte[10]), 0)).hasMessage("injected");
        lane.discard();
        assertThat(slabs.outstanding()).isOne();
        lane.writeOff();
        lane.writeOff();
        assertThat(slabs.outstanding()).isZero();
    }

    private static ToxicStage latencyToxic() {
        Draws draws = Draws.of(0, "", Direction.UPSTREAM, "", 0, 0);
        return ToxicStage.of(ToxicWire.settings("latency", "latency", 100), draws, false);
    }

    /** A receiver that is told of an end may write, and so wake the lane, while a fault that ends lets go of all it holds. */
    @Test
    void mayBeWokenFromWithinTheSinkWhileAStageIsRemoved() {
        List<String> seen = new ArrayList<>();
        Lane[] lane = new Lane[1];
        lane[0] = new Lane(CountingSlabs.plenty(), new StreamSink() {
            @Override
            public void data(Chunk chunk) {
                seen.add(chunk.length() + " bytes");
                chunk.release();
                lane[0].wake(1_000_000_000);
            }

            @Override
            public void end() {
                seen.add("FIN");
                lane[0].wake(1_000_000_000);
            }

            @Override
            public void close() {}

            @Override
            public void reset() {}
        });
        Draws draws = Draws.of(0, "", Direction.UPSTREAM, "", 0, 0);
        StreamStage stage = Stages.stage(bandwidth(1_000), Direction.UPSTREAM, draws, () -> {});
        lane[0].add(stage, 0);
        lane[0].data(ByteBuffer.wrap(new byte[10]), 0);
        lane[0].end(0);
        lane[0].remove(stage, 1_000_000_000);
        assertThat(seen).containsExactly("10 bytes", "FIN");
        assertThat(lane[0].held()).isZero();
    }

    /** Keeps what it is given, and says that it could not take it. */
    private static final class Failing implements StreamSink {

        @Override
        public void data(Chunk chunk) {
            throw new OutOfMemoryError("injected");
        }

        @Override
        public void end() {}

        @Override
        public void close() {}

        @Override
        public void reset() {}
    }

    private static StreamStage failing(TcpFault fault) {
        return Stages.stage(fault.upstream(), Direction.UPSTREAM, Draws.of(0, "", Direction.UPSTREAM, "", 0, 0), () -> {
            throw new OutOfMemoryError("injected");
        });
    }
}
