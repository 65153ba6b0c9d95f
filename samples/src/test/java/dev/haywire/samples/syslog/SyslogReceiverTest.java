package dev.haywire.samples.syslog;

import static dev.haywire.assertj.HaywireAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofSeconds;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.UdpEndpoint;
import dev.haywire.UdpProxy;
import dev.haywire.samples.Sample;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a receiver of log messages is held to. The wire before it notes how long each of them was. */
class SyslogReceiverTest {

    @UdpProxy
    private UdpEndpoint wire;

    private final BlockingQueue<String> store = new LinkedBlockingQueue<>();
    private SyslogReceiver receiver;

    SyslogReceiver receiveInto(Consumer<String> store) throws IOException {
        return SyslogReceiver.withRoomForAll(store);
    }

    @BeforeEach
    void listen() throws IOException {
        receiver = receiveInto(store::add);
        wire.forwardTo(receiver.address());
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    /** On the developer's machine: messages are short. */
    @Test
    void storesShortMessages() throws Exception {
        send("<34>su: 'su root' failed");
        assertThat(store.poll(5, SECONDS)).isEqualTo("<34>su: 'su root' failed");
        shows("a short message: stored");
    }

    /**
     * In the field: one day a message holds a stack trace, and what does not fit into the receiver's buffer is gone without a word. Here: one of
     * 3 000 bytes passes the wire whole, and has to be stored whole; the next one too.
     */
    @Test
    void storesAStackTraceWhole() throws Exception {
        String trace = "<11>java.lang.IllegalStateException" + " at com.example.Shop.sell".repeat(130);
        send(trace.substring(0, 3000), "<11>the next one");

        String stored = store.poll(5, SECONDS);
        assertThat(wire).receivesWithin(2, ofSeconds(5));
        assertThat(wire.datagrams().get(0).payload()).hasSize(3000);
        assertThat(stored.length()).as("bytes stored of 3000 that arrived").isEqualTo(3000);
        assertThat(store.poll(5, SECONDS)).isEqualTo("<11>the next one");
        shows("a message of 3000 bytes: stored whole");
    }

    /** The limit: no datagram over IPv4 is larger than 65 507 bytes, so none may be too large. */
    @Test
    void storesTheLargestDatagramWhole() throws Exception {
        send("x".repeat(65_507));
        assertThat(store.poll(5, SECONDS).length()).as("bytes stored of 65507").isEqualTo(65_507);
        shows("the largest datagram, 65507 bytes: stored whole");
    }

    private void send(String... messages) throws IOException {
        try (DatagramSocket sender = new DatagramSocket()) {
            for (String message : messages) {
                byte[] bytes = message.getBytes(UTF_8);
                sender.send(new DatagramPacket(bytes, bytes.length, wire.address()));
            }
        }
    }

    void shows(String shown) {
        Sample.shows("syslog receiver", shown);
    }
}
