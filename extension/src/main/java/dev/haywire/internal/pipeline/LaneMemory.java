package dev.haywire.internal.pipeline;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The slabs that one lane owns. They are bounded by the budget of all lanes, but each may always own one. */
final class LaneMemory {

    /** At most so many bytes of one read share a random delay. */
    private static final int UNIT = 64 * 1024;

    private final Slabs slabs;
    private @Nullable Slab filling;
    private int owned;

    LaneMemory(Slabs slabs) {
        this.slabs = slabs;
    }

    /** Bytes it can store without going beyond the budget. */
    long room() {
        Slab last = filling;
        int free = last != null && last.isOwnedBy(this) ? last.free() : 0;
        return free + Math.max(slabs.available(), owned == 0 ? slabs.size() : 0);
    }

    /** Copies the first bytes, and passes them on in chunks. */
    void copy(ByteBuffer src, int length, long offset, long read, long now, StageSink to) {
        int copied = 0;
        while (copied < length) {
            Chunk chunk = store(src, length - copied, offset + copied, offset + copied - read, now);
            copied += chunk.length();
            to.pass(chunk);
        }
    }

    /**
     * Copies as many of the first bytes as one chunk holds, and moves on in the source.
     *
     * @param most how many of them there are
     * @param offset where they are in the stream
     * @param read how far behind the first byte of their read that is
     */
    private Chunk store(ByteBuffer src, int most, long offset, long read, long now) {
        long into = read % UNIT;
        Slab slab = slabToFill();
        int part = (int) Math.min(Math.min(most, slab.free()), UNIT - into);
        return Chunk.data(slab, slab.append(src, part), part, offset, now, offset - into);
    }

    /** A slab with room in it, beyond the budget where that is used up: the bytes for it have been read and must not be lost. */
    private Slab slabToFill() {
        Slab last = filling;
        if (last != null && last.isOwnedBy(this) && last.free() > 0) {
            return last;
        }
        Slab slab = slabs.take(owned == 0);
        if (slab == null) {
            slab = slabs.take(true);
        }
        if (slab == null) {
            throw new IllegalStateException("no slab, though it is essential");
        }
        slab.ownedBy(this);
        owned++;
        filling = slab;
        return slab;
    }

    void slabReturned() {
        owned--;
    }

    /** Those it still owns will never return. */
    void writeOff() {
        slabs.lost(owned);
        owned = 0;
    }
}
