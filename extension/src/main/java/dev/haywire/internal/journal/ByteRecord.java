package dev.haywire.internal.journal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What passed in one direction of one connection: the first 1 MiB and the count of all. One thread writes, any number read.
 *
 * <p>The writer fills the array and publishes behind it by the count (release); a reader takes the count first (acquire) and the array then,
 * so that the array it finds holds at least that many bytes. A restart puts an array that was never used before, and says so by the
 * generation: a reader that sees another generation behind its copy copies again. A connection without data costs no array.
 */
public final class ByteRecord {
    /** How many bytes are kept: 1 MiB. */
    public static final int BOUND = 1 << 20;

    private static final byte[] NONE = {};
    private static final ByteSearch[] NOBODY = {};
    private static final VarHandle COUNT;

    static {
        try {
            COUNT = MethodHandles.lookup().findVarHandle(ByteRecord.class, "count", long.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private volatile byte[] kept = NONE;
    private volatile ByteSearch[] searches = NOBODY;
    private volatile int generation;

    @SuppressWarnings("unused") // through COUNT
    private long count;

    /** Makes an empty record. */
    public ByteRecord() {}

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
        int keep = (int) Math.min(length, Math.max(0, BOUND - before));
        if (keep > 0) {
            byte[] array = room((int) before, keep);
            src.get(src.position(), array, (int) before, keep);
        }
        COUNT.setRelease(this, before + length);
        if (keep < length) {
            for (ByteSearch search : searches) {
                search.feed(before + keep, src, src.position() + keep);
            }
        }
    }

    /** Grows from the first chunk's exact size, as most connections carry one small message, and by doubling from then on. */
    private byte[] room(int used, int more) {
        byte[] array = kept;
        int needed = used + more;
        if (needed > array.length) {
            array = Arrays.copyOf(array, used == 0 ? needed : Math.min(BOUND, Math.max(needed, 2 * array.length)));
            kept = array;
        }
        return array;
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
            int length = keptCount();
            byte[] array = kept;
            copy = Arrays.copyOf(array, Math.min(length, array.length));
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
        return count() > BOUND;
    }

    /** Begins anew. By the thread that appends. */
    public void restart() {
        COUNT.setRelease(this, 0L);
        kept = NONE;
        generation++;
    }

    /**
     * Begins a search, which goes on with what comes. It finds what lies behind the bound too, if it began before the bound was passed; one
     * that begins later sees only what is kept.
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

    int keptCount() {
        return (int) Math.min(count(), BOUND);
    }

    byte[] kept() {
        return kept;
    }
}
