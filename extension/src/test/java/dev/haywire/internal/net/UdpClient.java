package dev.haywire.internal.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;

/** An application's UDP socket for tests: connected or not, every wait bounded. */
final class UdpClient implements AutoCloseable {
    private static final long WITHIN_MILLIS = 30_000;

    private final DatagramChannel channel;
    private final Selector selector;
    private final InetSocketAddress server;
    private SocketAddress lastSource;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(65_536);

    private UdpClient(InetSocketAddress server, InetAddress from, boolean connected) throws IOException {
        this.server = server;
        this.channel = DatagramChannel.open(Front.family(server.getAddress()));
        this.selector = Selector.open();
        // by default it holds 256 small datagrams; what is more is lost unseen
        channel.setOption(StandardSocketOptions.SO_RCVBUF, 4 * 1024 * 1024);
        channel.bind(new InetSocketAddress(from, 0));
        if (connected) {
            channel.connect(server);
        }
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ);
    }

    static UdpClient of(LiveEndpoint server) throws IOException {
        return of(server.address());
    }

    static UdpClient of(InetSocketAddress server) throws IOException {
        return new UdpClient(server, server.getAddress(), false);
    }

    static UdpClient from(String source, InetSocketAddress server) throws IOException {
        return new UdpClient(server, InetAddress.getByName(source), false);
    }

    static UdpClient connected(LiveEndpoint server) throws IOException {
        return connected(server.address());
    }

    static UdpClient connected(InetSocketAddress server) throws IOException {
        return new UdpClient(server, server.getAddress(), true);
    }

    /** A server that answers who spoke last. */
    static UdpClient listening() throws IOException {
        return of(new InetSocketAddress("127.0.0.1", 9));
    }

    /** Whether who spoke last is the one that it speaks to: to an unconnected socket anybody may, on a port that another one had. */
    boolean heardItsServer() {
        return server.equals(lastSource);
    }

    /** Sends to who spoke last. */
    void reply(byte[] payload) throws IOException {
        channel.send(ByteBuffer.wrap(payload), lastSource);
    }

    InetSocketAddress address() throws IOException {
        return (InetSocketAddress) channel.getLocalAddress();
    }

    UdpClient send(String... texts) throws IOException {
        for (String text : texts) {
            send(text.getBytes(StandardCharsets.UTF_8));
        }
        return this;
    }

    void send(byte[] payload) throws IOException {
        if (channel.isConnected()) {
            channel.write(ByteBuffer.wrap(payload));
        } else {
            channel.send(ByteBuffer.wrap(payload), server);
        }
    }

    String receive() throws IOException {
        return new String(receiveBytes(), StandardCharsets.UTF_8);
    }

    byte[] receiveBytes() throws IOException {
        byte[] received = receiveWithin(WITHIN_MILLIS);
        if (received == null) {
            throw new SocketTimeoutException("no datagram within " + WITHIN_MILLIS + " ms");
        }
        return received;
    }

    /** Null for nothing. */
    byte[] receiveWithin(long millis) throws IOException {
        long start = System.nanoTime();
        while (true) {
            byte[] received = receiveNow();
            long left = millis - (System.nanoTime() - start) / 1_000_000;
            if (received != null || left <= 0) {
                return received;
            }
            selector.selectedKeys().clear();
            selector.select(left);
        }
    }

    /** What is there already; null for nothing. */
    byte[] receiveNow() throws IOException {
        buffer.clear();
        SocketAddress source = channel.receive(buffer);
        if (source == null) {
            return null;
        }
        lastSource = source;
        byte[] bytes = new byte[buffer.flip().remaining()];
        buffer.get(bytes);
        return bytes;
    }

    /** Takes in what the kernel has reported already, so that the next call is about what comes next. */
    void settle() throws IOException {
        boolean again = true;
        while (again) {
            try {
                again = receiveNow() != null;
            } catch (PortUnreachableException reported) {
                again = true;
            }
        }
    }

    /** Sends until the kernel reports that the port is unreachable. */
    void sendUntilRefused() throws IOException {
        for (long start = System.nanoTime(); System.nanoTime() - start < WITHIN_MILLIS * 1_000_000; ) {
            try {
                send("?");
                if (receiveNow() == null) {
                    selector.selectedKeys().clear();
                    selector.select(10);
                }
            } catch (PortUnreachableException expected) {
                return;
            }
        }
        throw new AssertionError("never refused");
    }

    @Override
    public void close() throws IOException {
        selector.close();
        channel.close();
    }
}
