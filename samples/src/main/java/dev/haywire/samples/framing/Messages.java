package dev.haywire.samples.framing;

import java.io.IOException;

/** Sends messages to a server and hears its own, over one connection. */
public interface Messages extends AutoCloseable {

    /**
     * Sends a message.
     *
     * @param message any text
     * @throws IOException if the connection is broken
     */
    void send(String message) throws IOException;

    /**
     * Waits for the next message.
     *
     * @return all of it, and nothing else
     * @throws IOException if the connection is broken, or ends before the message does
     */
    String receive() throws IOException;

    @Override
    void close() throws IOException;
}
