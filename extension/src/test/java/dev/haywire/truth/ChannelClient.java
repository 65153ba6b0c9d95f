package dev.haywire.truth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/** Over a non-blocking {@link SocketChannel}, with a selector of its own. */
final class ChannelClient implements Client {
    private final Selector selector;
    private final SocketChannel channel;
    private final SelectionKey key;

    ChannelClient() {
        try {
            selector = Selector.open();
            channel = SocketChannel.open();
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            key = channel.register(selector, 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public Sight connect(InetSocketAddress address, Duration atMost) {
        try {
            boolean connected = channel.connect(address);
            long deadline = System.nanoTime() + atMost.toNanos();
            while (!connected && await(SelectionKey.OP_CONNECT, deadline)) {
                connected = channel.finishConnect();
            }
            return connected ? Sight.CONNECTED : new Sight.TimedOut("still pending");
        } catch (ConnectException refused) {
            return new Sight.Refused(refused.getMessage());
        } catch (IOException reset) {
            return new Sight.Reset(reset.getMessage());
        }
    }

    /** Returns false once the time is up. */
    private boolean await(int operation, long deadline) throws IOException {
        long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
        key.interestOps(operation);
        // a selection of 0 ms would last for ever
        selector.select(Math.max(1, left));
        boolean ready = !selector.selectedKeys().isEmpty();
        selector.selectedKeys().clear();
        return ready || left > 0;
    }

    @Override
    public void send(String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(ISO_8859_1));
        long deadline = System.nanoTime() + Play.BOUND.toNanos();
        while (channel.write(bytes) >= 0 && bytes.hasRemaining()) {
            if (!await(SelectionKey.OP_WRITE, deadline)) {
                throw new IOException("cannot be written: " + bytes.remaining() + " bytes");
            }
        }
    }

    @Override
    public Sight read(int bytes, Duration atMost) {
        ByteBuffer into = ByteBuffer.allocate(bytes);
        Sight other = Sight.SILENCE;
        long deadline = System.nanoTime() + atMost.toNanos();
        try {
            while (into.hasRemaining()) {
                int read = channel.read(into);
                if (read < 0) {
                    other = Sight.EOF;
                    break;
                }
                if (read == 0 && !await(SelectionKey.OP_READ, deadline)) {
                    break;
                }
            }
        } catch (IOException reset) {
            other = new Sight.Reset(reset.getMessage());
        }
        return into.position() > 0 ? new Sight.Bytes(new String(into.array(), 0, into.position(), ISO_8859_1)) : other;
    }

    @Override
    public int available() throws IOException {
        return channel.socket().getInputStream().available();
    }

    @Override
    public void shutdownOutput() throws IOException {
        channel.shutdownOutput();
    }

    @Override
    public void close() {
        try {
            channel.close();
            selector.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
