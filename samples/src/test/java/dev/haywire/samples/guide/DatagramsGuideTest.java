package dev.haywire.samples.guide;

import static dev.haywire.assertj.HaywireAssertions.assertThat;
import static dev.haywire.fault.Direction.BOTH;
import static dev.haywire.fault.Direction.DOWNSTREAM;
import static dev.haywire.fault.Direction.UPSTREAM;
import static dev.haywire.fault.Faults.drop;
import static dev.haywire.fault.Faults.loss;
import static dev.haywire.fault.Faults.refuse;
import static dev.haywire.fault.Faults.stall;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.haywire.Datagram;
import dev.haywire.EachProtocol;
import dev.haywire.Endpoint;
import dev.haywire.Protocol;
import dev.haywire.TcpEndpoint;
import dev.haywire.TcpServer;
import dev.haywire.UdpEchoServer;
import dev.haywire.UdpEndpoint;
import dev.haywire.UdpHandler;
import dev.haywire.UdpPeer;
import dev.haywire.UdpProxy;
import dev.haywire.UdpReplier;
import dev.haywire.fault.ActiveFault;
import dev.haywire.fault.Drop;
import dev.haywire.fault.Latency;
import dev.haywire.fault.Loss;
import dev.haywire.samples.lookup.LookupClient;
import dev.haywire.samples.orders.OrderClient;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Endpoints for datagrams, and what becomes of those. */
class DatagramsGuideTest {

    // tag::lost
    @Test
    @Drop(value = 1, direction = UPSTREAM)
    void asksAgainWhenTheQuestionIsLost(@UdpPeer(reply = "17") UdpEndpoint stock) {
        assertThat(new LookupClient(stock.address()).ask("how many?")).isEqualTo("17");
        assertThat(stock).hasDropped(1).receivesWithin(1, ofSeconds(2));
    }
    // end::lost

    // tag::sink
    @Test
    void isRecorded(@UdpPeer UdpEndpoint sink) {
        LookupClient client = new LookupClient(sink.address());
        client.tell("one");
        client.tell("two");
        assertThat(sink.takeDatagram().text()).isEqualTo("one"); // waits for the next one
        assertThat(sink.takeDatagram().source().getPort()).isEqualTo(client.port());
    }
    // end::sink

    // tag::handler
    static class Prices implements UdpHandler {
        private final Map<String, String> prices = Map.of("apples?", "3", "pears?", "4");

        @Override
        public void handle(Datagram question, UdpReplier replier) {
            replier.reply(prices.getOrDefault(question.text(), "none"));
        }
    }

    @Test
    void asksForPrices(@UdpPeer(handler = Prices.class) UdpEndpoint shop) {
        assertThat(new LookupClient(shop.address()).ask("pears?")).isEqualTo("4");
    }
    // end::handler

    // tag::proxy
    @Test
    void stillHearsAServerThatAnswersTwice(
            @UdpPeer(reply = "17", property = "shop.stock") UdpEndpoint server,
            @UdpProxy("${shop.stock}") UdpEndpoint proxy) {
        proxy.apply(drop().downstream().nth(1));
        assertThat(new LookupClient(proxy.address()).ask("how many?")).isEqualTo("17");
        assertThat(server).receivesWithin(2, ofSeconds(2));
        assertThat(proxy).hasDropped(1);
    }
    // end::proxy

    // tag::unasked
    @Test
    void hearsWhatItNeverAskedFor(@UdpPeer UdpEndpoint peer) throws Exception {
        try (DatagramSocket client = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            client.setSoTimeout(5000);
            InetSocketAddress application = new InetSocketAddress(client.getLocalAddress(), client.getLocalPort());
            peer.send("closed today".getBytes(), application);
            DatagramPacket packet = new DatagramPacket(new byte[100], 100);
            client.receive(packet);
            assertThat(new String(packet.getData(), 0, packet.getLength())).isEqualTo("closed today");
        }
    }
    // end::unasked

    // tag::rebind
    @Test
    void looksLikeAnotherClientBehindANat(@UdpPeer UdpEndpoint server, @UdpProxy UdpEndpoint proxy) {
        proxy.forwardTo(server.address());
        LookupClient client = new LookupClient(proxy.address());
        client.tell("before");
        server.awaitDatagrams(1);

        proxy.rebind(proxy.clients().get(0)); // another source port from now on
        client.tell("after");

        server.awaitDatagrams(2);
        assertThat(proxy.clients()).hasSize(1);
        assertThat(server.clients()).hasSize(2);
    }
    // end::rebind

    // tag::samePort
    @Test
    @TcpServer(name = "zone", reply = "all of it\n")
    void asksTheSamePortOverBothProtocols(
            @UdpPeer(reply = "17", samePortAs = "zone") UdpEndpoint stock, TcpEndpoint zone) {
        assertThat(stock.port()).isEqualTo(zone.port());
        assertThat(new LookupClient(stock.address()).ask("how many?")).isEqualTo("17");
        assertThat(new OrderClient(zone.address()).send("transfer")).isEqualTo("all of it");
    }
    // end::samePort

    // tag::each
    @EachProtocol
    @Latency(20)
    void answersOverBothProtocols(Endpoint server) {
        String answer = server.protocol() == Protocol.TCP
                ? new OrderClient(server.address()).send("hello")
                : new LookupClient(server.address()).ask("hello");
        assertThat(answer).isEqualTo("hello");
    }
    // end::each

    // tag::annotated
    @Test
    void losesExactlyThese(@UdpPeer @Drop({3, 5}) UdpEndpoint sink) { // both have to come by, else the test fails
        LookupClient client = new LookupClient(sink.address());
        for (int i = 1; i <= 6; i++) {
            client.tell("n" + i);
        }
        assertThat(sink).hasReceivedTexts("n1", "n2", "n4", "n6");
    }

    @Test
    @Loss(value = 0.8, maxBurst = 2, direction = UPSTREAM) // by chance, but the third attempt gets through
    void asksUntilItIsHeard(@UdpPeer(reply = "17") UdpEndpoint stock) {
        assertThat(new LookupClient(stock.address()).ask("how many?")).isEqualTo("17");
    }
    // end::annotated

    // tag::code
    @Test
    void inCode(@UdpEchoServer UdpEndpoint server) throws Exception {
        LookupClient client = new LookupClient(server.address());

        ActiveFault silence = server.apply(
                stall().upstream().matching(datagram -> datagram.text().startsWith("slow")));
        client.tell("slow one");
        client.tell("fast one");
        assertThat(server).hasReceivedTexts("fast one");
        silence.close(); // what was held back goes on its way
        assertThat(server).hasReceivedTexts("fast one", "slow one");

        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(server.address());
            socket.setSoTimeout(5000);
            // a real ICMP port unreachable, exactly while this runs
            server.during(refuse(), () -> {
                socket.send(new DatagramPacket(new byte[1], 1));
                assertThatExceptionOfType(PortUnreachableException.class)
                        .isThrownBy(() -> socket.receive(new DatagramPacket(new byte[1], 1)));
            });
        }
        assertThat(client.ask("still there?")).isEqualTo("still there?"); // on the same port
    }
    // end::code

    // tag::clients
    @Test
    void losesTheSameOfEachSensor(@UdpPeer UdpEndpoint sink) {
        sink.apply(loss(0.3).sameForEveryClient());
        for (int sensor = 0; sensor < 2; sensor++) {
            LookupClient client = new LookupClient(sink.address());
            for (int i = 0; i < 20; i++) {
                client.tell("n" + i);
            }
        }
        assertThat(ordinals(sink, 0)).hasSizeLessThan(20).isEqualTo(ordinals(sink, 1));
    }

    private static List<Long> ordinals(UdpEndpoint endpoint, int client) {
        return endpoint.datagrams().stream()
                .filter(datagram -> datagram.index() == client)
                .map(Datagram::ordinal)
                .toList();
    }
    // end::clients

    @Test
    void records(@UdpEchoServer UdpEndpoint server) {
        // tag::records
        LookupClient client = new LookupClient(server.address());
        client.tell("one");
        client.tell("two");
        server.awaitDatagrams(2);

        Datagram second = server.datagrams().get(1); // upstream: delivered to the server
        assertThat(second.text()).isEqualTo("two");
        assertThat(second.index()).isEqualTo(0); // its client, by first arrival
        assertThat(second.ordinal()).isEqualTo(2); // counts from 1, per client and direction
        assertThat(server.datagrams(DOWNSTREAM)).hasSize(2); // the echoes
        assertThat(server.clients().get(0).getPort()).isEqualTo(client.port());
        assertThat(server.journal().lines()).anyMatch(line -> line.endsWith("  #0 upstream 2: 3 B"));
        // end::records
    }

    @Test
    void assertions(@UdpPeer UdpEndpoint sink) {
        // tag::all
        ActiveFault lost = sink.apply(drop().every(4));
        LookupClient client = new LookupClient(sink.address());
        for (int i = 1; i <= 8; i++) {
            client.tell("n" + i);
        }

        assertThat(sink).receivesWithin(6, ofSeconds(5)).hasReceivedDatagrams(6).hasDropped(2);
        assertThat(sink).hasReceivedTexts("n1", "n2", "n3", "n5", "n6", "n7");
        assertThat(sink).hasLossBetween(0.2, 0.3); // of all that came: 2 of 8
        assertThat(lost).hasFired(2); // once per datagram
        // end::all
    }

    @Test
    void counts(@UdpEchoServer UdpEndpoint server) {
        // tag::counts
        server.apply(drop().upstream().first(1));
        ActiveFault silence = server.apply(stall().upstream());
        LookupClient client = new LookupClient(server.address());
        client.tell("one");
        client.tell("two");

        assertThat(server.counts(UPSTREAM).received()).isEqualTo(2);
        assertThat(server.counts(UPSTREAM).dropped("drop")).isEqualTo(1);
        assertThat(server.counts(UPSTREAM).held()).isEqualTo(1);
        silence.close();
        assertThat(server.counts(UPSTREAM).delivered()).isEqualTo(1);
        assertThat(server.counts(BOTH).received()).isEqualTo(3); // the echo too
        // end::counts
    }

    @Test
    void failure(@UdpPeer(name = "sink") UdpEndpoint sink) {
        // tag::failure
        sink.apply(drop().nth(2));
        LookupClient client = new LookupClient(sink.address());
        client.tell("one");
        client.tell("two");

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertThat(sink).hasReceivedDatagrams(2))
                .withMessageStartingWith("Expected UDP endpoint \"sink\" at " + sink.host() + ":" + sink.port()
                        + " to have received 2 datagrams, but it received 1 (2 came; 1 dropped: drop 1)\n")
                .withMessageContaining("The journal:\n")
                .withMessageEndingWith("  #0 upstream 2: dropped by drop");
        // end::failure
    }
}
