package dev.haywire.samples.slowconsumer;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** Writes no faster than the other side reads. */
public final class PatientExchange extends Exchange {

    /**
     * Makes an exchange.
     *
     * @param server where the other side listens
     * @param slow told when the other side does not take all that there is. For logs
     */
    public PatientExchange(InetSocketAddress server, Runnable slow) {
        super(server, slow);
    }

    @Override
    void write(ByteBuffer outgoing, SocketChannel channel) throws IOException {
        channel.write(outgoing);
        if (outgoing.hasRemaining()) {
            isSlow(); // what is left goes with the next turn, when the kernel has room again
        }
    }
}
