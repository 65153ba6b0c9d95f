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
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

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
        Lane lane = new Lane(CountingSlabs.plenty(), new Collector(chunks));
        lane.skip(7);
        lane.data(ByteBuffer.wrap(new byte[20_000]), 5);
        lane.data(ByteBuffer.wrap(new byte[3]), 6);
        assertThat(chunks).containsExactly("16384 at 7 of 5", "3616 at 16391 of 5", "3 at 20007 of 6");
    }

    private record Collector(List<String> chunks) implements StreamSink {

        @Override
        public void data(Chunk chunk) {
            chunks.add(chunk.length() + " at " + chunk.offset() + " of " + chunk.stamp());
            chunk.release();
        }

        @Override
        public void end() {
            chunks.add("end");
        }

        @Override
        public void close() {
            chunks.add("close");
        }

        @Override
        public void reset() {
            chunks.add("reset");
        }
    }

    @Test
    void aSinkNeedNotTellTheSourcesEndingsFromThoseOfFaults() {
        List<String> seen = new ArrayList<>();
        StreamSink sink = new Collector(seen);
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
    void smallReadsShareASlab() {
        StreamStage stall = wire.add(stall());
        for (int i = 0; i < 1000; i++) {
            wire.send("x");
        }
        assertThat(wire.slabs.outstanding()).isOne();
        wire.remove(stall);
        assertThat(wire.slabs.outstanding()).isZero();
        assertThat(wire.bytes.size()).isEqualTo(1000);
    }

    @Test
    void aSlabIsFilledToItsEndAndNoFurther() {
        VirtualWire small = new VirtualWire(new CountingSlabs(10, 1000));
        StreamStage stall = small.add(stall());
        small.send("abcdefg").send("hij").send("k");
        assertThat(small.slabs.outstanding()).isEqualTo(2);
        small.remove(stall);
        assertThat(small.text()).isEqualTo("abcdefghijk");
    }

    @Test
    void aSlabThatWentBackIsNotFilledAnyFurther() {
        VirtualWire first = new VirtualWire(new CountingSlabs(10, 1000));
        first.add(slice(100).pause(ZERO));
        first.send("abc");
        VirtualWire second = new VirtualWire(first.slabs);
        StreamStage stall = second.add(stall());
        second.send("12345");
        StreamStage other = first.add(stall());
        first.send("def");
        assertThat(first.slabs.outstanding()).isEqualTo(2);
        second.remove(stall);
        first.remove(other);
        assertThat(second.text()).isEqualTo("12345");
        assertThat(first.text()).isEqualTo("abcdef");
        assertThat(first.slabs.outstanding()).isZero();
    }

    @Test
    void withTheBudgetUsedUpItMayStillOwnOneSlab() {
        CountingSlabs none = new CountingSlabs(100, 0);
        VirtualWire starving = new VirtualWire(none);
        StreamStage stall = starving.add(stall());
        assertThat(starving.lane.room()).isEqualTo(100);
        assertThat(starving.lane.starved()).isFalse();
        starving.send(new byte[60]);
        assertThat(starving.lane.room()).isEqualTo(40);
        starving.send(new byte[40]);
        assertThat(starving.lane.room()).isZero();
        assertThat(starving.lane.starved()).isTrue();
        starving.remove(stall);
        assertThat(starving.lane.starved()).isFalse();
        starving.add(stall());
        assertThat(starving.lane.room()).isEqualTo(100);
    }

    @Test
    void roomIsWhatTheBudgetGives() {
        CountingSlabs three = new CountingSlabs(100, 3);
        VirtualWire wire = new VirtualWire(three);
        wire.add(stall());
        assertThat(wire.lane.room()).isEqualTo(300);
        wire.send(new byte[150]);
        assertThat(wire.lane.room()).isEqualTo(150);
        wire.send(new byte[150]);
        assertThat(wire.lane.room()).isZero();
        assertThat(three.most()).isEqualTo(3);
    }

    @Test
    void isNotStarvedWhereItsStagesHaveNoRoom() {
        for (int sent : new int[] {64 * 1024 - 10, 64 * 1024}) {
            VirtualWire wire = new VirtualWire(new CountingSlabs(64 * 1024, 0));
            wire.add(stall());
            wire.send(new byte[sent]);
            assertThat(wire.lane.room()).isZero();
            assertThat(wire.lane.starved()).isFalse();
        }
    }

    @Test
    void callsASlabEssentialOnlyIfItOwnsNoneOrHasReadTheBytes() {
        CountingSlabs slabs = new CountingSlabs(100, 2);
        VirtualWire wire = new VirtualWire(slabs);
        StreamStage stall = wire.add(stall());
        wire.send(new byte[200]);
        assertThat(slabs.essentials()).isOne();
        wire.send(new byte[1]);
        assertThat(slabs.essentials()).isEqualTo(2);
        wire.remove(stall);
        wire.add(stall());
        wire.send(new byte[1]);
        assertThat(slabs.essentials()).isEqualTo(3);
    }

    @Test
    void losesNoByteThatWasReadBeforeTheBudgetRanOut() {
        VirtualWire wire = new VirtualWire(new CountingSlabs(100, 1));
        StreamStage stall = wire.add(stall());
        wire.send(new byte[450]);
        assertThat(wire.slabs.outstanding()).isEqualTo(5);
        wire.remove(stall);
        assertThat(wire.bytes.size()).isEqualTo(450);
    }

    @Test
    void refusesSlabsThatBreakTheirWord() {
        Slabs broken = new Slabs() {
            @Override
            public Slab take(boolean essential) {
                return null;
            }

            @Override
            public void give(Slab slab) {}

            @Override
            public int size() {
                return 1;
            }

            @Override
            public long available() {
                return 0;
            }
        };
        Lane lane = new Lane(broken, new Collector(new ArrayList<>()));
        assertThatIllegalStateException()
                .isThrownBy(() -> lane.data(ByteBuffer.wrap(new byte[1]), 0))
                .withMessage("no slab, though it is essential");
    }

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
}
