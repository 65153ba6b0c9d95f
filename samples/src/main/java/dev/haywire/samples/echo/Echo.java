package dev.haywire.samples.echo;

import java.io.IOException;

/** Says lines to an echo server, one datagram each, and hears what comes back. */
public interface Echo extends AutoCloseable {

    /**
     * Says a line and waits for its echo. {@code q} is not said, it quits.
     *
     * @param line one line
     * @return what is to be read on the screen
     * @throws IOException if it cannot be said
     */
    String say(String line) throws IOException;

    /**
     * Tells whether there is more to say.
     *
     * @return false after {@code q}
     */
    boolean isOpen();

    @Override
    void close();
}
