package dev.haywire.samples.statsd;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicLong;

/** The client as it was mended first: it goes on, but loses one count when the agent is back. {@link StatsdClient} does not. */
public final class SecondStatsdClient implements Metrics {
    private final DatagramSocket socket;
    private final AtomicLong failures = new AtomicLong();

    /**
     * Makes a client.
     *
     * @param agent where the agent listens
     * @throws IOException if there is no way to that address
     */
    public SecondStatsdClient(InetSocketAddress agent) throws IOException {
        socket = new DatagramSocket();
        socket.connect(agent);
    }

    @Override
    public void increment(String counter) {
        byte[] bytes = (counter + ":1|c").getBytes(UTF_8);
        try {
            socket.send(new DatagramPacket(bytes, bytes.length));
        } catch (IOException failure) {
            // bug: the failure is that of an earlier datagram, and this one was not even tried
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
