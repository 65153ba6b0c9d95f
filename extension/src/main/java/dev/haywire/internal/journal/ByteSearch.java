package dev.haywire.internal.journal;

import java.nio.ByteBuffer;

/**
 * A search for bytes in a record that still grows: Knuth-Morris-Pratt, so each byte is looked at once, however small the chunks. The waiting
 * thread looks through what is kept, the record's writer through what is not; the lock orders the two and is held for that only.
 */
public final class ByteSearch implements AutoCloseable {
    private final ByteRecord record;
    private final byte[] wanted;
    private final int[] fallback;

    private int generation;
    private long position;
    private int matched;

    ByteSearch(ByteRecord record, byte[] wanted) {
        this.record = record;
        this.wanted = wanted.clone();
        this.fallback = fallback(this.wanted);
        this.generation = record.generation();
    }

    /**
     * Looks through what came since the last look. Once found stays found, unless the record restarts.
     *
     * @return whether all the bytes came, one behind the other
     */
    public synchronized boolean found() {
        int now;
        do {
            now = record.generation();
            catchUp(now);
        } while (now != record.generation());
        return matched == wanted.length;
    }

    /** Takes bytes that the record does not keep. By the record's writer. */
    synchronized void feed(long offset, ByteBuffer src, int from) {
        catchUp(record.generation());
        // A search that began behind the bound missed bytes: what it would find across the gap never passed like that.
        if (position != offset) {
            return;
        }
        for (int i = from; i < src.limit(); i++) {
            look(src.get(i));
        }
        position += src.limit() - from;
    }

    private void catchUp(int now) {
        if (now != generation) {
            generation = now;
            position = 0;
            matched = 0;
        }
        int length = record.keptCount();
        byte[] array = record.kept();
        int end = Math.min(length, array.length);
        for (int i = (int) Math.min(position, end); i < end; i++) {
            look(array[i]);
        }
        position = Math.max(position, end);
    }

    private void look(byte next) {
        if (matched == wanted.length) {
            return;
        }
        while (matched > 0 && wanted[matched] != next) {
            matched = fallback[matched - 1];
        }
        if (wanted[matched] == next) {
            matched++;
        }
    }

    /** For each prefix the length of the longest shorter prefix that is its end, too. */
    private static int[] fallback(byte[] wanted) {
        int[] fallback = new int[wanted.length];
        int length = 0;
        for (int i = 1; i < wanted.length; i++) {
            while (length > 0 && wanted[length] != wanted[i]) {
                length = fallback[length - 1];
            }
            if (wanted[length] == wanted[i]) {
                length++;
            }
            fallback[i] = length;
        }
        return fallback;
    }

    /** Ends the search. */
    @Override
    public void close() {
        record.forget(this);
    }
}
