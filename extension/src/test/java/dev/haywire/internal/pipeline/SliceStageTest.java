package dev.haywire.internal.pipeline;

import static dev.haywire.fault.Faults.halfClose;
import static dev.haywire.fault.Faults.slice;
import static dev.haywire.internal.pipeline.VirtualWire.MS;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SliceStageTest {

    private final VirtualWire wire = new VirtualWire();

    @Test
    void cutsTheStreamIntoPiecesWithAPauseBetween() {
        wire.add(slice(3).pause(ofMillis(10)));
        wire.send("abcdefgh");
        assertThat(wire.all()).isEqualTo("abc");
        assertThat(wire.deadline).isEqualTo(wire.start + 10 * MS);
        wire.passMs(100);
        assertThat(wire.atMs(1)).isEqualTo(10);
        assertThat(wire.atMs(2)).isEqualTo(20);
        assertThat(wire.all()).isEqualTo("abc|def|gh");
        assertThat(wire.seen).allMatch(VirtualWire.Seen::boundary);
        assertThat(wire.deadline).isEqualTo(Lane.NEVER);
    }

    @Test
    void pausesOneMillisecondUnlessToldOtherwise() {
        wire.add(slice(1));
        wire.send("abc").passMs(100);
        assertThat(wire.atMs(1)).isEqualTo(1);
        assertThat(wire.atMs(2)).isEqualTo(2);
    }

    @Test
    void withoutAPauseAllPiecesGoAtOnceEachAWriteOfItsOwn() {
        wire.add(slice(2).pause(ZERO));
        wire.send("abcde").end();
        assertThat(wire.fresh()).isEqualTo("ab|cd|e|<FIN>");
    }

    @Test
    void withoutAPauseTheOthersOfTheLoopHaveTheirTurnsAfterAFewPieces() {
        wire.add(slice(1).pause(ZERO));
        wire.send("x".repeat(50_000));
        wire.send("yz");
        assertThat(wire.mostAtOnce).isEqualTo(32);
        assertThat(wire.seen).hasSize(50_002).allMatch(piece -> piece.boundary() && piece.at() == wire.start);
        assertThat(wire.text()).endsWith("xyz");
    }

    @Test
    void aPieceOfManyReadsGoesOutAFewWritesAtATimeWithoutAPauseWithin() {
        wire.add(slice(100).pause(ofMillis(10)));
        wire.send("a");
        for (int i = 1; i < 150; i++) {
            wire.send("b");
        }
        wire.seen.clear();
        wire.passMs(10);
        assertThat(wire.mostAtOnce).isEqualTo(32);
        assertThat(wire.text()).hasSize(99);
        wire.passMs(10);
        assertThat(wire.text()).hasSize(50);
        assertThat(wire.deadline).isEqualTo(Lane.NEVER);
    }

    @Test
    void cutsNoMoreThanTheReceiverTakes() {
        wire.add(slice(1).pause(ZERO));
        wire.takes(10);
        wire.send("x".repeat(1_000)).end();
        assertThat(wire.seen).hasSize(10);
        assertThat(wire.deadline).isEqualTo(Lane.NEVER);
        wire.takes(500);
        assertThat(wire.seen).hasSize(500);
        wire.takes(2_000);
        assertThat(wire.seen).hasSize(1_001);
        assertThat(wire.all()).endsWith("x|<FIN>");
    }

    /** The lane asks it after its gate has opened, as it does without one. */
    @Test
    void cutsNoMoreThanTheReceiverTakesAfterATriggerEither() {
        wire.add(slice(1).pause(ZERO).upstream().afterBytes(3));
        wire.takes(10);
        wire.send("x".repeat(1_003)).end();
        assertThat(wire.seen).hasSize(10);
        assertThat(wire.deadline).isEqualTo(Lane.NEVER);
        wire.takes(500);
        assertThat(wire.seen).hasSize(500);
        wire.takes(2_000);
        assertThat(wire.all()).endsWith("x|<FIN>");
    }

    @Test
    void whatWaitsUncutGoesOnWholeWhereTheFaultEnds() {
        StreamStage stage = wire.add(slice(1).pause(ZERO));
        wire.takes(2);
        wire.send("abcdef").end();
        wire.remove(stage);
        assertThat(wire.fresh()).isEqualTo("a|b|cdef|<FIN>");
    }

    @Test
    void bordersLieOnALatticeThatEarlyReadsLeaveAsItIs() {
        wire.add(slice(4).pause(ZERO));
        wire.send("abc").send("defgh").send("ijkl").send("m");
        assertThat(wire.fresh()).isEqualTo("abc|d|efgh|ijkl|m");
    }

    @Test
    void theLatticeBeginsWhereTheFaultDoes() {
        wire.send("0");
        wire.add(slice(4).pause(ZERO));
        wire.send("abcdef");
        assertThat(wire.fresh()).isEqualTo("0|abcd|ef");
        VirtualWire other = new VirtualWire();
        other.add(slice(4).pause(ZERO).upstream().afterBytes(3));
        other.send("012abcdef");
        assertThat(other.fresh()).isEqualTo("012|abcd|ef");
    }

    @Test
    void aPieceThatWaitsForReadsGoesOutInOneMomentAndNeverBeyondItsBorder() {
        wire.add(slice(4).pause(ofMillis(10)));
        wire.send("a").send("b").send("c").send("def");
        assertThat(wire.fresh()).isEqualTo("a");
        wire.passMs(10);
        assertThat(wire.fresh()).isEqualTo("b|c|d");
        wire.passMs(10);
        assertThat(wire.fresh()).isEqualTo("ef");
    }

    @Test
    void dataThatComesAfterThePauseGoesAtOnce() {
        wire.add(slice(4).pause(ofMillis(10)));
        wire.send("ab").passMs(10).send("cd");
        assertThat(wire.fresh()).isEqualTo("ab|cd");
        assertThat(wire.fired).isZero();
    }

    @Test
    void pausesCountFromTheWriteBeforeEvenWhenThatWasLate() {
        wire.add(slice(1).pause(ofMillis(10)));
        wire.send("abc").wakeLate(25 * MS);
        assertThat(wire.fresh()).isEqualTo("a|b");
        assertThat(wire.deadline).isEqualTo(wire.now + 10 * MS);
    }

    @Test
    void finGoesBehindTheLastPieceWithoutAPause() {
        wire.add(slice(1).pause(ofMillis(10)));
        wire.send("ab").end();
        assertThat(wire.fresh()).isEqualTo("a");
        wire.passMs(10);
        assertThat(wire.fresh()).isEqualTo("b|<FIN>");
    }

    @Test
    void handsTheRestOnWholeWhenItEnds() {
        StreamStage stage = wire.add(slice(1).pause(ofMillis(10)));
        wire.send("abcdef");
        wire.remove(stage);
        assertThat(wire.fresh()).isEqualTo("a|bcdef");
        assertThat(wire.slabs.outstanding()).isZero();
    }

    @Test
    void firesWhenItCutsOrDelays() {
        wire.add(slice(4).pause(ofMillis(10)));
        wire.send("abcd").passMs(10);
        assertThat(wire.fired).isZero();
        wire.send("efghi");
        assertThat(wire.fired).isOne();
        VirtualWire delayed = new VirtualWire();
        delayed.add(slice(4).pause(ofMillis(10)));
        delayed.send("abcd").send("efgh");
        assertThat(delayed.fired).isOne();
        VirtualWire cut = new VirtualWire();
        cut.add(slice(4).pause(ZERO));
        cut.send("abcdefgh").send("i");
        assertThat(cut.fired).isOne();
    }

    @Test
    void holds64Kibibytes() {
        wire.add(slice(1000));
        assertThat(wire.lane.room()).isEqualTo(64 * 1024);
        wire.send(new byte[2000]);
        assertThat(wire.lane.room()).isEqualTo(64 * 1024 - 1064);
    }

    @Test
    void aMarkPassesInItsPlaceAndTheRestOfThePieceBehindIt() {
        wire.add(slice(4).pause(ofMillis(10)));
        wire.add(halfClose().upstream().afterBytes(6));
        wire.send("abcdefgh");
        assertThat(wire.fresh()).isEqualTo("abcd");
        wire.passMs(10);
        assertThat(wire.fresh()).isEqualTo("ef|<HALF_CLOSE>");
        assertThat(wire.slabs.outstanding()).isZero();
    }

    @Test
    void twoSlicesCutFiner() {
        wire.add(slice(4).pause(ZERO));
        wire.add(slice(3).pause(ZERO));
        wire.send("abcdefghi");
        assertThat(wire.fresh()).isEqualTo("abc|d|ef|gh|i");
    }
}
