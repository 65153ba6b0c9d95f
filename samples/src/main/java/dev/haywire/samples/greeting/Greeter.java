package dev.haywire.samples.greeting;

import java.io.IOException;

/** Says something to a server and hears what it answers. */
public interface Greeter {

    /**
     * Sends a line and reads until the server closes the connection.
     *
     * @param greeting one line
     * @return all that the server answered
     * @throws IOException if the server cannot be reached, breaks off, or is silent for too long
     */
    String greet(String greeting) throws IOException;
}
