package dev.haywire.samples.dns;

import static dev.haywire.assertj.HaywireAssertions.assertThat;
import static dev.haywire.fault.Faults.drop;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.TcpEndpoint;
import dev.haywire.TcpServer;
import dev.haywire.UdpEndpoint;
import dev.haywire.UdpPeer;
import dev.haywire.fault.ActiveFault;
import dev.haywire.samples.Sample;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a resolver is held to: its server listens on one port number over both protocols, as DNS does. */
class ResolverTest {

    private static final String CLUSTER =
            IntStream.range(1, 100).mapToObj(i -> "192.0.2." + i).collect(joining(" "));
    private static final String PART = "192.0.2.1 192.0.2.2 truncated";

    @UdpPeer
    private UdpEndpoint udp;

    @TcpServer(samePortAs = "udp")
    private TcpEndpoint tcp;

    private Resolver resolver;

    Resolver of(InetSocketAddress server) {
        return Resolver.overBoth(server);
    }

    @BeforeEach
    void serve() {
        udp.handle((question, replier) -> replier.reply(question.text().equals("www") ? "192.0.2.1" : PART));
        tcp.handle(session -> session.send((session.readLine().equals("www") ? "192.0.2.1" : CLUSTER) + "\n"));
        resolver = of(udp.address());
    }

    /** On the developer's machine: a name with one address; TCP is not needed. */
    @Test
    void asksOverUdp() throws IOException {
        assertThat(resolver.resolve("www")).containsExactly("192.0.2.1");
        assertThat(udp.datagrams()).isNotEmpty();
        assertThat(tcp).hasAccepted(0);
        shows("a short answer: over UDP alone");
    }

    /** In the field: a question is lost on the way to the resolver next door. Here: the first one; it has to be asked again. */
    @Test
    void asksAgain() throws IOException {
        ActiveFault lost = udp.apply(drop().upstream().onClients(0).nth(1));
        assertThat(resolver.resolve("www")).containsExactly("192.0.2.1");
        assertThat(lost).hasFired(1);
        shows("first question lost: asked again");
    }

    /**
     * In the field: a service grows, its addresses do not fit into a datagram any more, and clients without TCP see some of them, or none. Here: an
     * answer that says that it is not all; the rest has to be fetched from the same port number over TCP.
     */
    @Test
    void asksOverTcpForWhatIsTooLong() throws IOException {
        assertThat(resolver.resolve("cluster")).hasSize(99).doesNotContain("truncated");
        assertThat(tcp).hasAccepted(1).hasReceivedText("cluster\n");
        assertThat(tcp.port()).isEqualTo(udp.port());
        shows("99 addresses: the rest came over TCP, from the same port number as over UDP");
    }

    void shows(String shown) {
        Sample.shows("resolver", shown);
    }
}
