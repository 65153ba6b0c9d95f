package dev.haywire.internal.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FailureNoteTest {
    private static List<String> data(int lines) {
        return IntStream.range(0, lines)
                .mapToObj(i -> "0.001 s  #0 upstream " + i + " B")
                .toList();
    }

    @Test
    void aShortJournalStandsInItAsItIs() {
        assertThat(FailureNote.shortened(data(60))).isEqualTo(data(60));
    }

    @Test
    void ofALongJournalConnectionsFaultsAndTheLastLinesStay() {
        List<String> journal = new ArrayList<>(data(100));
        journal.set(0, "0.001 s  #0 accepted from 127.0.0.1:4711");
        journal.set(10, "0.001 s  fault reset() fired on #0");
        journal.set(20, "0.001 s  #0 closed: FAULT_RST");
        journal.set(30, "0.001 s  #1 is 127.0.0.1:4712");
        List<String> expected =
                new ArrayList<>(List.of(journal.get(0), journal.get(10), journal.get(20), journal.get(30)));
        expected.add("... 56 of the first 60 lines left out ...");
        expected.addAll(journal.subList(60, 100));
        assertThat(FailureNote.shortened(journal)).isEqualTo(expected);
    }

    @Test
    void ofManyConnectionsTheFirstAndTheLastStay() {
        List<String> journal = IntStream.range(0, 1_000)
                .mapToObj(i -> "0.001 s  #" + i + " accepted from 127.0.0.1:4711")
                .toList();
        List<String> expected = new ArrayList<>(journal.subList(0, 30));
        expected.add("... 900 of the first 960 lines left out ...");
        expected.addAll(journal.subList(930, 1_000));
        assertThat(FailureNote.shortened(journal)).isEqualTo(expected);
    }

    @Test
    void theSeedIsItsLastLineAndItHasNoStack() {
        FailureNote note = new FailureNote(
                List.of(new FailureNote.Part(
                        "TCP endpoint \"db\" at 127.0.0.1:1, closed", List.of("reset(), ended"), List.of())),
                -7);
        assertThat(note.toString().lines())
                .containsExactly(
                        "The endpoints of this test:",
                        "TCP endpoint \"db\" at 127.0.0.1:1, closed",
                        "  fault reset(), ended",
                        "  journal: empty",
                        "haywire.seed=-7");
        assertThat(note.getStackTrace()).isEmpty();
    }
}
