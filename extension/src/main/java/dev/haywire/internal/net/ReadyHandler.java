package dev.haywire.internal.net;

import java.io.IOException;

/** What a loop calls when a channel is ready. */
interface ReadyHandler {

    /**
     * Does one bounded piece of work.
     *
     * @param ops the ready set of the key
     * @throws IOException where the channel is broken
     */
    void ready(int ops) throws IOException;

    /**
     * Called with what {@link #ready} threw; must not throw.
     *
     * @param failure what went wrong
     */
    void failed(Throwable failure);
}
