package dev.haywire.samples.slowconsumer;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** The exchange as it was written first: it loses what a slow consumer leaves in the buffer. {@link PatientExchange} keeps it. */
public final class FirstExchange extends Exchange {

    /**
     * Makes an exchange.
     *
     * @param server where the other side listens
     * @param slow told when the other side does not take all that there is. For logs
     */
    public FirstExchange(InetSocketAddress server, Runnable slow) {
        super(server, slow);
    }

    @Override
    void write(ByteBuffer outgoing, SocketChannel channel) throws IOException {
        channel.write(outgoing);
        if (outgoing.hasRemaining()) {
            isSlow();
            outgoing.position(outgoing.limit()); // bug: what the kernel had no room for is lost
        }
    }
}
