package dev.haywire.internal.pipeline;

/**
 * The moment at which a fault cuts the stream: travels right in front of the fault's ending, which other stages may hold longer, and leaves
 * the lane right after the last byte before it.
 *
 * @param ending the one that follows
 * @param events what to tell once the moment has come
 */
record Cut(Ending ending, FaultEvents events) {

    /** Tells whether nothing passes in the other direction from then on. */
    boolean endsConversation() {
        return ending == Ending.CLOSE || ending == Ending.RESET;
    }
}
