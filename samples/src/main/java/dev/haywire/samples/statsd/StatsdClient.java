package dev.haywire.samples.statsd;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.util.concurrent.atomic.AtomicLong;

/** Goes on when the agent is away, and knows whose failure it is that a send reports. */
public final class StatsdClient implements Metrics {
    private static final int ATTEMPTS = 3;

    private final DatagramSocket socket;
    private final AtomicLong failures = new AtomicLong();

    /**
     * Makes a client.
     *
     * @param agent where the agent listens, or will
     * @throws IOException if there is no way to that address
     */
    public StatsdClient(InetSocketAddress agent) throws IOException {
        socket = new DatagramSocket();
        socket.connect(agent);
    }

    @Override
    public void increment(String counter) {
        byte[] bytes = (counter + ":1|c").getBytes(UTF_8);
        DatagramPacket packet = new DatagramPacket(bytes, bytes.length);
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                socket.send(packet);
                return;
            } catch (PortUnreachableException earlier) {
                // says that a datagram before this one found nobody; this one was not sent at all: try it
                failures.incrementAndGet();
            } catch (IOException broken) {
                failures.incrementAndGet();
                return;
            }
        }
    }

    @Override
    public long failures() {
        return failures.get();
    }

    @Override
    public void close() {
        socket.close();
    }
}
