package dev.haywire.samples.discovery;

import java.io.IOException;
import java.util.List;

/** Asks a multicast group who is there. */
public interface Discovery {

    /**
     * Asks, and collects the answers.
     *
     * @return what the devices said of themselves, each once, in order of arrival
     * @throws IOException if the group cannot be asked
     */
    List<String> find() throws IOException;
}
