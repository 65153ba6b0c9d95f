package dev.haywire.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Texts of any length do not make the journal grow beyond its bounds. */
class NotesTest {
    @Test
    void leaveOutTheRestOfALongText() {
        Notes notes = new Notes();
        notes.add(new Notes.Note(0, 0, "x".repeat(4096)));
        notes.add(new Notes.Note(0, 0, "x".repeat(1_000_000)));
        assertThat(notes.copy().get(0).text()).isEqualTo("x".repeat(4096));
        assertThat(notes.copy().get(1).text()).isEqualTo("x".repeat(4096) + "... (995904 more characters)");
    }
}
