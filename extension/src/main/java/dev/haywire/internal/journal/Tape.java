package dev.haywire.internal.journal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * The events between two restarts: 32 B each in plain arrays, the first 1 024 for ever and behind them a ring of the last 64 512.
 *
 * <p>One thread writes, any number read, and nobody waits for anybody. The writer fills a slot and then publishes it by the count (release);
 * a reader takes the count (acquire) and copies. What a reader copied from the ring while the writer came round again may be torn. So the
 * writer says first which event it begins, and the reader looks at that behind its copy and drops every event whose slot the writer had begun
 * to fill by then: a seqlock whose sequence are the two counts. Arrays are never reused, not even by a restart, which takes a new tape; so a
 * copy needs no other generation.
 */
final class Tape {
    static final int FIRST = 1024;
    static final int BLOCKS = 64;
    static final int KEPT = FIRST * BLOCKS;
    static final int RING = KEPT - FIRST;

    private static final int SMALLEST = 64;
    private static final VarHandle COUNT;
    private static final VarHandle BEGUN;

    static {
        try {
            COUNT = MethodHandles.lookup().findVarHandle(Tape.class, "count", long.class);
            BEGUN = MethodHandles.lookup().findVarHandle(Tape.class, "begun", long.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    final long start;

    /** Block 0, grown from 64 to 1 024 events by copying: volatile, as a reader may meet the copy before the count behind it. */
    private volatile long[] first = new long[SMALLEST * Event.LONGS];

    /** The ring's blocks, each made once, by the writer, before the count tells of an event in it. */
    private long @Nullable [] @Nullable [] rest;

    @SuppressWarnings("unused") // through COUNT
    private long count;

    @SuppressWarnings("unused") // through BEGUN
    private long begun;

    Tape(long start) {
        this.start = start;
    }

    long count() {
        return (long) COUNT.getAcquire(this);
    }

    /** Returns the array in which the next event goes; {@link #slot()} says where, {@link #publish()} comes behind it. Writer only. */
    long[] next() {
        long n = (long) COUNT.get(this);
        BEGUN.setOpaque(this, n + 1);
        // Whoever sees the slot change must see that it was begun: cut() relies on it.
        VarHandle.storeStoreFence();
        if (n < FIRST) {
            long[] block = first;
            if (n * Event.LONGS == block.length) {
                long[] grown = new long[block.length * 2];
                System.arraycopy(block, 0, grown, 0, block.length);
                first = grown;
                block = grown;
            }
            return block;
        }
        if (rest == null) {
            rest = new long[BLOCKS][];
        }
        int number = block(n);
        long[] block = rest[number];
        if (block == null) {
            block = new long[FIRST * Event.LONGS];
            rest[number] = block;
        }
        return block;
    }

    int slot() {
        return (int) ((long) COUNT.get(this) % FIRST) * Event.LONGS;
    }

    void publish() {
        COUNT.setRelease(this, (long) COUNT.get(this) + 1);
    }

    private static int block(long n) {
        return (int) ((n - FIRST) % RING / FIRST) + 1;
    }

    /** Copies what is kept. */
    Cut cut() {
        long n = count();
        int head = (int) Math.min(n, FIRST);
        long[] copy = new long[(int) Math.min(n, KEPT) * Event.LONGS];
        System.arraycopy(first, 0, copy, 0, head * Event.LONGS);
        long from = Math.max(FIRST, n - RING);
        for (long i = from; i < n; i++) {
            long[] block = rest[block(i)];
            System.arraycopy(
                    block, (int) (i % FIRST) * Event.LONGS, copy, (int) (head + i - from) * Event.LONGS, Event.LONGS);
        }
        VarHandle.loadLoadFence();
        long torn = (long) BEGUN.getOpaque(this) - RING - from;
        return new Cut(copy, head, (int) Math.max(0, Math.min(torn, n - from)), from, n);
    }

    /**
     * A copy of the events kept.
     *
     * @param events four longs each
     * @param head how many of them are the tape's first
     * @param torn how many of those behind the head must not be read
     * @param from the number on the tape of the first event behind the head
     * @param count the number on the tape behind the last event
     */
    record Cut(long[] events, int head, int torn, long from, long count) {

        /** Counts the events that are on neither side of the gap. */
        long leftOut() {
            return count <= FIRST ? 0 : from + torn - FIRST;
        }
    }
}
