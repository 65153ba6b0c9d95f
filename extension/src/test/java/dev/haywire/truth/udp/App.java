package dev.haywire.truth.udp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An application's socket, by one of the two ways in which Java has them. Its texts are ISO 8859-1. */
interface App extends AutoCloseable {

    /** The two ways. */
    enum Kind {
        SOCKET("DatagramSocket"),
        CHANNEL("connected DatagramChannel");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        App open(InetSocketAddress server) throws IOException {
            return this == SOCKET ? new SocketApp(server) : new ChannelApp(server);
        }

        @Override
        public String toString() {
            return label;
        }
    }

    InetSocketAddress address() throws IOException;

    void send(String text) throws IOException;

    /** The next datagram; null if none comes. */
    @Nullable
    String receive(Duration atMost) throws IOException;

    /** Whether the kernel tells it of an unreachable port, by a {@link PortUnreachableException}: only a connected socket is told. */
    boolean isTold();

    @Override
    void close() throws IOException;
}
