package dev.haywire.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SlicerToxicTest extends ToxicWire {

    @Test
    void slicerHalvesAndPausesBehindEachPiece() {
        add("slicer", "average_size", 3, "delay", 1000);
        wire.send("abcdefghij").end();
        assertThat(wire.fresh()).isEqualTo("ab");
        assertThat(wire.passMs(1).fresh()).isEqualTo("cde");
        assertThat(wire.passMs(1).fresh()).isEqualTo("fg");
        assertThat(wire.passMs(1).fresh()).isEqualTo("hij");
        assertThat(wire.passMs(1).fresh()).isEqualTo("<FIN>");
    }

    @Test
    void aThousandBytesInHundredsAreSixteenPieces() {
        add("slicer", "average_size", 100);
        wire.send(letters(1000));
        assertThat(wire.seen).hasSize(16).allMatch(piece -> piece.boundary());
        assertThat(wire.seen)
                .allMatch(piece -> piece.what().length() == 62 || piece.what().length() == 63);
    }

    @Test
    void withoutADelayTheOthersOfTheLoopHaveTheirTurnsAfterAFewPieces() {
        add("slicer", "average_size", 1);
        wire.send(letters(30_000)).end();
        assertThat(wire.mostAtOnce).isEqualTo(32);
        assertThat(wire.seen).hasSize(30_001);
        assertThat(wire.text()).hasSize(30_000 + "<FIN>".length()).endsWith("<FIN>");
    }

    @Test
    void variedPiecesAreNeverLongerThanAverageAndVariation() {
        add("slicer", "average_size", 10, "size_variation", 10);
        wire.send(letters(20_000));
        assertThat(wire.seen)
                .allMatch(piece -> !piece.what().isEmpty() && piece.what().length() <= 20);
        assertThat(wire.seen.stream()
                        .map(piece -> piece.what().length())
                        .distinct()
                        .count())
                .isGreaterThan(10);
        assertThat(wire.text()).hasSize(20_000);
    }

    @Test
    void theSmallestPiecesThereAre() {
        add("slicer", "average_size", 1, "size_variation", 1);
        wire.send(letters(2_000));
        assertThat(wire.text()).hasSize(2_000);
        add("slicer", "average_size", 0);
        assertThat(wire.send("abc").text()).isEqualTo("abc");
    }

    @Test
    void cutsNoMoreThanWhatLiesBehindItTakes() {
        add("slicer", "average_size", 1);
        wire.takes(10);
        wire.send(letters(1_000)).end();
        assertThat(wire.seen).hasSize(10);
        wire.takes(2_000);
        assertThat(wire.bytes.size()).isEqualTo(1_000);
    }

    @Test
    void goesOnWhereTheToxicBehindItHasRoomAgain() {
        add("slicer", "average_size", 1);
        add("latency", "latency", 10);
        wire.send(letters(5_000));
        assertThat(wire.seen).isEmpty();
        assertThat(wire.passMs(100).text()).hasSize(5_000);
    }

    @Test
    void anUpdateSendsTheRestOfTheReadWhole() {
        ToxicStage stage = add("slicer", "average_size", 3, "delay", 1000);
        wire.send("abcdefghij").send("klmnop");
        update(stage, settings("slicer", "average_size", 3, "delay", 5000));
        assertThat(wire.fresh()).isEqualTo("ab|cdefghij|klm");
        assertThat(wire.passMs(5).fresh()).isEqualTo("nop");
    }

    @Test
    void removalOfASlicerSendsAllItHolds() {
        ToxicStage stage = add("slicer", "average_size", 3, "delay", 1000);
        wire.send("abcdefghij").end();
        wire.remove(stage);
        assertThat(wire.fresh()).isEqualTo("ab|cdefghij|<FIN>");
    }
}
