package dev.haywire.internal.journal;

import dev.haywire.internal.bytes.ByteBudget;

/**
 * What the records of one endpoint may keep together, under what those of the JVM may: 256 MiB or an eighth of the largest heap, and half of
 * that for one endpoint.
 *
 * <p>Nothing that is kept makes room for what comes; it comes back where the records restart, or the endpoint ends. So that a connection that
 * comes late still shows how it began, the last quarter of both bounds is for the first 4 KiB of each record, and each keeps its first 256
 * bytes whatever is used: about what the connection itself costs. One thread takes and gives.
 */
public final class RecordBudget {
    /** Up to here a record may use the last quarter. */
    static final int FIRST = 4 * 1024;

    /** Up to here a record keeps what comes even where all is used. */
    static final int LEAST = 256;

    private static final ByteBudget JVM = ByteBudget.ofHeap(256L << 20, 8);

    /** What a record of this budget keeps before anything has passed. */
    final Kept nothing = new Kept(this, new byte[0][], ByteRecord.BOUND);

    private final ByteBudget all;
    private final long bound;
    private long used;
    private boolean closed;

    /** Makes the budget of an endpoint that keeps nothing yet. */
    public RecordBudget() {
        this(JVM);
    }

    RecordBudget(ByteBudget all) {
        this.all = all;
        this.bound = all.bound() / 2;
    }

    /**
     * Takes memory for more of a record.
     *
     * @param kept bytes that the record keeps
     * @param more bytes that it would like to keep
     * @return how many of them it may keep, from 0
     */
    int take(int kept, int more) {
        if (take(more, false)) {
            return more;
        }
        int first = Math.min(more, FIRST - kept);
        if (first > 0 && take(first, true)) {
            return first;
        }
        int least = Math.min(more, LEAST - kept);
        if (least <= 0 || closed) {
            return 0;
        }
        all.force(least);
        used += least;
        return least;
    }

    /**
     * Takes memory, all or none.
     *
     * @param bytes how many
     * @param first whether the last quarter may be used
     * @return whether they are taken
     */
    boolean take(int bytes, boolean first) {
        boolean taken = !closed && used + bytes <= part(bound, first) && all.take(bytes, part(all.bound(), first));
        used += taken ? bytes : 0;
        return taken;
    }

    private static long part(long bound, boolean first) {
        return first ? bound : bound - bound / 4;
    }

    /** Gives memory back. */
    void give(int bytes) {
        used -= bytes;
        all.give(bytes);
    }

    /** All records begin anew. */
    public void restart() {
        all.give(used);
        used = 0;
    }

    /** The endpoint ends: its records stay readable as long as they are used, and keep nothing more. */
    public void close() {
        closed = true;
        restart();
    }
}
