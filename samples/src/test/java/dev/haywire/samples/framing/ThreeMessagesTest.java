package dev.haywire.samples.framing;

import static dev.haywire.assertj.HaywireAssertions.assertThat;
import static dev.haywire.fault.Faults.stall;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.EachProtocol;
import dev.haywire.Endpoint;
import dev.haywire.Protocol;
import dev.haywire.TcpEndpoint;
import dev.haywire.UdpEndpoint;
import dev.haywire.fault.ActiveFault;
import dev.haywire.samples.Sample;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;

/** What both kinds of message client are held to, by one test that runs over TCP and over UDP. */
class ThreeMessagesTest {

    private static final List<String> THREE = List.of("one", "two", "three");

    Messages overTcp(InetSocketAddress address) throws IOException {
        return new LengthPrefixedMessages(address);
    }

    Messages overUdp(InetSocketAddress address) throws IOException {
        return new DatagramMessages(address);
    }

    /**
     * In the field: three sends are three datagrams over UDP, and code that was written so is ported to TCP, where they stick together. Here: the
     * server's answers to three sends are held back and let go together; three messages have to be heard, over either protocol.
     */
    @EachProtocol
    void threeSendsAreThreeMessages(Endpoint server) throws Exception {
        try (Messages messages =
                server.protocol() == Protocol.TCP ? overTcp(server.address()) : overUdp(server.address())) {
            ActiveFault held = server.apply(stall().downstream());
            for (String message : THREE) {
                messages.send(message);
            }
            awaitArrivalOfAll(server);
            held.awaitFired(ofSeconds(5));
            held.close();

            for (String message : THREE) {
                assertThat(messages.receive()).isEqualTo(message);
            }
            shows("3 sends over " + server.protocol() + ", held back and let go together: 3 messages");
        }
    }

    private static void awaitArrivalOfAll(Endpoint server) {
        if (server instanceof TcpEndpoint tcp) {
            tcp.awaitAccepted(1);
            tcp.connection(0).awaitReceived("three");
        } else {
            assertThat((UdpEndpoint) server).receivesWithin(3, ofSeconds(5)).hasReceivedTexts("one", "two", "three");
        }
    }

    void shows(String shown) {
        Sample.shows("message client", shown);
    }
}
