package dev.haywire.internal.pipeline;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A run of bytes on a slab on its way through a lane. Ownership passes with it: whoever holds it last calls {@link #release()}, once.
 * Chunks never overlap, so its holder may change its bytes in place.
 *
 * <p>Inside a lane a chunk of no bytes may carry a signal instead: an ending, the moment in front of it, or the mark of a position that a
 * fault waits for. The engine
 * never sees those.
 *
 * @since 0.1
 */
public final class Chunk {

    private final @Nullable Slab slab;
    private final @Nullable Object signal;
    private final int limit;
    private long stamp;
    private final long unit;
    private int position;
    private long offset;
    private boolean boundary;
    private long due;
    private @Nullable ByteBuffer view;

    private Chunk(
            @Nullable Slab slab, @Nullable Object signal, int position, int limit, long offset, long stamp, long unit) {
        this.slab = slab;
        this.signal = signal;
        this.position = position;
        this.limit = limit;
        this.offset = offset;
        this.stamp = stamp;
        this.unit = unit;
        if (slab != null) {
            slab.retain();
        }
    }

    static Chunk data(Slab slab, int position, int length, long offset, long stamp, long unit) {
        return new Chunk(slab, null, position, position + length, offset, stamp, unit);
    }

    /** A chunk of no bytes: an {@link Ending}, the {@link Cut} in front of it, or the {@link Gate} that waits for this position. */
    static Chunk signal(Object signal, long offset, long stamp) {
        return new Chunk(null, signal, 0, 0, offset, stamp, offset);
    }

    /**
     * Returns the bytes, for writing them out: the position of the view moves with what is written, and {@link #length()} with it.
     * The view is this chunk's own and always the same one.
     *
     * @return the bytes that are left
     */
    public ByteBuffer bytes() {
        if (view == null) {
            view = slab().buffer().duplicate().limit(limit).position(position);
        }
        return view;
    }

    /**
     * Returns how many bytes are left.
     *
     * @return bytes, 0 or more
     */
    public int length() {
        return view == null ? limit - position : view.remaining();
    }

    /**
     * Returns the position of its first byte in the stream as it entered the wire.
     *
     * @return bytes before it since the connection began
     */
    public long offset() {
        return offset;
    }

    /**
     * Returns when its bytes were read.
     *
     * @return nanoseconds, taken after the read; later where toxics have delayed it
     */
    public long stamp() {
        return stamp;
    }

    /**
     * Tells whether it must be a write of its own, never gathered with what is before or behind it.
     *
     * @return whether a slice made it
     */
    public boolean boundary() {
        return boundary;
    }

    /**
     * Cuts the first bytes off; the rest stays here. Both are views on the same slab, each to be released.
     *
     * @param first bytes, more than 0 and fewer than {@link #length()}
     * @return the first bytes
     */
    public Chunk split(int first) {
        int from = limit - length();
        Chunk head = new Chunk(slab(), null, from, from + first, offset, stamp, unit);
        head.boundary = boundary;
        head.due = due;
        position = from + first;
        offset += first;
        view = null;
        return head;
    }

    /** Gives its bytes up. Call once, by the last holder. */
    public void release() {
        if (slab != null) {
            slab.release();
        }
    }

    /** Where a random decision about the whole chunk is keyed: the offset of the read it came with, plus a multiple of 64 KiB. */
    long unit() {
        return unit;
    }

    boolean isData() {
        return signal == null;
    }

    @Nullable
    Ending ending() {
        return signal instanceof Ending ending ? ending : null;
    }

    @Nullable
    Cut cut() {
        return signal instanceof Cut cut ? cut : null;
    }

    boolean marks(Object target) {
        return signal == target;
    }

    /** When the stage that holds it lets it go. */
    long due() {
        return due;
    }

    void dueAt(long time) {
        due = time;
    }

    /** Its bytes count as read then: latencies one behind the other add up. */
    void restamp(long time) {
        stamp = time;
    }

    void makeBoundary() {
        boundary = true;
    }

    void flip(int index, int mask) {
        ByteBuffer buffer = slab().buffer();
        int at = limit - length() + index;
        buffer.put(at, (byte) (buffer.get(at) ^ mask));
    }

    private Slab slab() {
        if (slab == null) {
            throw new IllegalStateException("a signal has no bytes");
        }
        return slab;
    }
}
