package dev.haywire.capture;

import static dev.haywire.fault.Faults.blackhole;
import static dev.haywire.fault.Faults.drop;
import static dev.haywire.fault.Faults.loss;
import static dev.haywire.fault.Faults.mtu;
import static dev.haywire.fault.Faults.refuse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haywire.Haywire;
import dev.haywire.UdpEndpoint;
import dev.haywire.fault.ActiveFault;
import dev.haywire.fault.UdpFault;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which datagrams are on the wire, from which ports, and when ICMP says that a port is unreachable, as a third party sees it. */
@Tag("capture")
class DatagramCaptureTest {
    private static final Duration BOUND = Duration.ofSeconds(20);

    private Haywire haywire;
    private DatagramSocket app;

    @BeforeEach
    void open() throws IOException {
        haywire = Haywire.open();
        app = socket();
    }

    @AfterEach
    void end() {
        app.close();
        haywire.close();
    }

    private static DatagramSocket socket() throws IOException {
        DatagramSocket socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        socket.setSoTimeout((int) BOUND.toMillis());
        return socket;
    }

    private void send(UdpEndpoint endpoint, int bytes) throws IOException {
        app.send(new DatagramPacket(new byte[bytes], bytes, endpoint.address()));
    }

    private static DatagramPacket receive(DatagramSocket socket) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[100], 100);
        socket.receive(packet);
        return packet;
    }

    private Sighting asked(UdpEndpoint endpoint, int bytes) {
        return new Sighting(app.getLocalPort(), endpoint.port(), bytes, false);
    }

    private Sighting answered(UdpEndpoint endpoint, int bytes) {
        return new Sighting(endpoint.port(), app.getLocalPort(), bytes, false);
    }

    private Sighting unreachable(UdpEndpoint endpoint, int bytes) {
        return new Sighting(app.getLocalPort(), endpoint.port(), bytes, true);
    }

    @Test
    void whileRefusedIcmpFollowsEachDatagramAndNoneBeforeOrAfter() throws Exception {
        UdpEndpoint echo = haywire.udpEchoServer();
        app.connect(echo.address());
        try (Capture capture = Capture.ofUdpPorts(echo.port())) {
            send(echo, 1);
            receive(app);
            ActiveFault refused = echo.apply(refuse());
            for (int bytes = 2; bytes <= 3; bytes++) {
                send(echo, bytes);
                assertThatThrownBy(() -> receive(app)).isInstanceOf(PortUnreachableException.class);
            }
            refused.close();
            send(echo, 4);
            receive(app);

            assertThat(capture.datagrams(echo.port()))
                    .containsExactly(
                            asked(echo, 1),
                            answered(echo, 1),
                            asked(echo, 2),
                            unreachable(echo, 2),
                            asked(echo, 3),
                            unreachable(echo, 3),
                            asked(echo, 4),
                            answered(echo, 4));
        }
    }

    @Test
    void anUnreachableServerIsPassedOnByIcmpOfTheProxysOwnPort() throws Exception {
        DatagramSocket server = socket();
        InetSocketAddress address = (InetSocketAddress) server.getLocalSocketAddress();
        UdpEndpoint proxy = haywire.udpProxy(address);
        server.close();
        app.connect(proxy.address());
        try (Capture capture = Capture.ofUdpPorts(proxy.port(), address.getPort())) {
            send(proxy, 1);
            until(() -> proxy.journal().lines().stream().anyMatch(line -> line.contains("and so is this port")));
            send(proxy, 2);
            assertThatThrownBy(() -> receive(app)).isInstanceOf(PortUnreachableException.class);
            assertThat(capture.datagrams(proxy.port()))
                    .containsExactly(asked(proxy, 1), asked(proxy, 2), unreachable(proxy, 2));
            assertThat(proxy.counts().dropped("unreachable")).isEqualTo(1);
            List<Sighting> far = capture.datagrams(address.getPort());
            assertThat(far).hasSize(2);
            int source = far.get(0).sourcePort();
            assertThat(far)
                    .containsExactly(
                            new Sighting(source, address.getPort(), 1, false),
                            new Sighting(source, address.getPort(), 1, true));

            try (DatagramSocket back = new DatagramSocket(address)) {
                back.setSoTimeout((int) BOUND.toMillis());
                until(() -> proxy.journal().lines().stream().anyMatch(line -> line.contains("serving again")));
                send(proxy, 3);
                assertThat(receive(back).getLength()).isEqualTo(3);
                assertThat(capture.datagrams(proxy.port())).hasSize(4).endsWith(asked(proxy, 3));
                assertThat(capture.datagrams(address.getPort()))
                        .hasSize(3)
                        .endsWith(new Sighting(source, address.getPort(), 3, false));
            }
        }
    }

    @Test
    void whatFaultsLoseIsNotToldOfByIcmp() throws Exception {
        UdpEndpoint sink = haywire.udpPeer();
        UdpEndpoint proxy = haywire.udpProxy(sink.address());
        app.connect(proxy.address());
        try (Capture capture = Capture.ofUdpPorts(proxy.port(), sink.port())) {
            for (UdpFault fault :
                    List.of(blackhole(), loss(1), drop().upstream().every(1), mtu(0))) {
                proxy.during(fault, () -> {
                    send(proxy, 1);
                    assertThat(proxy.counts().held()).isZero(); // takes in what was sent
                });
            }
            send(proxy, 2);
            sink.awaitDatagrams(1, BOUND);

            assertThat(proxy.counts().dropped()).isEqualTo(4);
            Sighting lost = asked(proxy, 1);
            assertThat(capture.datagrams(proxy.port())).containsExactly(lost, lost, lost, lost, asked(proxy, 2));
            assertThat(capture.datagrams(sink.port()))
                    .extracting(Sighting::length)
                    .containsExactly(2);
            assertThat(capture.datagrams(sink.port()))
                    .extracting(Sighting::unreachable)
                    .containsExactly(false);
        }
    }

    @Test
    void emptyDatagramsAreOnTheWireFromTheSamePortsAsOthers() throws Exception {
        try (DatagramSocket server = socket()) {
            UdpEndpoint proxy = haywire.udpProxy((InetSocketAddress) server.getLocalSocketAddress());
            try (Capture capture = Capture.ofUdpPorts(proxy.port(), server.getLocalPort())) {
                int source = 0;
                for (int bytes : new int[] {0, 1, 0}) {
                    send(proxy, bytes);
                    DatagramPacket asked = receive(server);
                    assertThat(asked.getLength()).isEqualTo(bytes);
                    source = asked.getPort();
                    server.send(asked);
                    assertThat(receive(app).getLength()).isEqualTo(bytes);
                }

                assertThat(capture.datagrams(proxy.port()))
                        .containsExactly(
                                asked(proxy, 0),
                                answered(proxy, 0),
                                asked(proxy, 1),
                                answered(proxy, 1),
                                asked(proxy, 0),
                                answered(proxy, 0));
                Sighting there = new Sighting(source, server.getLocalPort(), 0, false);
                Sighting back = new Sighting(server.getLocalPort(), source, 0, false);
                assertThat(capture.datagrams(server.getLocalPort()))
                        .containsExactly(
                                there,
                                back,
                                new Sighting(source, server.getLocalPort(), 1, false),
                                new Sighting(server.getLocalPort(), source, 1, false),
                                there,
                                back);
            }
        }
    }

    @FunctionalInterface
    private interface Condition {
        boolean holds();
    }

    private static void until(Condition condition) {
        long deadline = System.nanoTime() + BOUND.toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }
}
