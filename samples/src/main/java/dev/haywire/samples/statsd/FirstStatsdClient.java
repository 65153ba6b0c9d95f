package dev.haywire.samples.statsd;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicLong;

/** The client as it was written first: one failure, and it is silent until the application restarts. {@link StatsdClient} goes on. */
public final class FirstStatsdClient implements Metrics {
    private final DatagramSocket socket;
    private final AtomicLong failures = new AtomicLong();

    /**
     * Makes a client.
     *
     * @param agent where the agent listens
     * @throws IOException if there is no way to that address
     */
    public FirstStatsdClient(InetSocketAddress agent) throws IOException {
        socket = new DatagramSocket();
        socket.connect(agent);
    }

    @Override
    public void increment(String counter) {
        byte[] bytes = (counter + ":1|c").getBytes(UTF_8);
        try {
            socket.send(new DatagramPacket(bytes, bytes.length));
        } catch (IOException failure) {
            // bug: the agent is being restarted, and nobody ever makes another socket
            socket.close();
            failures.incrementAndGet();
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
