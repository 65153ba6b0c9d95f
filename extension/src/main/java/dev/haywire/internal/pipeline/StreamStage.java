package dev.haywire.internal.pipeline;

import org.jspecify.annotations.Nullable;

/**
 * What one fault does to one direction of one connection. Made by {@link Stages}, driven by {@link Lane}; the engine only hands it from
 * one to the other.
 *
 * <p>A stage holds chunks in stream order, passes them on when they are due and never loses one unless that is its fault. What it passes
 * on goes to the stage behind it in the same call.
 *
 * @since 0.1
 */
public abstract sealed class StreamStage permits Gate, QueueStage, CutStage, BlackholeStage, CorruptStage {

    private final Rank rank;
    private StageChain.@Nullable Link link;

    StreamStage(Rank rank) {
        this.rank = rank;
    }

    final Rank rank() {
        return rank;
    }

    /** Where it stands; null if it is in no lane. */
    final StageChain.@Nullable Link link() {
        return link;
    }

    final void link(StageChain.@Nullable Link place) {
        link = place;
    }

    /**
     * Begins: the fault is active for every byte that comes from now on. Called once, before anything else.
     *
     * @param offset the stream's position where it begins
     */
    void start(long offset, long now, StageSink out) {}

    /** Takes the next chunk, data or signal. */
    abstract void accept(Chunk chunk, long now, StageSink out);

    /** Passes on what is due and returns the next deadline, or {@link Lane#NEVER}. */
    long wake(long now, StageSink out) {
        return Lane.NEVER;
    }

    /** How many bytes it will still take. */
    int room() {
        return Integer.MAX_VALUE;
    }

    /** How many bytes it holds. */
    int held() {
        return 0;
    }

    /** Tells whether it holds nothing, be it data or a signal, that it passes on by itself. */
    boolean isEmpty() {
        return true;
    }

    /** Tells whether a stage before it that cuts the stream may go on. */
    boolean takesPieces() {
        return true;
    }

    /** Tells whether it cuts no further until what lies behind it takes pieces again. */
    boolean isHeldUp() {
        return false;
    }

    /** The fault has ended: passes on all it holds, at once, in order. Nothing is called afterwards. */
    abstract void lift(long now, StageSink out);

    /** Tells whether it has cut the stream: it then stays when its fault ends, as what was cut stays cut. */
    boolean isSpent() {
        return false;
    }

    /** The connection or the conversation is over: releases all it holds, passes nothing on. */
    void discard() {}
}
