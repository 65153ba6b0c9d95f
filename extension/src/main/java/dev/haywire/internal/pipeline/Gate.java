package dev.haywire.internal.pipeline;

import java.nio.ByteBuffer;

/**
 * Keeps a stage out of the stream until a position is reached: {@code afterBytes}, {@code after}, {@code onNextData}. The lane finds the position in the stream
 * as it enters the wire and sends the gate a mark right behind it; the mark comes here in order, whatever became of the data before it.
 */
final class Gate extends StreamStage {

    private final Trigger trigger;
    private final StreamStage stage;
    private long position;
    private boolean open;

    Gate(Trigger trigger, StreamStage stage) {
        super(stage.rank());
        this.trigger = trigger;
        this.stage = stage;
    }

    /** Looks for the position in the next bytes; at the lane's entry. */
    void scan(ByteBuffer src, long offset) {
        int before = trigger.scan(src);
        if (before >= 0) {
            position = offset + before;
        }
    }

    /** Tells whether the position has been found. */
    boolean isReached() {
        return trigger.isReached();
    }

    /** Where the position is; has a meaning once it is reached. */
    long position() {
        return position;
    }

    @Override
    void accept(Chunk chunk, long now, StageSink out) {
        if (chunk.marks(this)) {
            open = true;
            stage.start(chunk.offset(), now, out);
        } else if (open) {
            stage.accept(chunk, now, out);
        } else {
            out.pass(chunk);
        }
    }

    @Override
    long wake(long now, StageSink out) {
        return open ? stage.wake(now, out) : Lane.NEVER;
    }

    @Override
    int room() {
        return open ? stage.room() : Integer.MAX_VALUE;
    }

    @Override
    int held() {
        return stage.held();
    }

    @Override
    boolean isEmpty() {
        return stage.isEmpty();
    }

    @Override
    boolean takesPieces() {
        return stage.takesPieces();
    }

    @Override
    boolean isHeldUp() {
        return stage.isHeldUp();
    }

    @Override
    void lift(long now, StageSink out) {
        stage.lift(now, out);
    }

    @Override
    boolean isSpent() {
        return stage.isSpent();
    }

    @Override
    void discard() {
        stage.discard();
    }
}
