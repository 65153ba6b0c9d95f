package dev.haywire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haywire.kit.FreePort;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** UDP endpoints without JUnit, and port numbers shared by both protocols. */
class UdpFacadeTest {
    /** Where no other test's sockets are: a number that is free for one protocol is so for the other. */
    private static final String OF_ITS_OWN = "127.0.0.17";

    @Test
    void makesEachKindOfEndpoint() throws IOException {
        try (Haywire haywire = Haywire.open()) {
            UdpEndpoint sink = haywire.udpPeer();
            UdpEndpoint handled = haywire.udpPeer((datagram, replier) -> replier.reply("got " + datagram.text()));
            UdpEndpoint echo = haywire.udpEchoServer();
            UdpEndpoint proxy = haywire.udpProxy(echo.address());

            assertThat(exchange(handled.address(), "x")).isEqualTo("got x");
            assertThat(exchange(echo.address(), "same")).isEqualTo("same");
            assertThat(exchange(proxy.address(), "through")).isEqualTo("through");
            assertThat(echo.counts().received()).isEqualTo(4);
            assertThat(sink.counts().received()).isZero();
            assertThat(new UdpEndpoint[] {sink, handled, echo, proxy})
                    .extracting(UdpEndpoint::name)
                    .containsExactly("udpPeer-1", "udpPeer-2", "udpEchoServer-1", "udpProxy-1");
        }
    }

    @Test
    void takesOptions() throws IOException {
        try (Haywire haywire = Haywire.builder().host("127.0.0.2").open()) {
            UdpEndpoint agent =
                    haywire.udpPeer(o -> o.name("agent").host("127.0.0.1").receiveBuffer(4_096));
            assertThat(agent.name()).isEqualTo("agent");
            assertThat(agent.host()).isEqualTo("127.0.0.1");
            assertThat(haywire.udpEchoServer().host()).isEqualTo("127.0.0.2");
            int free = FreePort.next();
            assertThat(haywire.udpEchoServer(o -> o.port(free)).port()).isEqualTo(free);
            assertThat(haywire.udpPeer(o -> o.multicastGroup("239.1.2.3").host("127.0.0.1"))
                            .host())
                    .isEqualTo("239.1.2.3");
            assertThat(haywire.udpPeer(o -> o.broadcast().host("127.0.0.1")).host())
                    .isEqualTo("127.255.255.255");
            Charset gbk = Charset.forName("GBK");
            UdpEndpoint handled =
                    haywire.udpPeer((datagram, replier) -> replier.reply(datagram.text()), o -> o.charset(gbk));
            assertThat(exchange(handled.address(), "\u4f60", gbk)).isEqualTo("\u4f60");
        }
    }

    @Test
    void refusesOptionsThatMakeNoSense() {
        try (Haywire haywire = Haywire.open()) {
            InetSocketAddress upstream = new InetSocketAddress("127.0.0.1", 53);
            assertThatThrownBy(() -> haywire.udpProxy(upstream, o -> o.broadcast()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "broadcast() cannot be an option of udpProxy; udpPeer(options), udpPeer(handler, options) and"
                                    + " udpEchoServer take it; allowed here are name, port, host, samePortAs and receiveBuffer");
            assertThatThrownBy(() -> haywire.udpPeer(o -> o.receiveBuffer(-1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "receiveBuffer(-1): a receive buffer has 1 byte or more, or 0 for as many as the kernel allows");
            assertThatThrownBy(() ->
                            haywire.udpPeer(o -> o.multicastGroup("239.1.2.3").host("::1")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("multicastGroup(\"239.1.2.3\") on host ::1; allowed is an IPv4 host");
            assertThatThrownBy(() -> haywire.udpPeer(o -> o.broadcast().host("::1")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("broadcast() on host ::1; allowed is an IPv4 host");
            assertThatThrownBy(() -> haywire.udpPeer(o -> o.multicastGroup("10.0.0.1")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("multicastGroup(\"10.0.0.1\"); allowed is an IPv4 group, 224.0.0.0 to 239.255.255.255");
            assertThatThrownBy(() ->
                            haywire.udpPeer(o -> o.multicastGroup("239.1.2.3").broadcast()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("broadcast() beside multicastGroup(\"239.1.2.3\"); allowed is one of them");
            assertThat(haywire).hasToString("Haywire with seed 0, endpoints []");
        }
    }

    @Test
    void sharesAPortNumberBothWays() throws IOException {
        try (Haywire haywire = Haywire.builder().host(OF_ITS_OWN).open()) {
            UdpEndpoint dns = haywire.udpEchoServer(o -> o.name("dns"));
            TcpEndpoint overTcp = haywire.tcpEchoServer(o -> o.name("dns-tcp").samePortAs(dns));
            assertThat(overTcp.port()).isEqualTo(dns.port());
            TcpEndpoint http = haywire.tcpEchoServer();
            UdpEndpoint quic =
                    haywire.udpProxy(dns.address(), o -> o.port(http.port()).samePortAs(http));
            assertThat(quic.port()).isEqualTo(http.port());
            assertThat(exchange(quic.address(), "x")).isEqualTo("x");
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void keepsOffTheNumbersThatTcpConnectionsKeepForAMinute() {
        try (Haywire haywire = Haywire.open()) {
            for (int i = 0; i < 20; i++) {
                assertThat(haywire.udpPeer().port() % 2)
                        .as("Linux connects from even ones")
                        .isEqualTo(1);
            }
        }
    }

    @Test
    void refusesANumberThatCannotBeShared() throws IOException {
        try (Haywire haywire = Haywire.builder().host(OF_ITS_OWN).open()) {
            UdpEndpoint dns = haywire.udpPeer(o -> o.name("dns"));
            assertThatThrownBy(() -> haywire.udpPeer(o -> o.samePortAs(dns)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("samePortAs(\"dns\"): " + dns
                            + " is UDP too; allowed is an endpoint of the other protocol");
            int other = dns.port() == 5_353 ? 5_354 : 5_353;
            assertThatThrownBy(() -> haywire.tcpEchoServer(o -> o.port(other).samePortAs(dns)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("port(" + other + ") beside samePortAs(\"dns\"): " + dns
                            + " has another port; allowed is one of them, or the same number");
            try (ServerSocket taken = new ServerSocket(dns.port(), 1, InetAddress.getByName(dns.host()))) {
                assertThatThrownBy(() -> haywire.tcpEchoServer(o -> o.samePortAs(dns)))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage("port " + taken.getLocalPort()
                                + " of 127.0.0.17, the number of UDP endpoint \"dns\", is taken by another socket:"
                                + " close \"dns\" and start both again, or give both a port that is free");
            }
            haywire.close(dns);
            assertThatThrownBy(() -> haywire.tcpEchoServer(o -> o.samePortAs(dns)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("samePortAs(\"dns\"): " + dns + "; allowed is a live endpoint");
        }
    }

    @Test
    void refusesNull() {
        try (Haywire haywire = Haywire.open()) {
            assertThatThrownBy(() -> haywire.udpProxy(null))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("upstream");
            assertThatThrownBy(() -> haywire.udpPeer((UdpHandler) null))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("handler");
        }
    }

    @Test
    void closeThrowsWhatHandlersHaveThrown() throws IOException {
        Haywire haywire = Haywire.open();
        UdpEndpoint peer = haywire.udpPeer((datagram, replier) -> {
            if (datagram.text().equals("throw")) {
                throw new IOException("the handler's own");
            }
            replier.reply("served");
        });
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.send(packet("throw", StandardCharsets.UTF_8, peer.address()));
        }
        assertThat(exchange(peer.address(), "go on")).isEqualTo("served");
        assertThatThrownBy(haywire::close)
                .isInstanceOf(AssertionError.class)
                .hasMessage("user code of an endpoint failed: java.io.IOException: the handler's own");
        haywire.close();
    }

    private static DatagramPacket packet(String text, Charset charset, InetSocketAddress to) {
        byte[] bytes = text.getBytes(charset);
        return new DatagramPacket(bytes, bytes.length, to);
    }

    private static String exchange(InetSocketAddress address, String sent) throws IOException {
        return exchange(address, sent, StandardCharsets.UTF_8);
    }

    private static String exchange(InetSocketAddress address, String sent, Charset charset) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.setSoTimeout(20_000);
            socket.send(packet(sent, charset, address));
            DatagramPacket answer = new DatagramPacket(new byte[1_000], 1_000);
            socket.receive(answer);
            return new String(answer.getData(), 0, answer.getLength(), charset);
        }
    }
}
