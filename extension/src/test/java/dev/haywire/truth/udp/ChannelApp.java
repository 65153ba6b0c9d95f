package dev.haywire.truth.udp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Over a {@link DatagramChannel} that is connected and does not block. */
final class ChannelApp implements App {
    private final DatagramChannel channel;
    private final Selector selector;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(65_536);

    ChannelApp(InetSocketAddress server) throws IOException {
        channel = DatagramChannel.open();
        selector = Selector.open();
        channel.bind(new InetSocketAddress(server.getAddress(), 0));
        channel.connect(server);
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ);
    }

    @Override
    public InetSocketAddress address() throws IOException {
        return (InetSocketAddress) channel.getLocalAddress();
    }

    @Override
    public void send(String text) throws IOException {
        channel.write(ByteBuffer.wrap(text.getBytes(ISO_8859_1)));
    }

    @Override
    public @Nullable String receive(Duration atMost) throws IOException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (true) {
            buffer.clear();
            if (channel.receive(buffer) != null) {
                return ISO_8859_1.decode(buffer.flip()).toString();
            }
            long left = Math.floorDiv(deadline - System.nanoTime(), 1_000_000L);
            if (left <= 0) {
                return null;
            }
            selector.selectedKeys().clear();
            selector.select(left);
        }
    }

    @Override
    public boolean isTold() {
        return true;
    }

    @Override
    public void close() throws IOException {
        selector.close();
        channel.close();
    }
}
