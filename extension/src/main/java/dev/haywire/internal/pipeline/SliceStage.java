package dev.haywire.internal.pipeline;

/**
 * Cuts the stream into pieces, each a write of its own, with a pause between them. Borders lie on a lattice of offsets counted from where the
 * fault became active; a read that ends before a border is passed on early and leaves the lattice as it is.
 */
final class SliceStage extends QueueStage {

    private static final int ROOM = 64 * 1024;

    private final int maxSize;
    private final long pause;
    private long origin;
    private long next = Long.MIN_VALUE;

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
        wake(now, out);
    }

    @Override
    long wake(long now, StageSink out) {
        for (Chunk head = head(); head != null; head = head()) {
            if (!head.isData()) {
                out.pass(poll());
            } else if (now < next) {
                fired();
                return next;
            } else {
                emitUpTo(borderBehind(head.offset()), out);
                next = Times.later(now, pause);
            }
        }
        return Lane.NEVER;
    }

    private long borderBehind(long offset) {
        return offset + maxSize - Math.floorMod(offset - origin, maxSize);
    }

    private void emitUpTo(long border, StageSink out) {
        Chunk head = head();
        while (head != null && head.offset() < border) {
            if (head.isData()) {
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
    }

    @Override
    int room() {
        return roomOf(ROOM);
    }
}
