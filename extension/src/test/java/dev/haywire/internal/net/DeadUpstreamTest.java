package dev.haywire.internal.net;

import static dev.haywire.fault.Faults.refuse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haywire.Datagram;
import dev.haywire.fault.Direction;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A server whose port is unreachable: the proxy passes that on, counts it exactly, and serves again when the server is back. */
class DeadUpstreamTest {

    /** Where no other test's sockets are, which could have the port while its server is gone. */
    private static final String OF_ITS_OWN = "127.0.0.13";

    /** An address where nobody listens any more. */
    private static InetSocketAddress gone(String host) {
        try (LiveUdpEndpoint gone = StartedUdp.at(host, 0, "gone", new UdpService.Sink())) {
            return gone.address();
        }
    }

    private static LiveUdpEndpoint back(InetSocketAddress address) {
        return StartedUdp.at(Addresses.host(address.getAddress()), address.getPort(), "back", new UdpService.Echo());
    }

    @Test
    void theNextSendOfAConnectedClientSeesIt() throws IOException {
        try (LiveUdpEndpoint proxy = StartedUdp.proxy(gone(OF_ITS_OWN));
                UdpClient client = UdpClient.connected(proxy)) {
            client.send("1");
            Started.eventually(() -> proxy.counts().dropped("unreachable") == 1);
            client.send("2");
            assertThatThrownBy(client::receive).isInstanceOf(PortUnreachableException.class);
            assertThat(proxy.counts().toString())
                    .isEqualTo("received 1, delivered 0, dropped 1 (unreachable 1), duplicated 0, reordered 0, held 0,"
                            + " kernel drops 0");
            assertThat(proxy.datagrams()).isEmpty();
            assertThat(proxy.unaccounted()).isEmpty();
            assertThat(proxy.journal().lines())
                    .anyMatch(line -> line.endsWith("#0 upstream 1: dropped: the server's port is unreachable"))
                    .anyMatch(line -> line.contains("is unreachable, and so is this port until it is back"));
        }
    }

    @Test
    void anUnconnectedClientHearsNothingAndIsServedAgain() throws IOException {
        InetSocketAddress server = gone(OF_ITS_OWN);
        try (LiveUdpEndpoint proxy = StartedUdp.proxy(server);
                UdpClient client = UdpClient.of(proxy)) {
            client.send("1");
            Started.eventually(() -> proxy.counts().dropped("unreachable") == 1);
            client.send("2");
            assertThat(client.receiveNow()).isNull();
            try (LiveUdpEndpoint back = back(server)) {
                assertThat(proxy.counts().received()).isEqualTo(1);
                client.send("3");
                assertThat(client.receive()).isEqualTo("3");
                assertThat(back.datagrams()).extracting(Datagram::text).containsExactly("3");
            }
        }
    }

    @Test
    void severalClientsSeeItAndAreServedAgain() throws IOException {
        InetSocketAddress server = gone(OF_ITS_OWN);
        List<UdpClient> clients = new ArrayList<>();
        try (LiveUdpEndpoint proxy = StartedUdp.proxy(server)) {
            for (int i = 0; i < 64; i++) {
                clients.add(UdpClient.connected(proxy));
            }
            for (int round = 0; round < 3; round++) {
                for (UdpClient client : clients) {
                    client.sendUntilRefused();
                }
                try (LiveUdpEndpoint back = back(server)) {
                    assertThat(proxy.counts().kernelDrops()).isZero();
                    for (UdpClient client : clients) {
                        client.settle();
                        client.send("x");
                        assertThat(client.receive()).isEqualTo("x");
                    }
                    assertThat(back.counts(Direction.UPSTREAM).received()).isEqualTo(64);
                }
            }
            assertThat(proxy.unaccounted()).isEmpty();
            assertThat(proxy.counts(Direction.UPSTREAM).delivered()).isEqualTo(3 * 64);
        } finally {
            for (UdpClient client : clients) {
                client.close();
            }
        }
    }

    @Test
    void aServerThatRefusesIsUnreachableToo() throws IOException {
        try (LiveUdpEndpoint server = StartedUdp.echo();
                LiveUdpEndpoint proxy = StartedUdp.proxy(server.address());
                UdpClient client = UdpClient.connected(proxy)) {
            client.send("before");
            assertThat(client.receive()).isEqualTo("before");
            server.apply(refuse());
            client.sendUntilRefused();
            server.heal();
            assertThat(proxy.counts().dropped()).isEqualTo(proxy.counts().dropped("unreachable"));
            client.settle();
            client.send("after");
            assertThat(client.receive()).isEqualTo("after");
            assertThat(proxy.unaccounted()).isEmpty();
        }
    }

    @Test
    void anotherServerTakesOverAtOnce() throws IOException {
        try (LiveUdpEndpoint other = StartedUdp.echo();
                LiveUdpEndpoint proxy = StartedUdp.proxy(gone(OF_ITS_OWN));
                UdpClient client = UdpClient.connected(proxy)) {
            client.sendUntilRefused();
            proxy.forwardTo(other.address());
            client.settle();
            client.send("x");
            assertThat(client.receive()).isEqualTo("x");
        }
    }

    @Test
    void refusalAndADeadServerEndEachOnItsOwn() throws IOException {
        InetSocketAddress server = gone(OF_ITS_OWN);
        try (LiveUdpEndpoint proxy = StartedUdp.proxy(server);
                UdpClient client = UdpClient.connected(proxy)) {
            client.sendUntilRefused();
            proxy.apply(refuse());
            try (LiveUdpEndpoint back = back(server)) {
                proxy.counts();
                client.settle();
                client.sendUntilRefused();
                proxy.heal();
                client.settle();
                client.send("x");
                assertThat(client.receive()).isEqualTo("x");
                assertThat(back.counts(Direction.UPSTREAM).received()).isEqualTo(1);
            }
        }
    }

    @Test
    void emptyDatagramsAreReportedAsOthersAre() throws IOException {
        try (LiveUdpEndpoint proxy = StartedUdp.proxy(gone(OF_ITS_OWN));
                UdpClient client = UdpClient.of(proxy)) {
            client.send("");
            Started.eventually(() -> proxy.counts().dropped("unreachable") == 1);
            assertThat(proxy.counts().delivered()).isZero();
            assertThat(proxy.unaccounted()).isEmpty();
        }
    }

    @Test
    void itIsTheSameOverIpv6() throws IOException {
        Ipv6.assume();
        InetSocketAddress server = gone("::1");
        try (LiveUdpEndpoint proxy = StartedUdp.at("::1", 0, "proxy", new UdpService.Proxy(server));
                UdpClient client = UdpClient.connected(proxy)) {
            client.sendUntilRefused();
            try (LiveUdpEndpoint back = back(server)) {
                assertThat(proxy.counts().kernelDrops()).isZero();
                client.settle();
                client.send("x");
                assertThat(client.receive()).isEqualTo("x");
                assertThat(back.counts(Direction.UPSTREAM).received()).isEqualTo(1);
            }
            assertThat(proxy.unaccounted()).isEmpty();
        }
    }

    @Test
    void aServerKnownByTheWildcardAddressComesBackToo() throws IOException {
        InetSocketAddress server = gone("0.0.0.0");
        try (LiveUdpEndpoint proxy = StartedUdp.proxy(server);
                UdpClient client = UdpClient.connected(proxy)) {
            client.sendUntilRefused();
            try (LiveUdpEndpoint back = back(server)) {
                assertThat(proxy.counts().kernelDrops()).isZero();
                client.settle();
                client.send("x");
                assertThat(client.receive()).isEqualTo("x");
                assertThat(back.counts(Direction.UPSTREAM).received()).isEqualTo(1);
            }
        }
    }
}
