package dev.haywire.internal.pipeline;

/**
 * Cuts the stream into pieces, each a write of its own, with a pause between them. Borders lie on a lattice of offsets counted from where the
 * fault became active; a read that ends before a border is passed on early and leaves the lattice as it is.
 */
final class SliceStage extends QueueStage {

    private static final int ROOM = 64 * 1024;

    /** Each is a system call: without a pause the others of the loop have their turns after so many. */
    static final int WRITES_AT_ONCE = 32;

    private final int maxSize;
    private final long pause;
    private long origin;
    private long next = Long.MIN_VALUE;
    private boolean heldUp;

    /**
     * Makes the stage.
     *
     * @param maxSize of a piece in bytes, at least 1
     * @param pause between pieces in nanoseconds
     */
    SliceStage(int maxSize, long pause, FaultEvents events) {
        super(Rank.SLICE, events);
        this.maxSize = maxSize;
        this.pause = pause;
    }

    @Override
    void start(long offset, long now, StageSink out) {
        origin = offset;
    }

    @Override
    void accept(Chunk chunk, long now, StageSink out) {
        hold(chunk);
    }

    @Override
    long wake(long now, StageSink out) {
        heldUp = false;
        int writes = WRITES_AT_ONCE;
        for (Chunk head = head(); head != null; head = head()) {
            if (!head.isData()) {
                out.pass(poll());
            } else if (now < next) {
                fired();
                return next;
            } else if (writes == 0) {
                return now;
            } else if (!out.takesPieces()) {
                heldUp = true;
                return Lane.NEVER;
            } else {
                long border = borderBehind(head.offset());
                writes = emitUpTo(border, writes, out);
                if (head() == null || head().offset() >= border) {
                    next = Times.later(now, pause);
                }
            }
        }
        return Lane.NEVER;
    }

    private long borderBehind(long offset) {
        return offset + maxSize - Math.floorMod(offset - origin, maxSize);
    }

    /** Passes on what lies before the border, in no more writes than that; returns how many of them are left. */
    private int emitUpTo(long border, int writes, StageSink out) {
        int left = writes;
        Chunk head = head();
        while (left > 0 && head != null && head.offset() < border) {
            if (head.isData()) {
                left--;
                Chunk piece = poll((int) (border - head.offset()));
                piece.makeBoundary();
                if (piece != head) {
                    fired();
                }
                out.pass(piece);
            } else {
                out.pass(poll());
            }
            head = head();
        }
        return left;
    }

    @Override
    boolean isHeldUp() {
        return heldUp;
    }

    @Override
    int room() {
        return roomOf(ROOM);
    }
}
