package dev.haywire.samples.fixedport;

import java.io.IOException;
import java.net.InetSocketAddress;

/** Calls a server from a port that does not change, because the other side's firewall lets no other one in. */
public interface Telephone {

    /**
     * Calls, says a line, hears one, hangs up.
     *
     * @param server who is called
     * @param line what is said
     * @return the answer
     * @throws IOException if the port is not free, or the call fails
     */
    String call(InetSocketAddress server, String line) throws IOException;
}
