package dev.haywire.internal.net;

import static dev.haywire.fault.Faults.blackhole;
import static dev.haywire.fault.Faults.drop;
import static dev.haywire.fault.Faults.duplicate;
import static dev.haywire.fault.Faults.latency;
import static dev.haywire.fault.Faults.refuse;
import static dev.haywire.fault.Faults.stall;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.Datagram;
import dev.haywire.fault.ActiveFault;
import dev.haywire.fault.Direction;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What a UDP endpoint does on real sockets. */
class UdpEndpointTest {

    @Test
    void theJournalTellsWhatCameBeforeItWasAsked() throws IOException {
        try (LiveUdpEndpoint sink = StartedUdp.sink();
                UdpClient client = UdpClient.of(sink)) {
            for (int i = 1; i <= 50; i++) {
                client.send("x");
                assertThat(sink.journal().lines()).last().asString().endsWith("#0 upstream " + i + ": 1 B");
            }
        }
    }

    @Test
    void aSinkRecordsWhatComesInOrder() throws IOException {
        try (LiveUdpEndpoint sink = StartedUdp.sink();
                UdpClient client = UdpClient.of(sink)) {
            client.send("a", "", "c");
            sink.awaitDatagrams(3);
            assertThat(sink.datagrams()).extracting(Datagram::text).containsExactly("a", "", "c");
            assertThat(sink.datagrams()).extracting(Datagram::ordinal).containsExactly(1L, 2L, 3L);
            assertThat(sink.clients()).containsExactly(client.address());
            assertThat(sink.counts().received()).isEqualTo(3);
            assertThat(sink.unaccounted()).isEmpty();
        }
    }

    @Test
    void anEchoAnswers() throws IOException {
        try (LiveUdpEndpoint echo = StartedUdp.echo();
                UdpClient client = UdpClient.of(echo)) {
            byte[] largest = new byte[65_507];
            Arrays.fill(largest, (byte) 7);
            client.send(largest);
            assertThat(client.receiveBytes()).isEqualTo(largest);
            client.send("");
            assertThat(client.receive()).isEmpty();
            assertThat(echo.counts(Direction.DOWNSTREAM).delivered()).isEqualTo(2);
        }
    }

    @Test
    void aHandlerAnswers() throws IOException {
        try (LiveUdpEndpoint server =
                        StartedUdp.handler((datagram, replier) -> replier.reply("re: " + datagram.text()));
                UdpClient client = UdpClient.of(server)) {
            client.send("x");
            assertThat(client.receive()).isEqualTo("re: x");
        }
    }

    @Test
    void aProxyRelaysEmptyDatagramsToo() throws IOException {
        try (LiveUdpEndpoint echo = StartedUdp.echo();
                LiveUdpEndpoint proxy = StartedUdp.proxy(echo.address());
                UdpClient one = UdpClient.of(proxy);
                UdpClient two = UdpClient.connected(proxy)) {
            for (UdpClient client : new UdpClient[] {one, two}) {
                client.send("x");
                assertThat(client.receive()).isEqualTo("x");
                if (client == one) { // a connected socket of the JDK never sends an empty datagram
                    client.send("");
                    assertThat(client.receive()).isEmpty();
                }
                client.send("y");
                assertThat(client.receive()).isEqualTo("y");
            }
            assertThat(echo.clients()).hasSize(2);
        }
    }

    @Test
    void dropsExactlyTheThirdAndFifthOfEachClient() throws IOException {
        try (LiveUdpEndpoint sink = StartedUdp.sink();
                UdpClient one = UdpClient.of(sink);
                UdpClient two = UdpClient.of(sink)) {
            ActiveFault fault = sink.apply(drop().nth(3, 5));
            for (int i = 1; i <= 6; i++) {
                one.send("a" + i);
                two.send("b" + i);
            }
            sink.awaitDatagrams(8);
            assertThat(sink.datagrams())
                    .extracting(Datagram::text)
                    .containsExactly("a1", "b1", "a2", "b2", "a4", "b4", "a6", "b6");
            assertThat(fault.fired()).isEqualTo(4);
            assertThat(sink.counts().dropped("drop")).isEqualTo(4);
        }
    }

    @Test
    void refusesAndHealsOnTheSamePort() throws IOException {
        try (LiveUdpEndpoint echo = StartedUdp.echo();
                UdpClient client = UdpClient.connected(echo)) {
            client.send("before");
            assertThat(client.receive()).isEqualTo("before");
            echo.apply(refuse());
            client.sendUntilRefused();
            echo.heal();
            client.send("after");
            assertThat(client.receive()).isEqualTo("after");
        }
    }

    @Test
    void passesOnThatTheServerIsGone() throws IOException {
        InetSocketAddress address;
        try (LiveUdpEndpoint gone = StartedUdp.sink()) {
            address = gone.address();
        }
        try (LiveUdpEndpoint proxy = StartedUdp.proxy(address);
                UdpClient client = UdpClient.connected(proxy)) {
            client.sendUntilRefused();
            assertThat(proxy.counts().dropped("unreachable"))
                    .isEqualTo(proxy.counts().received())
                    .isPositive();
            try (LiveUdpEndpoint back = StartedUdp.at("127.0.0.1", address.getPort(), "back", new UdpService.Echo())) {
                assertThat(proxy.counts().delivered()).isZero(); // looks, and finds the server
                client.send("back");
                assertThat(client.receive()).isEqualTo("back");
                assertThat(back.counts().kernelDrops()).isZero();
            }
        }
    }

    @Test
    void rebindsAndForwards() throws IOException {
        try (LiveUdpEndpoint echo = StartedUdp.echo();
                LiveUdpEndpoint other = StartedUdp.echo();
                LiveUdpEndpoint proxy = StartedUdp.proxy(echo.address());
                UdpClient client = UdpClient.of(proxy)) {
            client.send("1");
            client.receive();
            proxy.rebind(client.address());
            client.send("2");
            client.receive();
            proxy.rebind(client.address(), InetAddress.getByName("127.0.0.2"));
            client.send("3");
            client.receive();
            assertThat(echo.clients()).hasSize(3);
            assertThat(echo.clients().get(2).getAddress().getHostAddress()).isEqualTo("127.0.0.2");
            proxy.forwardTo(other.address());
            client.send("4");
            client.receive();
            assertThat(other.datagrams()).extracting(Datagram::text).containsExactly("4");
        }
    }

    @Test
    void holdsAndCounts() throws IOException {
        try (LiveUdpEndpoint echo = StartedUdp.echo();
                UdpClient client = UdpClient.of(echo)) {
            ActiveFault stall = echo.apply(stall().upstream());
            client.send("a", "b");
            assertThat(echo.counts().held()).isEqualTo(2);
            stall.close();
            assertThat(client.receive()).isEqualTo("a");
            assertThat(client.receive()).isEqualTo("b");
            echo.during(duplicate(1).downstream(), () -> {
                client.send("c");
                assertThat(client.receive()).isEqualTo("c");
                assertThat(client.receive()).isEqualTo("c");
            });
            long start = System.nanoTime();
            echo.during(latency(Duration.ofMillis(30)), () -> {
                client.send("d");
                client.receive();
            });
            assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(60_000_000);
            echo.during(blackhole(), () -> client.send("e"));
            assertThat(echo.unaccounted()).isEmpty();
        }
    }

    @Test
    void hearsAGroupAndABroadcast() throws IOException {
        try (LiveUdpEndpoint group =
                        StartedUdp.cast(new UdpSpec.Cast.Multicast("239.1.2.3"), 0, new UdpService.Echo());
                LiveUdpEndpoint all = StartedUdp.cast(new UdpSpec.Cast.Broadcast(), 0, new UdpService.Echo());
                MulticastSocket sender = new MulticastSocket(new InetSocketAddress("127.0.0.1", 0));
                DatagramSocket caller = new DatagramSocket(new InetSocketAddress("127.0.0.1", 0))) {
            sender.setNetworkInterface(NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress()));
            sender.setTimeToLive(0);
            sender.setSoTimeout(10_000);
            caller.setSoTimeout(10_000);
            caller.setBroadcast(true);
            sender.send(new DatagramPacket(new byte[] {1, 2}, 2, group.address()));
            sender.receive(new DatagramPacket(new byte[10], 10));
            caller.send(new DatagramPacket(new byte[] {1, 2}, 2, all.address()));
            caller.receive(new DatagramPacket(new byte[10], 10));
            assertThat(group.host()).isEqualTo("239.1.2.3");
            assertThat(all.host()).isEqualTo("127.255.255.255");
        }
    }
}
