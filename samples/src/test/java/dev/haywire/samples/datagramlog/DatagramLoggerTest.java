package dev.haywire.samples.datagramlog;

import static dev.haywire.fault.Faults.truncate;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.UdpEndpoint;
import dev.haywire.UdpProxy;
import dev.haywire.samples.Sample;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a logger of datagrams is held to. It is the server here: the wire is before it. */
class DatagramLoggerTest {

    @UdpProxy
    private UdpEndpoint wire;

    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private DatagramLog logger;
    private DatagramSocket sender;

    DatagramLog listenOn(InetSocketAddress where, Consumer<String> log) throws IOException {
        return new DatagramLogger(where, log);
    }

    /** How long to wait for a line. */
    long patienceMillis() {
        return 5000;
    }

    @BeforeEach
    void listen() throws IOException {
        logger = listenOn(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), lines::add);
        wire.forwardTo(logger.address());
        sender = new DatagramSocket();
    }

    @AfterEach
    void close() {
        sender.close();
        logger.close();
    }

    /** On the developer's machine: a datagram, a line. */
    @Test
    void logsEachDatagram() throws Exception {
        send("disk sda is full", "disk sda is still full");
        assertThat(nextLine()).isEqualTo("16 B: disk sda is full");
        assertThat(nextLine()).isEqualTo("22 B: disk sda is still full");
        shows("2 datagrams: 2 lines");
    }

    /**
     * In the field: the receiver's buffer still holds the message before, and a short one is logged with the other's end. Here: the wire cuts the
     * second of three equal messages, and the log has to say so.
     */
    @Test
    void logsWhatArrivedAndNoMore() throws Exception {
        wire.apply(truncate(4).upstream().nth(2));
        send("disk sda is full", "disk sda is full", "disk sda is full");

        assertThat(nextLine()).isEqualTo("16 B: disk sda is full");
        assertThat(nextLine()).isEqualTo("4 B: disk");
        assertThat(nextLine()).isEqualTo("16 B: disk sda is full");
        shows("2nd of 3 datagrams cut to 4 B on the way: logged as \"disk\"");
    }

    /** In the field: somebody's probe sends an empty datagram, and the receiver takes it for the end. Here: one between two others. */
    @Test
    void logsAnEmptyOneAndGoesOn() throws Exception {
        send("before", "", "behind");
        assertThat(nextLine()).isEqualTo("6 B: before");
        assertThat(nextLine()).isEqualTo("0 B: ");
        assertThat(nextLine()).isEqualTo("6 B: behind");
        shows("empty datagram between two others: 3 lines");
    }

    private void send(String... texts) throws IOException {
        for (String text : texts) {
            byte[] bytes = text.getBytes(UTF_8);
            sender.send(new DatagramPacket(bytes, bytes.length, wire.address()));
        }
    }

    private String nextLine() throws InterruptedException {
        String line = lines.poll(patienceMillis(), MILLISECONDS);
        return line == null ? "nothing for " + patienceMillis() + " ms" : line;
    }

    void shows(String shown) {
        Sample.shows("datagram logger", shown);
    }
}
