package dev.haywire.assertj;

import static dev.haywire.assertj.HaywireAssertions.assertThat;
import static dev.haywire.fault.Faults.drop;
import static dev.haywire.fault.Faults.duplicate;
import static dev.haywire.fault.Faults.loss;
import static dev.haywire.fault.Faults.mtu;
import static dev.haywire.fault.Faults.stall;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.haywire.Haywire;
import dev.haywire.UdpEndpoint;
import dev.haywire.fault.ActiveFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each assertion over a real socket, in both outcomes. */
@Timeout(60)
class AssertionsOnUdpSocketsTest {
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofSeconds(20);

    private final Haywire haywire = Haywire.open();
    private final UdpEndpoint peer = haywire.udpEchoServer(options -> options.name("dns"));
    private final String expectedPeer = "Expected UDP endpoint \"dns\" at 127.0.0.1:" + peer.port() + " ";
    private DatagramSocket client;

    @BeforeEach
    void open() throws IOException {
        client = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"));
    }

    @AfterEach
    void close() {
        client.close();
        haywire.close();
    }

    @Test
    void hasReceivedDatagrams() {
        assertThat(peer).hasReceivedDatagrams(0);
        send("one", "two");
        assertThat(peer).hasReceivedDatagrams(2);
        failing(
                () -> assertThat(peer).hasReceivedDatagrams(3),
                expectedPeer + "to have received 3 datagrams, but it received 2");
    }

    @Test
    void tellsWhatBecameOfTheOthers() {
        peer.apply(mtu(3).upstream());
        peer.apply(drop().upstream().nth(2));
        peer.apply(duplicate(1).upstream().nth(3));
        ActiveFault silence = peer.apply(stall().upstream().nth(1));
        send("one", "two", "six", "seven");
        failing(
                () -> assertThat(peer).hasReceivedDatagrams(3),
                expectedPeer
                        + "to have received 3 datagrams, but it received 2 (4 came; 1 duplicated; 2 dropped: drop 1, mtu 1; 1 held)");
        silence.close();
        assertThat(peer).hasReceivedDatagrams(3).hasReceivedTexts("six", "six", "one");
    }

    @Test
    void hasReceivedTexts() {
        failingWith(
                () -> assertThat(peer).hasReceivedTexts("one"),
                expectedPeer + "to have received exactly 1 datagram: \"one\", but it received 0 datagrams: none",
                "The journal is empty.");
        ActiveFault second = peer.apply(drop().upstream().nth(2));
        send("one", "two", "three\n");
        assertThat(peer).hasReceivedTexts("one", "three\n");
        failing(
                () -> assertThat(peer).hasReceivedTexts("one", "two", "three\n"),
                expectedPeer
                        + "to have received exactly 3 datagrams: \"one\", \"two\", \"three\\n\", but it received 2 datagrams: \"one\", \"three\\n\" (3 came; 1 dropped: drop 1)");
        assertThat(second).hasFired(1);
        failing(
                () -> assertThat(second).hasNeverFired(),
                "Expected fault drop().upstream().nth(2) never to have fired, but it fired 1 time (matched 1, active)");
    }

    @Test
    void receivesWithin() throws Exception {
        peer.apply(drop().upstream().nth(1));
        send("lost");
        failing(
                () -> assertThat(peer).receivesWithin(1, SHORT),
                expectedPeer + "to deliver 1 datagram within 50 ms, but it delivered 0 (1 came; 1 dropped: drop 1)");
        Thread sender = new Thread(() -> send("one", "two"));
        sender.start();
        assertThat(peer).receivesWithin(2, LONG);
        sender.join();
        assertThat(peer).receivesWithin(1, Duration.ZERO).receivesWithin(0, SHORT);
    }

    @Test
    void hasDropped() throws Exception {
        assertThat(peer).hasDropped(0);
        failingWith(
                () -> assertThat(peer).hasDropped(1),
                expectedPeer + "to have dropped 1 datagram, but none came",
                "The journal is empty.");
        peer.apply(drop().upstream().nth(1));
        peer.apply(mtu(3).downstream());
        send("lost", "too long", "one");
        receive();
        assertThat(peer).hasDropped(2);
        failing(
                () -> assertThat(peer).hasDropped(0),
                expectedPeer + "to have dropped 0 datagrams, but it dropped 2 of 5 (drop 1, mtu 1)");
    }

    @Test
    void hasLossBetween() {
        ActiveFault lossy = peer.apply(loss(0.3).upstream().perBlock(10));
        for (int i = 0; i < 10; i++) {
            send("n" + i, "m" + i);
        }
        assertThat(peer).receivesWithin(14, LONG).hasDropped(6);
        assertThat(lossy).hasFired(6);
        // the echoes came through: 6 of 20 + 14
        assertThat(peer).hasLossBetween(0.17, 0.18);
        failing(
                () -> assertThat(peer).hasLossBetween(0.3, 0.3),
                expectedPeer
                        + "to have lost between 0.3 and 0.3 of its datagrams, but it lost 0.1765: 6 of 34 (loss 6)");
    }

    @Test
    void soft() {
        send("one");
        HaywireSoftAssertions softly = new HaywireSoftAssertions();
        softly.assertThat(peer)
                .hasReceivedDatagrams(3)
                .hasReceivedTexts("x")
                .hasDropped(1)
                .hasLossBetween(0.5, 1);
        softly.assertThat(peer).receivesWithin(2, SHORT).hasDropped(0);
        assertThat(softly.errorsCollected()).hasSize(5).allSatisfy(error -> assertThat(error)
                .hasMessageContaining("#0 upstream 1: 3 B"));
    }

    private void send(String... texts) {
        try {
            for (String text : texts) {
                byte[] payload = text.getBytes(UTF_8);
                client.send(new DatagramPacket(payload, payload.length, peer.address()));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Waits for an answer: what was sent before it has passed the wire in both directions. */
    private void receive() throws IOException {
        client.setSoTimeout(10_000);
        client.receive(new DatagramPacket(new byte[100], 100));
    }

    /** The journal is read behind the assertion, which lets the loop look at what has come. */
    private void failing(ThrowingCallable assertion, String message) {
        Throwable failure = catchThrowable(assertion);
        List<String> lines = peer.journal().lines();
        String heading = lines.size() > 20 ? "The journal's last 20 of " + lines.size() + " lines:" : "The journal:";
        assertThat(failure)
                .isInstanceOf(AssertionError.class)
                .hasMessage(message + "\n\n" + heading + "\n  "
                        + String.join("\n  ", lines.subList(Math.max(0, lines.size() - 20), lines.size())));
    }

    private static void failingWith(ThrowingCallable assertion, String message, String journal) {
        assertThatThrownBy(assertion).isInstanceOf(AssertionError.class).hasMessage(message + "\n\n" + journal);
    }
}
