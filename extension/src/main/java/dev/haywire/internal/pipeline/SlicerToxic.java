package dev.haywire.internal.pipeline;

import java.util.ArrayDeque;

/**
 * Toxiproxy's {@code slicer}: each read is halved, and the halves again, until no piece is longer than average and variation together; a pause
 * follows each piece.
 */
final class SlicerToxic extends ToxicStage {

    private static final int MOST_HALVINGS = 64;

    private final Draws draws;
    private final ArrayDeque<Integer> pieces = new ArrayDeque<>(0);
    private long next = Long.MIN_VALUE;
    private boolean heldUp;

    SlicerToxic(ToxicSettings settings, Draws draws) {
        super(settings);
        this.draws = draws;
    }

    @Override
    void take(Chunk chunk, long now, StageSink out) {
        hold(chunk);
    }

    @Override
    long wake(long now, StageSink out) {
        heldUp = false;
        int writes = SliceStage.WRITES_AT_ONCE;
        for (Chunk head = head(); head != null; head = head()) {
            if (now < next || writes == 0) {
                return Math.max(now, next);
            }
            if (!head.isData()) {
                out.pass(poll());
                continue;
            }
            if (!out.takesPieces()) {
                heldUp = true;
                return Lane.NEVER;
            }
            if (pieces.isEmpty()) {
                cut(headRead(), head.offset(), 0);
            }
            emit(pieces.removeFirst(), out);
            writes--;
            next = Times.later(now, ToxicSettings.nanos(settings().value("delay"), 1_000));
        }
        return Lane.NEVER;
    }

    /** Each midpoint is decided by where it lies in the stream. */
    private void cut(int length, long offset, int halvings) {
        long average = Math.max(1, settings().value("average_size"));
        int variation = (int) Math.min(settings().value("size_variation"), length);
        if (length - average <= variation) {
            pieces.addLast(length);
            return;
        }
        int left = length / 2;
        // one that leaves nothing on a side may be drawn again and again
        if (variation > 0 && halvings < MOST_HALVINGS) {
            left += (int) Math.floor(draws.unit(offset + left, halvings % 8) * 2 * variation) - variation;
        }
        if (left > 0) {
            cut(left, offset, halvings + 1);
        }
        if (left < length) {
            cut(length - left, offset + left, halvings + 1);
        }
    }

    @Override
    boolean isHeldUp() {
        return heldUp;
    }

    private void emit(int bytes, StageSink out) {
        int left = bytes;
        while (left > 0) {
            Chunk chunk = poll(left);
            left -= chunk.length();
            chunk.makeBoundary();
            out.pass(chunk);
        }
    }

    @Override
    void discarded() {
        pieces.clear();
    }

    /** The rest of the read goes on whole. */
    @Override
    void updated(long now, StageSink out) {
        int rest = 0;
        while (!pieces.isEmpty()) {
            rest += pieces.removeFirst();
        }
        emit(rest, out);
        next = now;
    }
}
