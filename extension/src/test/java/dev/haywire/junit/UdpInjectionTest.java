package dev.haywire.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.Datagram;
import dev.haywire.Endpoint;
import dev.haywire.Haywire;
import dev.haywire.Protocol;
import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import dev.haywire.UdpEchoServer;
import dev.haywire.UdpEndpoint;
import dev.haywire.UdpHandler;
import dev.haywire.UdpPeer;
import dev.haywire.UdpProxy;
import dev.haywire.UdpReplier;
import dev.haywire.Wired;
import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Which UDP endpoints can be declared, and in which form they are injected. */
class UdpInjectionTest {

    @UdpEchoServer(name = "one")
    @TcpEchoServer(name = "other")
    @Test
    void comesInEveryForm(
            UdpEndpoint one,
            TcpEndpoint other,
            @Wired("one") Endpoint endpoint,
            @Wired("one") InetSocketAddress address,
            @Wired("one") URI uri,
            @Wired("one") String text,
            @Wired("one") int port,
            @Wired("one") Integer boxed,
            @Wired UdpEndpoint only,
            @UdpEchoServer URI own) {
        assertThat(endpoint).isSameAs(one).isSameAs(only);
        assertThat(one.protocol()).isEqualTo(Protocol.UDP);
        assertThat(other.protocol()).isEqualTo(Protocol.TCP);
        assertThat(address).isEqualTo(one.address());
        assertThat(uri).hasToString("udp://127.0.0.1:" + one.port());
        assertThat(text).isEqualTo("127.0.0.1:" + one.port());
        assertThat(port).isEqualTo(one.port());
        assertThat(boxed).isEqualTo(one.port());
        assertThat(own.getScheme()).isEqualTo("udp");
        assertThat(own.getPort()).isNotEqualTo(one.port());
    }

    @Test
    void aPeerIsASinkByDefault(@UdpPeer UdpEndpoint peer, @UdpPeer(mode = UdpPeer.Mode.SINK) UdpEndpoint explicit)
            throws IOException {
        for (UdpEndpoint sink : new UdpEndpoint[] {peer, explicit}) {
            try (Sender sender = new Sender(sink.address())) {
                sender.send("one", "two", "three");
                sink.awaitDatagrams(3);
                assertThat(sink.datagrams()).extracting(Datagram::text).containsExactly("one", "two", "three");
                assertThat(sink.counts().delivered()).isEqualTo(3);
            }
        }
    }

    @Test
    void aPeerEchoes(@UdpPeer(mode = UdpPeer.Mode.ECHO) UdpEndpoint peer, @UdpEchoServer UdpEndpoint server) {
        assertThat(Sender.echoes(peer.address())).isTrue();
        assertThat(Sender.echoes(server.address())).isTrue();
        assertThat(server.datagrams()).extracting(Datagram::text).containsExactly("ping");
    }

    @Test
    void aPeerRepliesInItsCharset(
            @UdpPeer(reply = "\u4f60\u597d", charset = "GBK") UdpEndpoint gbk,
            @UdpPeer(reply = "\u4f60\u597d") UdpEndpoint utf8)
            throws IOException {
        try (Sender sender = new Sender(gbk.address())) {
            assertThat(sender.send("x", "y").receive(Charset.forName("GBK"))).isEqualTo("\u4f60\u597d");
            assertThat(sender.receive(Charset.forName("GBK"))).isEqualTo("\u4f60\u597d");
        }
        try (Sender sender = new Sender(utf8.address())) {
            assertThat(sender.send("x").receive()).isEqualTo("\u4f60\u597d");
        }
    }

    @Test
    void aHandlerMayBePrivateAndNested(
            @UdpPeer(handler = Doubling.class, charset = "GBK") UdpEndpoint one,
            @UdpPeer(handler = Doubling.class) UdpEndpoint two)
            throws IOException {
        try (Sender first = new Sender(one.address());
                Sender second = new Sender(two.address())) {
            assertThat(first.send("a").receive()).isEqualTo("a1");
            assertThat(first.receive(Charset.forName("GBK"))).isEqualTo("\u00e9");
            assertThat(first.send("b").receive()).isEqualTo("b2");
            assertThat(second.send("c").receive()).as("an object per endpoint").isEqualTo("c1");
            assertThat(second.receive()).isEqualTo("\u00e9");
        }
    }

    @Test
    void whatAPeerReceivesIsInItsCharset(
            @UdpPeer(charset = "UTF-16BE") UdpEndpoint sink,
            @UdpPeer(reply = "yes", charset = "UTF-16BE") UdpEndpoint replying,
            @UdpPeer(mode = UdpPeer.Mode.ECHO, charset = "UTF-16BE") UdpEndpoint echo)
            throws IOException {
        for (UdpEndpoint peer : List.of(sink, replying, echo)) {
            try (Sender sender = new Sender(peer.address())) {
                sender.send("\u0000a");
                assertThat(peer.takeDatagram().text()).as(peer.name()).isEqualTo("a");
                if (peer != sink) {
                    sender.receive();
                }
                peer.handle((datagram, replier) -> replier.reply(datagram.text() + "!"));
                assertThat(sender.send("\u0000b").receive(StandardCharsets.UTF_16BE))
                        .as(peer.name())
                        .isEqualTo("b!");
            }
        }
    }

    private static final class Doubling implements UdpHandler {
        private int served;

        @Override
        public void handle(Datagram datagram, UdpReplier replier) {
            served++;
            replier.reply((datagram.text() + served).getBytes(StandardCharsets.UTF_8));
            replier.reply("\u00e9");
        }
    }

    @Test
    void aProxyForwardsToWhatAPropertyNames(
            @UdpEchoServer(property = "haywire.test.udp.db") UdpEndpoint db,
            @UdpProxy("127.0.0.1:${haywire.test.udp.db.port}") UdpEndpoint proxy) {
        assertThat(Sender.echoes(proxy.address())).isTrue();
        assertThat(db.datagrams()).hasSize(1);
        assertThat(System.getProperty("haywire.test.udp.db")).isEqualTo("127.0.0.1:" + db.port());
    }

    @Test
    void aProxyWithoutUpstreamDropsUntilItHasOne(@UdpProxy UdpEndpoint proxy, @UdpEchoServer UdpEndpoint server)
            throws IOException {
        try (Sender sender = new Sender(proxy.address())) {
            sender.send("lost");
            Sender.until(() -> proxy.counts().dropped("noUpstream") == 1);
            assertThat(proxy.journal().lines()).anyMatch(line -> line.contains("no upstream yet"));
            proxy.forwardTo(server.address());
            assertThat(sender.send("kept").receive()).isEqualTo("kept");
        }
    }

    @Test
    void aGroupIsWhatTheApplicationSendsTo(@UdpPeer(multicastGroup = "239.1.2.3", reply = "here") UdpEndpoint group)
            throws IOException {
        assertThat(group.host()).isEqualTo("239.1.2.3");
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress("127.0.0.1", 0))) {
            socket.setSoTimeout(5_000);
            socket.setOption(StandardSocketOptions.IP_MULTICAST_TTL, 0);
            socket.setOption(
                    StandardSocketOptions.IP_MULTICAST_IF,
                    NetworkInterface.getByInetAddress(InetAddress.getByName("127.0.0.1")));
            socket.send(new DatagramPacket(new byte[] {'?'}, 1, group.address()));
            DatagramPacket answer = new DatagramPacket(new byte[10], 10);
            socket.receive(answer);
            assertThat(new String(answer.getData(), 0, answer.getLength(), StandardCharsets.UTF_8))
                    .isEqualTo("here");
        }
        assertThat(group.takeDatagram().text()).isEqualTo("?");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aBroadcastAddressIsWhatTheApplicationSendsTo(@UdpPeer(broadcast = true) UdpEndpoint peer) throws IOException {
        assertThat(peer.host()).isEqualTo("127.255.255.255");
        try (Sender sender = new Sender(peer.address())) {
            sender.send("to all");
            assertThat(peer.takeDatagram().text()).isEqualTo("to all");
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whatASmallReceiveBufferLosesIsCounted(@UdpPeer(receiveBuffer = 1) UdpEndpoint peer) throws IOException {
        try (Sender sender = new Sender(peer.address())) {
            for (int i = 0; i < 2_000; i++) {
                sender.send("x");
            }
            Sender.until(() -> peer.counts().received() + peer.counts().kernelDrops() == 2_000);
        }
    }

    @Test
    void aFacadeIsInjectedBeside(Haywire haywire, @UdpEchoServer UdpEndpoint server) {
        assertThat(Sender.echoes(haywire.udpProxy(server.address()).address())).isTrue();
    }

    @Test
    void composesIntoAnAnnotationOfTheUsersOwn(@Statsd UdpEndpoint agent) throws IOException {
        try (Sender sender = new Sender(agent.address())) {
            sender.send("hits:1|c");
            assertThat(agent.takeDatagram().text()).isEqualTo("hits:1|c");
        }
    }

    @Target({ElementType.PARAMETER, ElementType.FIELD})
    @Retention(RetentionPolicy.RUNTIME)
    @UdpPeer
    @interface Statsd {}

    private static UdpEndpoint before;

    @UdpEchoServer
    private static UdpEndpoint shared;

    @UdpPeer
    private UdpEndpoint field;

    private UdpEndpoint setUp;

    @BeforeAll
    static void remember(@UdpPeer UdpEndpoint endpoint) {
        before = endpoint;
    }

    @BeforeEach
    void setUp(@UdpPeer UdpEndpoint endpoint) {
        setUp = endpoint;
    }

    @Test
    void livesInFieldsAndAnyParameter(@UdpPeer UdpEndpoint parameter, @UdpPeer UdpEndpoint another) {
        assertThat(new UdpEndpoint[] {before, shared, field, setUp, parameter, another})
                .doesNotHaveDuplicates()
                .extracting(UdpEndpoint::port)
                .doesNotHaveDuplicates();
        assertThat(shared.name()).isEqualTo("shared");
        assertThat(field.name()).isEqualTo("field");
        assertThat(setUp.name()).isEqualTo("UdpInjectionTest.setUp(UdpEndpoint)[0]");
    }
}
