package dev.haywire.internal.net;

import static dev.haywire.fault.Faults.drop;
import static dev.haywire.fault.Faults.refuse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haywire.Datagram;
import dev.haywire.fault.Direction;
import dev.haywire.internal.net.UdpSpec.Cast;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardSocketOptions;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Groups and broadcasts, on the loopback interface only. */
class UdpCastTest {
    private static final Cast GROUP = new Cast.Multicast("239.1.2.3");

    /** An application that sends to many. */
    private static DatagramSocket sender() throws IOException {
        DatagramSocket sender = new DatagramSocket(new InetSocketAddress("127.0.0.1", 0));
        sender.setSoTimeout(10_000);
        sender.setBroadcast(true);
        sender.setOption(
                StandardSocketOptions.IP_MULTICAST_IF,
                NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress()));
        sender.setOption(StandardSocketOptions.IP_MULTICAST_TTL, 0);
        return sender;
    }

    private static void send(DatagramSocket sender, LiveUdpEndpoint to, String text) throws IOException {
        byte[] payload = Started.bytes(text);
        sender.send(new DatagramPacket(payload, payload.length, to.address()));
    }

    private static DatagramPacket receive(DatagramSocket socket) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[100], 100);
        socket.receive(packet);
        return packet;
    }

    private static String text(DatagramPacket packet) {
        return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
    }

    @Test
    void aGroupIsHeardAndAnswersComeFromTheMember() throws IOException {
        try (LiveUdpEndpoint member = StartedUdp.cast(GROUP, 0, new UdpService.Echo());
                DatagramSocket sender = sender()) {
            assertThat(member.host()).isEqualTo("239.1.2.3");
            send(sender, member, "who?");
            DatagramPacket answer = receive(sender);
            assertThat(text(answer)).isEqualTo("who?");
            assertThat(answer.getAddress().getHostAddress()).isEqualTo("127.0.0.1");
            assertThat(member.datagrams()).extracting(Datagram::text).containsExactly("who?");
            assertThat(member.datagrams(Direction.DOWNSTREAM))
                    .extracting(Datagram::source)
                    .containsExactly((InetSocketAddress) answer.getSocketAddress());
            // what is sent to the member itself, as applications do once they know it
            byte[] direct = Started.bytes("you!");
            sender.send(new DatagramPacket(direct, direct.length, answer.getSocketAddress()));
            assertThat(text(receive(sender))).isEqualTo("you!");
            assertThat(member.clients()).hasSize(1);
        }
    }

    @Test
    void twoMembersOfOneGroupBothHear() throws IOException {
        try (LiveUdpEndpoint one = StartedUdp.cast(GROUP, 0, new UdpService.Sink());
                LiveUdpEndpoint two = StartedUdp.cast(GROUP, one.port(), new UdpService.Sink());
                DatagramSocket sender = sender()) {
            one.apply(drop().nth(1));
            send(sender, one, "a");
            send(sender, one, "b");
            two.awaitDatagrams(2);
            one.awaitDatagrams(1);
            assertThat(one.datagrams()).extracting(Datagram::text).containsExactly("b");
            assertThat(two.datagrams()).extracting(Datagram::text).containsExactly("a", "b");
        }
    }

    @Test
    void otherGroupsOnThatPortAreNotHeard() throws IOException {
        try (LiveUdpEndpoint one = StartedUdp.cast(GROUP, 0, new UdpService.Sink());
                LiveUdpEndpoint other =
                        StartedUdp.cast(new Cast.Multicast("239.1.2.4"), one.port(), new UdpService.Sink());
                DatagramSocket sender = sender()) {
            send(sender, other, "for the other");
            other.awaitDatagrams(1);
            assertThat(one.counts().received()).isZero();
        }
    }

    @Test
    void aBroadcastIsHeardByAll() throws IOException {
        try (LiveUdpEndpoint one = StartedUdp.cast(new Cast.Broadcast(), 0, new UdpService.Echo());
                LiveUdpEndpoint two = StartedUdp.cast(new Cast.Broadcast(), one.port(), new UdpService.Sink());
                DatagramSocket sender = sender()) {
            assertThat(one.host()).isEqualTo("127.255.255.255");
            send(sender, one, "all");
            assertThat(text(receive(sender))).isEqualTo("all");
            two.awaitDatagrams(1);
            one.send(Started.bytes("hello"), (InetSocketAddress) sender.getLocalSocketAddress());
            assertThat(text(receive(sender))).isEqualTo("hello");
        }
    }

    @Test
    void nobodyAnswersForAGroup() {
        try (LiveUdpEndpoint member = StartedUdp.cast(GROUP, 0, new UdpService.Sink())) {
            assertThatThrownBy(() -> member.apply(refuse()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("refuse() cannot be applied to \"cast\" at 239.1.2.3:" + member.port()
                            + ": nobody answers for a group or a broadcast address (RFC 1122, 3.2.2); use blackhole()");
        }
    }

    @Test
    void aGroupNeedsANetwork() {
        for (String host : new String[] {"::1", "0.0.0.0"}) {
            assertThatThrownBy(() -> Endpoints.start(
                            new UdpSpec("cast", host, 0, GROUP, 0, new UdpService.Sink(), 0, StartedUdp.TIMEOUT)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("host " + host + " names no network for a group or a broadcast:"
                            + " choose an IPv4 address of this machine, such as 127.0.0.1");
        }
    }

    @Test
    void whatIsNoGroup() {
        for (String text : new String[] {"127.0.0.1", "240.0.0.1", "ff02::1"}) {
            assertThatThrownBy(() -> StartedUdp.cast(new Cast.Multicast(text), 0, new UdpService.Sink()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("\"" + text + "\" is no IPv4 group: those are 224.0.0.0 to 239.255.255.255");
        }
    }
}
