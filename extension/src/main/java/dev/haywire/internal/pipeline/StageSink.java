package dev.haywire.internal.pipeline;

/** What lies behind a stage: the next stage, or the end of the lane. Never refuses. */
@FunctionalInterface
interface StageSink {

    /** Takes a chunk of data or a signal, and with it the duty to release it. */
    void pass(Chunk chunk);

    /** Tells whether one that cuts the stream may go on: many pieces must not wait. What is passed all the same is taken. */
    default boolean takesPieces() {
        return true;
    }

    /** Passes an ending on behind all that was passed before. */
    default void pass(Ending ending, long offset, long now) {
        pass(Chunk.signal(ending, offset, now));
    }
}
