package dev.haywire.internal.net;

import static dev.haywire.fault.Faults.latency;
import static dev.haywire.fault.Faults.stall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haywire.Datagram;
import dev.haywire.fault.ActiveFault;
import dev.haywire.fault.Direction;
import dev.haywire.kit.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A proxy's ways to its server: another server, another source port, another source address. */
class UdpForwardTest {

    private static InetSocketAddress lastClient(LiveUdpEndpoint server) {
        return server.clients().get(server.clients().size() - 1);
    }

    @Test
    void withoutAServerDatagramsAreDropped() throws IOException {
        try (LiveUdpEndpoint proxy = StartedUdp.proxy(null);
                LiveUdpEndpoint echo = StartedUdp.echo();
                UdpClient client = UdpClient.of(proxy)) {
            client.send("1", "2");
            Started.eventually(() -> proxy.counts().dropped() == 2);
            assertThat(proxy.counts().dropped("noUpstream")).isEqualTo(2);
            assertThat(proxy.journal().lines().stream().filter(line -> line.contains("no upstream yet")))
                    .isNotEmpty();
            assertThat(proxy.datagrams()).isEmpty();
            proxy.forwardTo(echo.address());
            client.send("3");
            assertThat(client.receive()).isEqualTo("3");
            assertThat(proxy.unaccounted()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, 127.0.0.1", "0.0.0.0, 127.0.0.1", "127.0.0.1, 0.0.0.0", "0.0.0.0, 0.0.0.0"})
    void nobodyForwardsToItself(String host, String upstream) throws IOException {
        try (LiveUdpEndpoint echo = StartedUdp.echo();
                LiveUdpEndpoint proxy =
                        StartedUdp.at(host, FreePort.next(), "proxy", new UdpService.Proxy(echo.address()))) {
            InetSocketAddress itself = new InetSocketAddress(upstream, proxy.port());
            assertThatThrownBy(() -> proxy.forwardTo(itself))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("upstream " + upstream + ":" + proxy.port()
                            + " is the proxy itself: name the address of another server");
            // it still has the one before
            InetSocketAddress reached = new InetSocketAddress("127.0.0.1", proxy.port());
            try (UdpClient client = UdpClient.of(reached)) {
                client.send("1");
                assertThat(client.receive()).isEqualTo("1");
            }
            int port = proxy.port();
            proxy.close();
            assertThatThrownBy(() -> StartedUdp.at(host, port, "proxy", new UdpService.Proxy(itself)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("upstream " + upstream + ":" + port
                            + " is the proxy itself: name the address of another server");
            // and nothing of it stays open
            StartedUdp.at(host, port, "sink", new UdpService.Sink()).close();
        }
    }

    @Test
    void anotherServerServesFromNowOnKnownClientsToo() throws IOException {
        try (LiveUdpEndpoint one = StartedUdp.echo();
                LiveUdpEndpoint other = StartedUdp.echo();
                LiveUdpEndpoint proxy = StartedUdp.proxy(one.address());
                UdpClient known = UdpClient.of(proxy);
                UdpClient late = UdpClient.of(proxy)) {
            known.send("1");
            known.receive();
            proxy.forwardTo(other.address());
            known.send("2");
            late.send("3");
            assertThat(known.receive()).isEqualTo("2");
            assertThat(late.receive()).isEqualTo("3");
            assertThat(one.datagrams()).extracting(Datagram::text).containsExactly("1");
            assertThat(other.datagrams()).extracting(Datagram::text).containsExactly("2", "3");
            assertThat(proxy.clients()).containsExactly(known.address(), late.address());
        }
    }

    @Test
    void whatIsHeldGoesToTheServerOfTheMomentItGoesOn() throws IOException {
        try (LiveUdpEndpoint one = StartedUdp.sink();
                LiveUdpEndpoint other = StartedUdp.sink();
                LiveUdpEndpoint proxy = StartedUdp.proxy(one.address());
                UdpClient client = UdpClient.of(proxy)) {
            ActiveFault stall = proxy.apply(stall());
            client.send("x");
            Started.eventually(() -> proxy.counts().held() == 1);
            proxy.forwardTo(other.address());
            stall.close();
            other.awaitDatagrams(1);
            assertThat(one.counts().received()).isZero();
        }
    }

    @Test
    void aLateAnswerOfTheEarlierServerStillPasses() throws IOException {
        try (LiveUdpEndpoint one = StartedUdp.echo();
                LiveUdpEndpoint other = StartedUdp.sink();
                LiveUdpEndpoint proxy = StartedUdp.proxy(one.address());
                UdpClient client = UdpClient.of(proxy)) {
            ActiveFault slow = one.apply(latency(Duration.ofHours(1)).downstream());
            client.send("x");
            one.awaitDatagrams(1);
            proxy.forwardTo(other.address());
            slow.close();
            assertThat(client.receive()).isEqualTo("x");
        }
    }

    @Test
    void manyServersInTurn() throws IOException {
        try (LiveUdpEndpoint one = StartedUdp.echo();
                LiveUdpEndpoint other = StartedUdp.echo();
                LiveUdpEndpoint proxy = StartedUdp.proxy(one.address());
                UdpClient client = UdpClient.of(proxy)) {
            for (int i = 0; i < 1_100; i++) {
                proxy.forwardTo(i % 2 == 0 ? other.address() : one.address());
                client.send("x");
                client.receive();
            }
            assertThat(proxy.counts(Direction.UPSTREAM).delivered()).isEqualTo(1_100);
            assertThat(proxy.counts(Direction.UPSTREAM).dropped()).isZero();
        }
    }

    @Test
    void aReboundClientHasAnotherSourcePort() throws IOException {
        try (LiveUdpEndpoint server = StartedUdp.echo();
                LiveUdpEndpoint proxy = StartedUdp.proxy(server.address());
                UdpClient client = UdpClient.of(proxy);
                UdpClient bystander = UdpClient.of(proxy)) {
            bystander.send("b");
            bystander.receive();
            client.send("1");
            client.receive();
            InetSocketAddress before = lastClient(server);
            proxy.rebind(client.address());
            client.send("2");
            client.receive();
            assertThat(lastClient(server)).isNotEqualTo(before);
            assertThat(lastClient(server).getAddress()).isEqualTo(before.getAddress());
            // the mapping is gone: what the server sends to the old port goes nowhere
            server.send(Started.bytes("old"), before);
            server.send(Started.bytes("new"), lastClient(server));
            assertThat(client.receive()).isEqualTo("new");
            bystander.send("b2");
            bystander.receive();
            assertThat(server.clients()).hasSize(3);
            assertThat(proxy.journal().lines())
                    .anyMatch(line -> line.contains(
                            "rebound from " + before.getAddress().getHostAddress() + ":" + before.getPort() + " to "));
        }
    }

    @Test
    void aReboundClientMayHaveAnotherSourceAddress() throws IOException {
        try (LiveUdpEndpoint server = StartedUdp.echo();
                LiveUdpEndpoint proxy = StartedUdp.proxy(server.address());
                UdpClient client = UdpClient.of(proxy)) {
            client.send("1");
            client.receive();
            InetAddress other = InetAddress.getByName("127.0.0.2");
            proxy.rebind(client.address(), other);
            client.send("2", "");
            assertThat(client.receive()).isEqualTo("2");
            assertThat(client.receive()).isEmpty();
            assertThat(lastClient(server).getAddress()).isEqualTo(other);
            // it stays, also with another port
            proxy.rebind(client.address());
            client.send("3");
            client.receive();
            assertThat(lastClient(server).getAddress()).isEqualTo(other);
            assertThat(server.clients()).hasSize(3);
        }
    }

    @Test
    void rebindingToWhatIsNotHereChangesNothing() throws IOException {
        try (LiveUdpEndpoint server = StartedUdp.echo();
                LiveUdpEndpoint proxy = StartedUdp.proxy(server.address());
                UdpClient client = UdpClient.of(proxy)) {
            client.send("1");
            client.receive();
            String who = "client " + Addresses.spelled(client.address()) + " of \"proxy\" cannot be rebound to ";
            String allowed = "; allowed is an address of this machine, of the upstream's family";
            assertThatThrownBy(() -> proxy.rebind(client.address(), InetAddress.getByName("192.0.2.1")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(who + "192.0.2.1: Cannot assign requested address" + allowed);
            assertThatThrownBy(() -> proxy.rebind(client.address(), InetAddress.getByName("::1")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(who + "::1: the upstream is " + Addresses.spelled(server.address()) + allowed);
            client.send("2");
            assertThat(client.receive()).isEqualTo("2");
            assertThat(server.clients()).hasSize(1);
            proxy.rebind(client.address());
            client.send("3");
            assertThat(client.receive()).isEqualTo("3");
            assertThat(proxy.unaccounted()).isEmpty();
        }
    }

    @Test
    void onlyProxiesForwardAndRebindAndOnlyPeersHandle() throws IOException {
        try (LiveUdpEndpoint sink = StartedUdp.sink();
                LiveUdpEndpoint proxy = StartedUdp.proxy(sink.address());
                UdpClient client = UdpClient.of(sink)) {
            assertThatThrownBy(() -> sink.forwardTo(proxy.address()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("\"sink\" is no proxy: it answers itself, forwardTo has no meaning;"
                            + " use handle to change how it answers, or a proxy to forward");
            assertThatThrownBy(() -> sink.rebind(client.address()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("\"sink\" is no proxy: it has no mapping to rebind;"
                            + " rebind the application's own socket, or use a proxy");
            assertThatThrownBy(() -> proxy.handle((datagram, replier) -> {}))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("\"proxy\" is a proxy: its server answers, handle has no meaning;"
                            + " use forwardTo to choose the server");
            assertThatThrownBy(() -> proxy.rebind(client.address()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("client " + Addresses.spelled(client.address())
                            + " is not known to \"proxy\"; known are none");
        }
    }

    @Test
    void aServerOfAnotherFamilyTakesOverFromARebound() throws IOException {
        Ipv6.assume();
        try (LiveUdpEndpoint four = StartedUdp.echo();
                LiveUdpEndpoint six = StartedUdp.at("::1", 0, "six", new UdpService.Echo());
                LiveUdpEndpoint proxy = StartedUdp.proxy(four.address());
                UdpClient client = UdpClient.of(proxy)) {
            client.send("1");
            client.receive();
            proxy.rebind(client.address(), InetAddress.getByName("127.0.0.2"));
            proxy.forwardTo(six.address());
            client.send("2");
            assertThat(client.receive()).isEqualTo("2");
            proxy.forwardTo(four.address());
            client.send("3");
            assertThat(client.receive()).isEqualTo("3");
            assertThat(lastClient(four).getAddress().getHostAddress()).isEqualTo("127.0.0.2");
        }
    }
}
