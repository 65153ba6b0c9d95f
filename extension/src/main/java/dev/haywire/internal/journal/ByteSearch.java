package dev.haywire.internal.journal;

import dev.haywire.internal.bytes.ByteMatcher;
import java.nio.ByteBuffer;

/**
 * A search for bytes in a record that still grows; each byte is looked at once, however small the chunks. The waiting
 * thread looks through what is kept, the record's writer through what is not; the lock orders the two and is held for that only.
 */
public final class ByteSearch implements AutoCloseable {
    private final ByteRecord record;
    private final ByteMatcher wanted;

    private int generation;
    private long position;

    ByteSearch(ByteRecord record, byte[] wanted) {
        this.record = record;
        this.wanted = new ByteMatcher(wanted.clone());
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
        return wanted.found();
    }

    /** Takes bytes that the record does not keep. By the record's writer. */
    synchronized void feed(long offset, ByteBuffer src, int from) {
        catchUp(record.generation());
        // A search that began behind the bound missed bytes: what it would find across the gap never passed like that.
        if (position != offset) {
            return;
        }
        for (int i = from; i < src.limit(); i++) {
            wanted.add(src.get(i));
        }
        position += src.limit() - from;
    }

    private void catchUp(int now) {
        if (now != generation) {
            generation = now;
            position = 0;
            wanted.restart();
        }
        int length = record.keptCount();
        byte[] array = record.kept();
        int end = Math.min(length, array.length);
        for (int i = (int) Math.min(position, end); i < end; i++) {
            wanted.add(array[i]);
        }
        position = Math.max(position, end);
    }

    /** Ends the search. */
    @Override
    public void close() {
        record.forget(this);
    }
}
