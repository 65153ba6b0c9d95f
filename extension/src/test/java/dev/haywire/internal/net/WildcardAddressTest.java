package dev.haywire.internal.net;

import static dev.haywire.fault.Faults.connectHang;
import static dev.haywire.fault.Faults.latency;
import static dev.haywire.fault.Faults.refuse;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.Endpoint;
import dev.haywire.Haywire;
import dev.haywire.TcpEndpoint;
import dev.haywire.UdpEndpoint;
import dev.haywire.fault.Direction;
import dev.haywire.reproducible.Jdk;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nobody can connect to the wildcard address: one that is bound to it is known by the loopback address of its family. */
class WildcardAddressTest {

    private static void isNamed(Endpoint endpoint, String host, String spelled) throws IOException {
        assertThat(endpoint.host()).isEqualTo(host);
        assertThat(endpoint.address()).isEqualTo(new InetSocketAddress(InetAddress.getByName(host), endpoint.port()));
        assertThat(endpoint.uri("x")).hasToString("x://" + spelled + endpoint.port());
        assertThat(endpoint.toString()).contains(" at " + spelled + endpoint.port() + ", ");
        assertThat(endpoint.apply(latency(Duration.ZERO)).toString())
                .contains(" at " + spelled + endpoint.port() + ", ");
        assertThat(((LiveEndpoint) endpoint).boundAddress().getAddress().isAnyLocalAddress())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"0.0.0.0, 127.0.0.1, 127.0.0.1:", "::, ::1, [::1]:"})
    void overTcp(String bound, String host, String spelled) throws Exception {
        if (bound.equals("::")) {
            Ipv6.assume();
        }
        try (Haywire haywire = Haywire.builder().host(bound).open()) {
            TcpEndpoint echo = haywire.tcpEchoServer();
            TcpEndpoint proxy = haywire.tcpProxy(echo.address());
            isNamed(echo, host, spelled);
            isNamed(proxy, host, spelled);
            echoes(proxy.address());
            assertThat(String.join("\n", echo.journal().lines()) + haywire).doesNotContain("0.0.0.0", "[::]");
        }
    }

    @ParameterizedTest
    @CsvSource({"0.0.0.0, 127.0.0.1, 127.0.0.1:", "::, ::1, [::1]:"})
    void overUdp(String bound, String host, String spelled) throws IOException {
        if (bound.equals("::")) {
            Ipv6.assume();
        }
        try (Haywire haywire = Haywire.builder().host(bound).open()) {
            UdpEndpoint echo = haywire.udpEchoServer();
            UdpEndpoint proxy = haywire.udpProxy(echo.address());
            isNamed(echo, host, spelled);
            isNamed(proxy, host, spelled);
            try (UdpClient client = UdpClient.of(proxy.address())) {
                client.send("x");
                assertThat(client.receive()).isEqualTo("x");
            }
            assertThat(echo.datagrams(Direction.DOWNSTREAM).get(0).source()).isEqualTo(echo.address());
            assertThat(String.join("\n", echo.journal().lines()) + haywire).doesNotContain("0.0.0.0", "[::]");
        }
    }

    /** Both listen for all of the machine still, not for the address that they are named by. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void itIsReachedAtItsOtherAddressesToo() throws Exception {
        try (Haywire haywire = Haywire.builder().host("0.0.0.0").open()) {
            TcpEndpoint tcp = haywire.tcpEchoServer();
            tcp.apply(refuse()).close();
            tcp.apply(connectHang()).close();
            echoes(new InetSocketAddress("127.0.0.2", tcp.port()));
            UdpEndpoint udp = haywire.udpEchoServer(o -> o.samePortAs(tcp));
            udp.apply(refuse()).close();
            assertThat(udp.port()).isEqualTo(tcp.port());
            try (UdpClient client = UdpClient.of(new InetSocketAddress("127.0.0.2", udp.port()))) {
                client.send("x");
                assertThat(client.receive()).isEqualTo("x");
            }
        }
    }

    private static void echoes(InetSocketAddress address) throws IOException {
        try (Client client = Client.connect(address)) {
            client.send("x");
            assertThat(client.read(1)).isEqualTo("x");
        }
    }

    /** Without IPv6 in the JDK the wildcard address of IPv6 is that of IPv4. */
    @Test
    void withIpv4AloneItIsNamedByIpv4() throws Exception {
        assertThat(Jdk.running().run(Ipv4Program.class, "-Djava.net.preferIPv4Stack=true"))
                .isEqualTo("127.0.0.1 x\n127.0.0.1 x\n");
    }

    static final class Ipv4Program {
        public static void main(String[] args) throws Exception {
            try (Haywire haywire = Haywire.builder().host("::").open()) {
                TcpEndpoint tcp = haywire.tcpEchoServer();
                try (Client client = Client.connect(tcp.address())) {
                    client.send("x");
                    System.out.print(tcp.host() + " " + client.read(1) + "\n");
                }
                UdpEndpoint udp = haywire.udpEchoServer();
                try (UdpClient client = UdpClient.of(udp.address())) {
                    client.send("x");
                    System.out.print(udp.host() + " " + client.receive() + "\n");
                }
            }
            System.out.flush();
            Endpoints.shutdown();
        }
    }

    @Test
    void othersStayWhatTheyAre() throws IOException {
        InetSocketAddress one = new InetSocketAddress("127.0.0.3", 80);
        assertThat(Addresses.named(one)).isSameAs(one);
        InetSocketAddress unresolved = InetSocketAddress.createUnresolved("db", 80);
        assertThat(Addresses.named(unresolved)).isSameAs(unresolved);
    }
}
