package dev.haywire.kit;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** A client whose writes soon block, as it has a small send buffer and its server reads nothing. */
public final class Blocked {
    private static final int SEND_BUFFER = 4_096;
    private static final int QUIET_MILLIS = 500;

    private Blocked() {}

    /**
     * Writes until nothing more goes out for a while.
     *
     * @param server whose wire is stalled
     * @param enough where to stop all the same
     * @return the bytes written
     */
    public static long after(InetSocketAddress server, long enough) throws IOException {
        try (SocketChannel client = SocketChannel.open();
                Selector writable = Selector.open()) {
            client.setOption(StandardSocketOptions.SO_SNDBUF, SEND_BUFFER);
            client.connect(server);
            client.configureBlocking(false);
            client.register(writable, SelectionKey.OP_WRITE);
            long written = 0;
            while (written < enough && writable.select(QUIET_MILLIS) > 0) {
                writable.selectedKeys().clear();
                written += client.write(ByteBuffer.allocate(1_024));
            }
            return written;
        }
    }
}
