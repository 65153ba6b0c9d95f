package dev.haywire.internal.journal;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The bytes that a record keeps, in blocks of 32 KiB: one large array would take up regions of the heap of its own, and be copied as it grows.
 * The first block grows, as most connections carry one small message. Filled by the record's writer.
 *
 * @param budget where the memory comes from
 * @param blocks those in use from the first on, and places for more; null where there is none yet
 * @param end the position at which the record stops: its bound, or where its budget was used up
 */
record Kept(RecordBudget budget, byte[] @Nullable [] blocks, int end) {
    static final int BLOCK = 32 * 1024;

    private static final byte[] NONE = {};

    /** Returns the block of a position; an empty one if it is not there. */
    byte[] block(int position) {
        int number = position / BLOCK;
        byte[] block = number < blocks.length ? blocks[number] : null;
        return block == null ? NONE : block;
    }

    /** Returns what is kept once there is room for bytes from a position on: the same as before, or what takes its place. */
    Kept grown(int position, int wanted) {
        byte[] block = block(position);
        int used = position % BLOCK;
        if (used < block.length) {
            return this;
        }
        int needed = Math.min(BLOCK, used + wanted);
        int size = position >= BLOCK ? BLOCK : used == 0 ? needed : Math.min(BLOCK, Math.max(needed, 2 * used));
        int more = budget.take(position, size - used);
        if (more == 0) {
            return new Kept(budget, blocks, position);
        }
        Kept roomy = withPlaceFor(position / BLOCK);
        roomy.blocks[position / BLOCK] = Arrays.copyOf(block, used + more);
        return roomy;
    }

    private Kept withPlaceFor(int number) {
        return number < blocks.length
                ? this
                : new Kept(budget, Arrays.copyOf(blocks, Math.max(number + 1, 2 * blocks.length)), end);
    }

    /** Copies the first bytes; fewer where they are not all there. */
    byte[] copy(int length) {
        byte[] copy = new byte[length];
        int at = 0;
        while (at < length) {
            byte[] block = block(at);
            int part = Math.min(block.length, length - at);
            if (part == 0) {
                return Arrays.copyOf(copy, at);
            }
            System.arraycopy(block, 0, copy, at, part);
            at += part;
        }
        return copy;
    }
}
