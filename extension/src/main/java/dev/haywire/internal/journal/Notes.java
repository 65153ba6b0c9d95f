package dev.haywire.internal.journal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * The log's rare free texts: faults that were applied, fired and ended, the port's fate. A ring of their own, so that data events cannot push
 * them out. Any thread may add; the lock is held for a few instructions, never across I/O or foreign code.
 */
final class Notes {
    static final int KEPT = 1024;

    /** Of a longer text the rest is left out: messages of failures may quote megabytes. */
    static final int LONGEST = 4096;

    private final ArrayDeque<Note> notes = new ArrayDeque<>();
    private long leftOut;

    synchronized void add(Note note) {
        if (notes.size() == KEPT) {
            notes.removeFirst();
            leftOut++;
        }
        notes.addLast(note.shortened());
    }

    synchronized List<Note> copy() {
        return new ArrayList<>(notes);
    }

    synchronized long leftOut() {
        return leftOut;
    }

    /**
     * A free text.
     *
     * @param before how many events the tape held then: its place among them
     * @param nanoTime when
     * @param text what
     */
    record Note(long before, long nanoTime, String text) {
        Note shortened() {
            return text.length() <= LONGEST
                    ? this
                    : new Note(
                            before,
                            nanoTime,
                            text.substring(0, LONGEST) + "... (" + (text.length() - LONGEST) + " more characters)");
        }
    }
}
