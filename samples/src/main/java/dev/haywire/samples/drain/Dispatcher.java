package dev.haywire.samples.drain;

import java.io.IOException;

/** Opens sessions with the first of several servers that takes them. */
public interface Dispatcher extends AutoCloseable {

    /**
     * Opens a session.
     *
     * @return the session, with the first server that accepts it
     * @throws IOException if none does
     */
    Session open() throws IOException;

    @Override
    void close();
}
