package dev.haywire.internal.pipeline;

/** What lies behind a stage: the next stage, or the end of the lane. Never refuses. */
@FunctionalInterface
interface StageSink {

    /** Takes a chunk of data or a signal, and with it the duty to release it. */
    void pass(Chunk chunk);

    /** Passes an ending on behind all that was passed before. */
    default void pass(Ending ending, long offset, long now) {
        pass(Chunk.signal(ending, offset, now));
    }
}
