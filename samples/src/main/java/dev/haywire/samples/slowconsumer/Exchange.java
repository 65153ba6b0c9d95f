package dev.haywire.samples.slowconsumer;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;

/** Writes a stream to a server and reads another one from it at the same time, on one thread. */
public abstract class Exchange {
    private static final int BUFFER = 256 * 1024;
    private static final int KERNEL_BUFFER = 64 * 1024;

    private final InetSocketAddress server;
    private final Runnable slow;

    Exchange(InetSocketAddress server, Runnable slow) {
        this.server = server;
        this.slow = slow;
    }

    /**
     * Sends all there is, then reads until the server ends its stream.
     *
     * @param producer fills the buffer it is given; leaves it empty when there is no more
     * @param consumer takes all that is in the buffer it is given
     * @throws IOException if the connection breaks
     */
    public void run(Consumer<ByteBuffer> producer, Consumer<ByteBuffer> consumer) throws IOException {
        ByteBuffer outgoing = ByteBuffer.allocateDirect(BUFFER).flip();
        ByteBuffer incoming = ByteBuffer.allocateDirect(BUFFER);
        boolean more = true;
        try (SocketChannel channel = SocketChannel.open(server);
                Selector selector = Selector.open()) {
            channel.setOption(StandardSocketOptions.SO_SNDBUF, KERNEL_BUFFER);
            channel.configureBlocking(false);
            SelectionKey key = channel.register(selector, SelectionKey.OP_READ | SelectionKey.OP_WRITE);
            while (true) {
                selector.select();
                if (key.isReadable() && channel.read(incoming) < 0) {
                    return;
                }
                consumer.accept(incoming.flip());
                incoming.clear();
                if (key.isWritable()) {
                    if (!outgoing.hasRemaining()) {
                        producer.accept(outgoing.clear());
                        more = outgoing.flip().hasRemaining();
                    }
                    if (more) {
                        write(outgoing, channel);
                    } else {
                        channel.shutdownOutput();
                        key.interestOps(SelectionKey.OP_READ);
                    }
                }
            }
        }
    }

    /** Writes what is in the buffer, as far as the kernel takes it. */
    abstract void write(ByteBuffer outgoing, SocketChannel channel) throws IOException;

    /** Tells those who watch that the other side reads more slowly than this one writes. */
    final void isSlow() {
        slow.run();
    }
}
