package dev.haywire.internal.net;

/** What lives on an event loop as long as it is not closed. */
interface LoopResident {

    /**
     * The loop ends under it; called on the loop. Must leave nothing open.
     *
     * @param cause why
     */
    void loopEnded(Throwable cause);
}
