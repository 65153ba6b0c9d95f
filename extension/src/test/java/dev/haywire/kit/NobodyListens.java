package dev.haywire.kit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;

/** An address that refuses TCP connections, and that nobody else gets as long as it is open: a socket has it that does not listen. */
public final class NobodyListens implements AutoCloseable {
    private final SocketChannel holder;
    private final InetSocketAddress address;

    public NobodyListens() throws IOException {
        holder = SocketChannel.open();
        holder.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        address = (InetSocketAddress) holder.getLocalAddress();
    }

    public InetSocketAddress address() {
        return address;
    }

    @Override
    public void close() throws IOException {
        holder.close();
    }
}
