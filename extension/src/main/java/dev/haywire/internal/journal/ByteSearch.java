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
        if (position != offset && !wanted.found()) {
            // bytes passed before it began that are not kept: what it would find across the gap never passed like that
            wanted.restart();
        }
        for (int i = from; i < src.limit(); i++) {
            wanted.add(src.get(i));
        }
        position = offset + src.limit() - from;
    }

    private void catchUp(int now) {
        if (now != generation) {
            generation = now;
            position = 0;
            wanted.restart();
        }
        long passed = record.count();
        Kept kept = record.kept();
        int end = (int) Math.min(passed, kept.end());
        while (position < end) {
            byte[] block = kept.block((int) position);
            int from = (int) position % Kept.BLOCK;
            int to = Math.min(block.length, from + end - (int) position);
            if (from >= to) {
                // the record has restarted meanwhile
                return;
            }
            for (int i = from; i < to; i++) {
                wanted.add(block[i]);
            }
            position += to - from;
        }
    }

    /** Ends the search. */
    @Override
    public void close() {
        record.forget(this);
    }
}
