package dev.haywire.internal.net;

import static dev.haywire.fault.Faults.refuse;
import static dev.haywire.fault.Faults.stall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haywire.Datagram;
import dev.haywire.fault.ActiveFault;
import dev.haywire.fault.Direction;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Endpoints and servers on all kinds of addresses: IPv6, all addresses of the machine, names. */
class UdpAddressTest {

    private static LiveUdpEndpoint echo(String host) {
        return StartedUdp.at(host, 0, "echo", new UdpService.Echo());
    }

    private static InetSocketAddress at(String host, LiveEndpoint endpoint) {
        return new InetSocketAddress(host, endpoint.port());
    }

    @Test
    void ipv6Throughout() throws IOException {
        Ipv6.assume();
        byte[] largest = new byte[65_527];
        Arrays.fill(largest, (byte) 3);
        try (LiveUdpEndpoint echo = echo("::1");
                LiveUdpEndpoint proxy = StartedUdp.at("::1", 0, "proxy", new UdpService.Proxy(echo.address()));
                UdpClient client = UdpClient.of(proxy)) {
            assertThat(proxy.host()).isEqualTo("::1");
            assertThat(proxy.uri("udp")).hasToString("udp://[::1]:" + proxy.port());
            client.send("x", "");
            assertThat(client.receive()).isEqualTo("x");
            assertThat(client.receive()).isEmpty();
            client.send(largest);
            assertThat(client.receiveBytes()).isEqualTo(largest);
            proxy.rebind(client.address());
            proxy.send(Started.bytes("hello"), client.address());
            assertThat(client.receive()).isEqualTo("hello");
            assertThat(proxy.clients()).containsExactly(client.address());
            assertThat(proxy.counts().delivered()).isEqualTo(7);
            assertThat(proxy.unaccounted()).isEmpty();
        }
    }

    @Test
    void ipv6RefusesAndHeals() throws IOException {
        Ipv6.assume();
        try (LiveUdpEndpoint echo = echo("::1");
                UdpClient client = UdpClient.connected(echo)) {
            echo.apply(refuse());
            client.sendUntilRefused();
            echo.heal();
            client.settle();
            client.send("after");
            assertThat(client.receive()).isEqualTo("after");
        }
    }

    @Test
    void anIpv6ProxyBeforeAnIpv4Server() throws IOException {
        Ipv6.assume();
        try (LiveUdpEndpoint echo = StartedUdp.echo();
                LiveUdpEndpoint proxy = StartedUdp.at("::1", 0, "proxy", new UdpService.Proxy(echo.address()));
                UdpClient client = UdpClient.of(proxy)) {
            client.send("x");
            assertThat(client.receive()).isEqualTo("x");
            // more than IPv4 holds
            client.send(new byte[65_520]);
            Started.eventually(() -> proxy.counts().dropped("send") == 1);
            assertThat(proxy.journal().lines()).anyMatch(line -> line.contains("Message too long"));
            assertThat(proxy.unaccounted()).isEmpty();
        }
    }

    @Test
    void allIpv4Addresses() throws IOException {
        try (LiveUdpEndpoint echo = echo("0.0.0.0");
                UdpClient client = UdpClient.of(at("127.0.0.1", echo));
                UdpClient connected = UdpClient.connected(at("127.0.0.1", echo))) {
            assertThat(echo.host()).isEqualTo("127.0.0.1");
            client.send("x");
            assertThat(client.receive()).isEqualTo("x");
            for (int i = 0; i < 5; i++) {
                echo.apply(refuse());
                connected.sendUntilRefused();
                echo.heal();
                connected.settle();
                connected.send("y");
                assertThat(connected.receive()).isEqualTo("y");
            }
            assertThat(echo.unaccounted()).isEmpty();
        }
    }

    @Test
    void allAddressesOfBothFamilies() throws IOException {
        Ipv6.assume();
        try (LiveUdpEndpoint echo = echo("::");
                UdpClient six = UdpClient.connected(at("::1", echo));
                UdpClient four = UdpClient.connected(at("127.0.0.1", echo))) {
            for (UdpClient client : new UdpClient[] {six, four}) {
                client.send("x");
                assertThat(client.receive()).isEqualTo("x");
                echo.send(Started.bytes("hello"), client.address());
                assertThat(client.receive()).isEqualTo("hello");
                echo.apply(refuse());
                client.sendUntilRefused();
                echo.heal();
                client.settle();
                client.send("y");
                assertThat(client.receive()).isEqualTo("y");
            }
            assertThat(echo.clients()).containsExactly(six.address(), four.address());
        }
    }

    @Test
    void aServerKnownByItsWildcardAddress() throws IOException {
        try (LiveUdpEndpoint echo = echo("0.0.0.0");
                LiveUdpEndpoint proxy = StartedUdp.proxy(echo.address());
                UdpClient client = UdpClient.of(proxy)) {
            client.send("x", "");
            assertThat(client.receive()).isEqualTo("x");
            assertThat(client.receive()).isEmpty();
        }
    }

    @Test
    void aServerKnownByItsName() throws IOException {
        try (LiveUdpEndpoint echo = StartedUdp.echo();
                LiveUdpEndpoint proxy = StartedUdp.proxy(InetSocketAddress.createUnresolved("localhost", echo.port()));
                UdpClient client = UdpClient.of(proxy)) {
            client.send("x");
            assertThat(client.receive()).isEqualTo("x");
        }
    }

    @Test
    void anUnknownServerIsJournalledForEachDatagram() throws IOException {
        try (LiveUdpEndpoint proxy = StartedUdp.proxy(InetSocketAddress.createUnresolved("no-such-host.invalid", 53));
                UdpClient client = UdpClient.of(proxy)) {
            client.send("x");
            Started.eventually(() -> proxy.counts().dropped("unknownHost") == 1);
            assertThat(proxy.journal().lines())
                    .anyMatch(line -> line.endsWith("#0 unknown host no-such-host.invalid"))
                    .anyMatch(line -> line.endsWith("#0 upstream 1: dropped: the server's host is unknown"));
            assertThat(proxy.unaccounted()).isEmpty();
        }
    }

    @Test
    void aHostThatIsNotOfThisMachine() {
        assertThatThrownBy(() -> echo("192.0.2.1"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("host 192.0.2.1 is no address of this machine: choose one that is, such as 127.0.0.1");
    }

    @Test
    void aPortThatIsTaken() {
        try (LiveUdpEndpoint echo = StartedUdp.echo()) {
            assertThatThrownBy(() -> StartedUdp.at("127.0.0.1", echo.port(), "second", new UdpService.Sink()))
                    .isInstanceOf(PortTakenException.class)
                    .hasMessage("port " + echo.port()
                            + " of 127.0.0.1 is taken by another socket: choose another one, or 0 for any free port");
        }
    }

    @Test
    void theSourceOfAnAnswerIsTheServerThatGaveIt() throws IOException {
        try (LiveUdpEndpoint one = StartedUdp.echo();
                LiveUdpEndpoint other = StartedUdp.echo();
                LiveUdpEndpoint proxy = StartedUdp.proxy(one.address());
                UdpClient client = UdpClient.of(proxy)) {
            client.send("x");
            client.receive();
            ActiveFault held = one.apply(stall().downstream());
            client.send("late");
            one.awaitDatagrams(2);
            proxy.forwardTo(other.address());
            client.send("y");
            assertThat(client.receive()).isEqualTo("y");
            held.close();
            assertThat(client.receive()).isEqualTo("late");
            assertThat(proxy.datagrams(Direction.DOWNSTREAM))
                    .extracting(Datagram::source)
                    .containsExactly(one.address(), other.address(), one.address());
            assertThat(proxy.datagrams(Direction.UPSTREAM))
                    .extracting(Datagram::source)
                    .containsOnly(client.address());
        }
    }

    @Test
    void aPeerOnAnotherLoopbackAddressAnswersFromThere() throws IOException {
        try (LiveUdpEndpoint echo = echo("127.77.1.9");
                UdpClient client = UdpClient.connected(at("127.77.1.9", echo))) {
            client.send("x");
            assertThat(client.receive()).isEqualTo("x");
            assertThat(echo.datagrams(Direction.DOWNSTREAM).get(0).source())
                    .isEqualTo(new InetSocketAddress(InetAddress.getByName("127.77.1.9"), echo.port()));
            echo.apply(refuse());
            client.sendUntilRefused();
        }
    }
}
