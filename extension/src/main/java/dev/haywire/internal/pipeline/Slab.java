package dev.haywire.internal.pipeline;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A pooled piece of memory that chunks are views on. Filled from front to back by one lane at a time; back in the pool when the last
 * of its chunks is released.
 *
 * @since 0.1
 */
public final class Slab {

    /** As many chunks as are stored in one: short ones cost memory of their own, which the budget of all slabs bounds so. */
    private static final int MOST_CHUNKS = 128;

    private final ByteBuffer buffer;
    private final Slabs home;
    private int references;
    private int filled;
    private @Nullable LaneMemory owner;

    /**
     * Wraps a buffer.
     *
     * @param buffer the memory, {@link Slabs#size()} bytes of it
     * @param home where the slab returns to
     */
    public Slab(ByteBuffer buffer, Slabs home) {
        this.buffer = buffer;
        this.home = home;
    }

    /**
     * Returns the memory. Its position and limit mean nothing; use absolute access, or {@link Chunk#bytes()}.
     *
     * @return the whole buffer, shared by all chunks of this slab
     */
    public ByteBuffer buffer() {
        return buffer;
    }

    /** Marks the lane that fills it; called by the lane right after {@link Slabs#take}. */
    void ownedBy(LaneMemory memory) {
        owner = memory;
        filled = 0;
    }

    boolean isOwnedBy(LaneMemory memory) {
        return owner == memory;
    }

    int free() {
        return buffer.capacity() - filled;
    }

    /** Copies the first bytes of the source behind what is there, and moves on in the source. Returns where they begin. */
    int append(ByteBuffer src, int length) {
        int at = filled;
        buffer.put(at, src, src.position(), length);
        src.position(src.position() + length);
        filled = Math.min(buffer.capacity(), filled + Math.max(length, buffer.capacity() / MOST_CHUNKS));
        return at;
    }

    void retain() {
        references++;
    }

    void release() {
        if (--references == 0) {
            LaneMemory memory = owner;
            owner = null;
            if (memory != null) {
                memory.slabReturned();
            }
            home.give(this);
        }
    }
}
