package dev.haywire.internal.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haywire.Datagram;
import dev.haywire.Protocol;
import dev.haywire.fault.Direction;
import dev.haywire.internal.journal.WallTime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What a healthy UDP endpoint does: passes on, records, counts. */
class UdpPeerTest {

    @Test
    void aSinkRecordsWhatComesInOrderAndSaysNothing() throws IOException {
        Instant before = WallTime.now().minusMillis(1);
        try (LiveUdpEndpoint sink = StartedUdp.sink();
                UdpClient client = UdpClient.of(sink)) {
            client.send("a", "", "c");
            sink.awaitDatagrams(3);
            assertThat(sink.datagrams()).extracting(Datagram::text).containsExactly("a", "", "c");
            assertThat(sink.datagrams()).extracting(Datagram::ordinal).containsExactly(1L, 2L, 3L);
            assertThat(sink.datagrams()).extracting(Datagram::index).containsOnly(0);
            assertThat(sink.datagrams()).extracting(Datagram::direction).containsOnly(Direction.UPSTREAM);
            assertThat(sink.datagrams()).extracting(Datagram::source).containsOnly(client.address());
            assertThat(sink.datagrams())
                    .extracting(Datagram::receivedAt)
                    .isSorted()
                    .allMatch(at -> at.isAfter(before));
            assertThat(sink.clients()).containsExactly(client.address());
            assertThat(sink.counts().received()).isEqualTo(3);
            assertThat(sink.counts(Direction.DOWNSTREAM).received()).isZero();
            assertThat(client.receiveNow()).isNull();
            assertThat(sink.unaccounted()).isEmpty();
        }
    }

    @Test
    void anEchoAnswersAndBothDirectionsAreRecorded() throws IOException {
        try (LiveUdpEndpoint echo = StartedUdp.echo();
                UdpClient client = UdpClient.of(echo)) {
            client.send("a");
            assertThat(client.receive()).isEqualTo("a");
            client.send("b");
            assertThat(client.receive()).isEqualTo("b");
            assertThat(echo.datagrams(Direction.BOTH))
                    .extracting(datagram -> datagram.direction() + " " + datagram.ordinal() + " " + datagram.text())
                    .containsExactly("UPSTREAM 1 a", "DOWNSTREAM 1 a", "UPSTREAM 2 b", "DOWNSTREAM 2 b");
            assertThat(echo.datagrams(Direction.DOWNSTREAM))
                    .extracting(Datagram::source)
                    .containsOnly(echo.address());
            assertThat(echo.counts().delivered()).isEqualTo(4);
            assertThat(echo.counts(Direction.UPSTREAM).delivered()).isEqualTo(2);
            assertThat(echo.counts(Direction.DOWNSTREAM).delivered()).isEqualTo(2);
        }
    }

    @Test
    void aReplyIsTheSameForAll() throws IOException {
        try (LiveUdpEndpoint peer = StartedUdp.service(
                        "pong", new UdpService.Reply(Started.bytes("pong"), StandardCharsets.UTF_8));
                UdpClient one = UdpClient.of(peer);
                UdpClient two = UdpClient.of(peer)) {
            one.send("a");
            two.send("");
            assertThat(one.receive()).isEqualTo("pong");
            assertThat(two.receive()).isEqualTo("pong");
            // what is taken is what the application sent
            assertThat(peer.takeDatagram().text()).isEqualTo("a");
            assertThat(peer.takeDatagram().text()).isEmpty();
        }
    }

    @Test
    void aProxyRelaysBothWaysToConnectedAndUnconnectedClients() throws IOException {
        try (LiveUdpEndpoint echo = StartedUdp.echo();
                LiveUdpEndpoint proxy = StartedUdp.proxy(echo.address());
                UdpClient one = UdpClient.of(proxy);
                UdpClient two = UdpClient.connected(proxy)) {
            for (UdpClient client : new UdpClient[] {one, two}) {
                client.send("x");
                assertThat(client.receive()).isEqualTo("x");
                client.send("y");
                assertThat(client.receive()).isEqualTo("y");
            }
            assertThat(echo.clients()).hasSize(2);
            assertThat(proxy.datagrams(Direction.DOWNSTREAM))
                    .extracting(Datagram::source)
                    .containsOnly(echo.address());
            assertThat(proxy.counts().delivered()).isEqualTo(8);
        }
    }

    @Test
    void anEmptyAnswerReachesAConnectedClient() throws IOException {
        try (LiveUdpEndpoint peer =
                        StartedUdp.service("empty", new UdpService.Reply(new byte[0], StandardCharsets.UTF_8));
                LiveUdpEndpoint proxy = StartedUdp.proxy(peer.address());
                UdpClient client = UdpClient.connected(proxy)) {
            client.send("x");
            assertThat(client.receive()).isEmpty();
        }
    }

    @Test
    void theTestSendsThroughAProxyToo() throws IOException {
        try (LiveUdpEndpoint server = StartedUdp.sink();
                LiveUdpEndpoint proxy = StartedUdp.proxy(server.address());
                UdpClient client = UdpClient.connected(proxy)) {
            proxy.send(Started.bytes("hello"), client.address());
            assertThat(client.receive()).isEqualTo("hello");
            assertThat(proxy.counts(Direction.DOWNSTREAM).delivered()).isEqualTo(1);
            assertThat(server.counts().received()).isZero();
        }
    }

    @Test
    void theJournalTellsWhatCameBeforeItWasAsked() throws IOException {
        try (LiveUdpEndpoint sink = StartedUdp.sink();
                UdpClient client = UdpClient.of(sink)) {
            for (int i = 1; i <= 50; i++) {
                client.send("x");
                assertThat(sink.journal().lines()).last().asString().endsWith("#0 upstream " + i + ": 1 B");
            }
        }
    }

    @Test
    void itTellsWhereItIs() {
        try (LiveUdpEndpoint sink = StartedUdp.sink()) {
            assertThat(sink.protocol()).isEqualTo(Protocol.UDP);
            assertThat(sink.name()).isEqualTo("sink");
            assertThat(sink.host()).isEqualTo("127.0.0.1");
            assertThat(sink.port()).isEqualTo(sink.address().getPort());
            assertThat(sink.uri("coap")).hasToString("coap://127.0.0.1:" + sink.port());
            assertThat(sink.toString()).isEqualTo("UDP endpoint \"sink\" at 127.0.0.1:" + sink.port() + ", 0 clients");
        }
    }

    @Test
    void nothingGoesWithoutAName() {
        try (LiveUdpEndpoint sink = StartedUdp.sink()) {
            assertThatThrownBy(() -> sink.datagrams(null)).hasMessage("direction");
            assertThatThrownBy(() -> sink.counts(null)).hasMessage("direction");
            assertThatThrownBy(() -> sink.send(null, sink.address())).hasMessage("payload");
            assertThatThrownBy(() -> sink.send(new byte[1], null)).hasMessage("client");
            assertThatThrownBy(() -> sink.expectClient(null)).hasMessage("client");
            assertThatThrownBy(() -> sink.handle(null)).hasMessage("handler");
            assertThatThrownBy(() -> sink.forwardTo(null)).hasMessage("upstream");
            assertThatThrownBy(() -> sink.takeDatagram(null)).hasMessage("timeout");
            assertThatThrownBy(() -> sink.rebind(null)).hasMessage("client");
        }
    }
}
