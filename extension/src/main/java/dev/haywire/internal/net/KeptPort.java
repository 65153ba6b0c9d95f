package dev.haywire.internal.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;

/**
 * A TCP port number on which no socket listens, kept from callers that ask for any free one: by a socket that is bound and never listens. A
 * caller that names the number and shares it (SO_REUSEADDR, as servers do) gets it.
 */
public final class KeptPort {
    private final SocketChannel socket;

    /**
     * Takes over the socket that keeps the number.
     *
     * @param socket bound, with SO_REUSEADDR
     */
    KeptPort(SocketChannel socket) {
        this.socket = socket;
    }

    /** Gives the number away. */
    public void release() {
        try {
            if (socket.getLocalAddress() instanceof InetSocketAddress address) {
                InheritedSockets.closed(address.getPort());
            }
            socket.close();
        } catch (IOException alreadyGone) {
            // then it keeps nothing
        }
    }
}
