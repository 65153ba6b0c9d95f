package dev.haywire.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import dev.haywire.UdpEchoServer;
import dev.haywire.UdpEndpoint;
import dev.haywire.UdpPeer;
import dev.haywire.UdpProxy;
import dev.haywire.Wired;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** UDP over IPv6, where the machine has it. */
class UdpIpv6Test {

    @BeforeEach
    void needsIpv6() throws IOException {
        boolean hasIpv6;
        try (DatagramSocket probe = new DatagramSocket(new InetSocketAddress(InetAddress.getByName("::1"), 0))) {
            hasIpv6 = probe.isBound();
        } catch (IOException none) {
            hasIpv6 = false;
        }
        assumeTrue(hasIpv6, "no ::1 here");
    }

    @Test
    void isDeclaredByItsHost() {
        Kit.run(Six.class).passed(1);
        Kit.of(Anywhere.class).with("haywire.host", "::1").run().passed(1);
    }

    @Test
    void whatIsThereByConfigurationIsJudgedAsWhatIsDeclaredThere() {
        assertThat(Kit.of(GroupAnywhere.class).with("haywire.host", "::1").run().failure())
                .hasMessage("@UdpPeer on parameter 0 of method UdpIpv6Test.GroupAnywhere.test(UdpEndpoint):"
                        + " multicastGroup = \"239.1.2.3\" beside haywire.host = \"::1\"; allowed is an IPv4 host");
        Kit.of(LargeReply.class).with("haywire.host", "::1").run().passed(1);
        assertThat(Kit.run(LargeReply.class).failure())
                .hasMessage("@UdpPeer on parameter 0 of method UdpIpv6Test.LargeReply.test(UdpEndpoint):"
                        + " reply of 65520 bytes; allowed is one of 0 to 65507 bytes, which is what a datagram holds");
    }

    @InKit
    static class GroupAnywhere {
        @Test
        void test(@UdpPeer(multicastGroup = "239.1.2.3") UdpEndpoint endpoint) {}
    }

    @InKit
    static class LargeReply {
        @Test
        void test(@UdpPeer(reply = WrongUdpEndpointTest.C65520) UdpEndpoint endpoint) throws IOException {
            try (Sender sender = new Sender(endpoint.address())) {
                assertThat(sender.send("?").receive()).hasSize(65_520);
            }
        }
    }

    @InKit
    @UdpEchoServer(name = "six", host = "::1", property = "haywire.test.udp.six")
    static class Six {
        @Test
        void test(
                UdpEndpoint endpoint,
                @Wired("six") String text,
                @Wired("six") URI uri,
                @UdpProxy(value = "${haywire.test.udp.six}", name = "proxy", host = "::1") UdpEndpoint proxy,
                @TcpEchoServer(samePortAs = "proxy", host = "::1") TcpEndpoint tcp) {
            assertThat(text).isEqualTo("[::1]:" + endpoint.port());
            assertThat(uri).hasToString("udp://[::1]:" + endpoint.port());
            assertThat(Sender.echoes(proxy.address())).isTrue();
            assertThat(tcp.port()).isEqualTo(proxy.port());
        }
    }

    @InKit
    static class Anywhere {
        @Test
        void test(@UdpEchoServer UdpEndpoint endpoint) {
            assertThat(endpoint.host()).isEqualTo("::1");
            assertThat(Sender.echoes(endpoint.address())).isTrue();
        }
    }
}
