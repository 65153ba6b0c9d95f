package dev.haywire.internal.pipeline;

import static dev.haywire.fault.Faults.slice;
import static dev.haywire.fault.Faults.stall;
import static java.time.Duration.ZERO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** What a lane holds, it holds in slabs, and takes no more of them than the budget gives. */
class LaneMemoryTest {

    private final VirtualWire wire = new VirtualWire();

    @Test
    void smallReadsShareASlabButNoMoreThan128AsEachCostsMemoryOfItsOwn() {
        StreamStage stall = wire.add(stall());
        for (int i = 0; i < 128; i++) {
            wire.send("x");
        }
        assertThat(wire.slabs.outstanding()).isOne();
        for (int i = 128; i < 1000; i++) {
            wire.send("x");
        }
        assertThat(wire.slabs.outstanding()).isEqualTo(8);
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
            public void lost(int count) {}

            @Override
            public int size() {
                return 1;
            }

            @Override
            public long available() {
                return 0;
            }
        };
        Lane lane = new Lane(broken, new ChunkCollector(new ArrayList<>()));
        assertThatIllegalStateException()
                .isThrownBy(() -> lane.data(ByteBuffer.wrap(new byte[1]), 0))
                .withMessage("no slab, though it is essential");
    }
}
