package dev.haywire.internal.pipeline;

/**
 * Where a lane ends: the engine's out-queue of one direction. Never refuses; {@link Lane#room()} bounds what comes in.
 *
 * <p>All calls come from within a call of {@link Lane}, on the same thread, in stream order. The sink may call {@link Lane#discard()} from
 * within them, and nothing else of that lane that changes it. After {@link #end} or {@link #halfClose} only {@link #cut}, {@link #aborted},
 * {@link #close} and {@link #reset} can come; after {@link #close} only {@link #aborted} and {@link #reset}; after those two nothing.
 *
 * @since 0.1
 */
public interface StreamSink {

    /**
     * Takes a chunk, and with it the duty to release it.
     *
     * @param chunk at least one byte
     */
    void data(Chunk chunk);

    /**
     * A fault ends the conversation here, right after the data: {@link #close} or {@link #reset} follows, in the same call unless a stage
     * holds a FIN longer. Nothing passes in the other direction from now on. Does not come for what a toxic ends.
     *
     * @param byReset whether the connection ends by RST, else by FIN
     */
    default void cut(boolean byReset) {}

    /**
     * Tells whether one that cuts the stream may go on: each piece costs memory of its own, however short it is. What comes all the same is to
     * be taken. Where this becomes true again the lane has to be woken.
     *
     * @return whether more pieces may come
     */
    default boolean takesPieces() {
        return true;
    }

    /** Ends this direction by FIN behind the data, as its source did. */
    void end();

    /** Ends this direction by FIN behind the data, because a fault says so. */
    default void halfClose() {
        end();
    }

    /** Ends the connection by RST towards the receiver behind the data, as the source did. */
    default void aborted() {
        reset();
    }

    /** Ends the whole connection by FIN behind the data, because a fault says so. */
    void close();

    /** Ends the whole connection by RST behind the data, because a fault says so. */
    void reset();
}
