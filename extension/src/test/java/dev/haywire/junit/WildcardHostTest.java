package dev.haywire.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import dev.haywire.TcpProxy;
import dev.haywire.UdpEchoServer;
import dev.haywire.UdpEndpoint;
import dev.haywire.UdpPeer;
import dev.haywire.Wired;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** What is injected and what properties hold can be connected to, though the endpoint listens on all addresses. */
class WildcardHostTest {
    private static final String P = "haywire.wildcard";

    @Test
    @TcpEchoServer(name = "tcp", host = "0.0.0.0", property = P)
    @UdpEchoServer(name = "udp", host = "0.0.0.0", samePortAs = "tcp")
    void ofIpv4(
            @Wired("tcp") TcpEndpoint tcp,
            @Wired("tcp") InetSocketAddress address,
            @Wired("tcp") URI uri,
            @Wired("tcp") String text,
            @Wired("udp") URI udp,
            @TcpProxy("${" + P + "}") TcpEndpoint proxy,
            @TcpProxy(to = "tcp", host = "0.0.0.0") TcpEndpoint named) {
        assertThat(address).isEqualTo(new InetSocketAddress("127.0.0.1", tcp.port()));
        assertThat(uri).hasToString("tcp://127.0.0.1:" + tcp.port());
        assertThat(udp).hasToString("udp://127.0.0.1:" + tcp.port());
        assertThat(text).isEqualTo("127.0.0.1:" + tcp.port());
        assertThat(System.getProperty(P)).isEqualTo(text);
        assertThat(System.getProperty(P + ".host")).isEqualTo("127.0.0.1");
        assertThat(Client.echoes(proxy.address())).isTrue();
        assertThat(Client.echoes(named.address())).isTrue();
        assertThat(named.host()).isEqualTo("127.0.0.1");
    }

    @Test
    void ofIpv6() throws IOException {
        assumeTrue(NetworkInterface.getByInetAddress(InetAddress.getByName("::1")) != null, "this machine has no ::1");
        Kit.run(OfIpv6.class).passed(1);
    }

    @InKit
    static class OfIpv6 {
        @TcpEchoServer(host = "::", property = P)
        private String tcp;

        @Test
        void test(@UdpPeer(host = "::") UdpEndpoint peer, @UdpEchoServer(host = "::") String udp) {
            assertThat(tcp).startsWith("[::1]:");
            assertThat(udp).startsWith("[::1]:");
            assertThat(System.getProperty(P)).isEqualTo(tcp);
            assertThat(System.getProperty(P + ".host")).isEqualTo("::1");
            assertThat(peer.uri("udp")).hasToString("udp://[::1]:" + peer.port());
        }
    }
}
