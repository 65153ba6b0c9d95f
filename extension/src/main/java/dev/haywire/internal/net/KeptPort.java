package dev.haywire.internal.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * A TCP port number where nobody listens, kept from whoever asks for any: by a socket that is bound and never listens. Who names the number
 * and shares it (SO_REUSEADDR, as servers do) gets it.
 */
public final class KeptPort {
    private final SocketChannel socket;

    private KeptPort(SocketChannel socket) {
        this.socket = socket;
    }

    /**
     * Keeps a port.
     *
     * @param address whose listener has just been closed
     * @return the kept one; null where somebody was faster
     */
    public static @Nullable KeptPort of(InetSocketAddress address) {
        SocketChannel socket = null;
        try {
            socket = SocketChannel.open(Front.family(address.getAddress()));
            socket.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            socket.bind(address);
            return new KeptPort(socket);
        } catch (IOException taken) {
            close(socket);
            return null;
        }
    }

    /** Gives it away. */
    public void release() {
        close(socket);
    }

    private static void close(@Nullable SocketChannel socket) {
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException alreadyGone) {
                // then it keeps nothing
            }
        }
    }
}
