package dev.haywire.samples.chat;

import java.io.IOException;

/** A conversation with a server, over one connection that is kept. What the server says goes to the screen, a line at a time. */
public interface Chat extends AutoCloseable {

    /**
     * Says a line. {@code q} is not said, it quits.
     *
     * @param line one line
     * @throws IOException if it cannot be said any more
     */
    void say(String line) throws IOException;

    /**
     * Tells whether the conversation goes on.
     *
     * @return false once one of the two sides has left
     */
    boolean isOpen();

    @Override
    void close();
}
