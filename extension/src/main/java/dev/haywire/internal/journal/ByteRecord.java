package dev.haywire.internal.journal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What passed in one direction of one connection: the first 1 MiB, as far as the budget of all records goes, and the count of all. One thread
 * writes, any number read.
 *
 * <p>The writer fills blocks and publishes them by the count (release); a reader takes the count first (acquire) and the blocks then, so that
 * the blocks it finds hold at least that many bytes. A restart puts blocks that were never used before, and says so by the generation: a reader
 * that sees another generation after its copy copies again. A connection without data costs no block.
 */
public final class ByteRecord {
    /** How many bytes are kept: 1 MiB. */
    public static final int BOUND = 1 << 20;

    private static final ByteSearch[] NOBODY = {};
    private static final VarHandle COUNT;

    static {
        try {
            COUNT = MethodHandles.lookup().findVarHandle(ByteRecord.class, "count", long.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private volatile Kept kept;
    private volatile ByteSearch[] searches = NOBODY;
    private volatile int generation;

    @SuppressWarnings("unused") // through COUNT
    private long count;

    /**
     * Makes an empty record.
     *
     * @param budget bounds what all records of its endpoint keep
     */
    public ByteRecord(RecordBudget budget) {
        this.kept = budget.nothing;
    }

    /**
     * Appends the bytes from position to limit and leaves both as they are. One thread at a time.
     *
     * @param src what passed
     */
    public void append(ByteBuffer src) {
        long before = (long) COUNT.get(this);
        int length = src.remaining();
        if (length == 0) {
            return;
        }
        int keep = keep(src, before);
        COUNT.setRelease(this, before + length);
        if (keep < length) {
            for (ByteSearch search : searches) {
                search.feed(before + keep, src, src.position() + keep);
            }
        }
    }

    /** Copies the first bytes as far as there is room; returns how many. */
    private int keep(ByteBuffer src, long before) {
        Kept now = kept;
        int copied = 0;
        while (copied < src.remaining() && before + copied < now.end()) {
            int position = (int) before + copied;
            int left = Math.min(src.remaining() - copied, now.end() - position);
            Kept grown = now.grown(position, left);
            if (grown != now) {
                now = grown;
                kept = now;
            }
            byte[] block = now.block(position);
            int from = position % Kept.BLOCK;
            int part = Math.min(left, block.length - from);
            if (part > 0) {
                src.get(src.position() + copied, block, from, part);
                copied += part;
            }
        }
        return copied;
    }

    /**
     * Returns what is kept.
     *
     * @return a copy, 1 MiB at most
     */
    public byte[] bytes() {
        byte[] copy;
        int seen;
        do {
            seen = generation;
            long passed = count();
            Kept now = kept;
            copy = now.copy((int) Math.min(passed, now.end()));
            VarHandle.loadLoadFence();
        } while (seen != generation);
        return copy;
    }

    /**
     * Counts the bytes that passed, those that are not kept too.
     *
     * @return bytes
     */
    public long count() {
        return (long) COUNT.getAcquire(this);
    }

    /**
     * Tells whether more passed than is kept.
     *
     * @return whether bytes are missing at the end
     */
    public boolean truncated() {
        long passed = count();
        return passed > kept.end();
    }

    /** Begins anew; the memory is its budget's to take back. By the thread that appends. */
    public void restart() {
        COUNT.setRelease(this, 0L);
        kept = kept.budget().nothing;
        generation++;
    }

    /**
     * Begins a search, through what is kept and through all that passes from now on. What passed before and is not kept cannot be found.
     *
     * @param wanted the bytes to be found anywhere; no bytes are found at once
     * @return the search, to be closed
     */
    public ByteSearch search(byte[] wanted) {
        ByteSearch search = new ByteSearch(this, wanted);
        synchronized (this) {
            ByteSearch[] more = Arrays.copyOf(searches, searches.length + 1);
            more[more.length - 1] = search;
            searches = more;
        }
        return search;
    }

    synchronized void forget(ByteSearch search) {
        searches = Arrays.stream(searches).filter(other -> other != search).toArray(ByteSearch[]::new);
    }

    int generation() {
        return generation;
    }

    Kept kept() {
        return kept;
    }
}
