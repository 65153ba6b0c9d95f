package dev.haywire.internal.net;

import static dev.haywire.fault.Faults.latency;
import static dev.haywire.fault.Faults.refuse;
import static dev.haywire.fault.Faults.reset;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.haywire.Protocol;
import dev.haywire.fault.ActiveFault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** An endpoint as such: where it is, what it counts, how it begins and ends. */
class EndpointTest {

    @Test
    void tellsWhereItIs() {
        try (LiveTcpEndpoint echo = Started.echo()) {
            assertThat(echo.name()).isEqualTo("echo");
            assertThat(echo.protocol()).isEqualTo(Protocol.TCP);
            assertThat(echo.host()).isEqualTo("127.0.0.1");
            assertThat(echo.port()).isPositive();
            assertThat(echo.address()).isEqualTo(new InetSocketAddress("127.0.0.1", echo.port()));
            assertThat(echo.uri("redis")).isEqualTo(URI.create("redis://127.0.0.1:" + echo.port()));
        }
    }

    @Test
    void listensOnIpv6() throws Exception {
        assumeTrue(hasIpv6());
        try (LiveTcpEndpoint echo = on("::1", 0);
                Client client = Client.connect(echo.address())) {
            assertThat(client.echo("six")).isEqualTo("six");
            assertThat(echo.host()).isEqualTo("::1");
            assertThat(echo.uri("tcp")).isEqualTo(URI.create("tcp://[::1]:" + echo.port()));
            assertThat(echo).hasToString("TCP endpoint \"named\" at [::1]:" + echo.port() + ", 1 open connection");

            echo.during(refuse(), () -> assertThatThrownBy(() -> Client.connect(echo.address()))
                    .hasMessageContaining("refused"));
            try (Client again = Client.connect(echo.address())) {
                assertThat(again.echo("healed")).isEqualTo("healed");
            }
        }
    }

    @Test
    void sendsAResetBehindTheDataOnIpv6Too() throws Exception {
        assumeTrue(hasIpv6());
        byte[] much = Stream.bytes(2 << 20);
        TcpService service = new TcpService.Handled(
                () -> session -> {
                    session.send(much);
                    session.reset();
                },
                StandardCharsets.UTF_8);
        try (LiveTcpEndpoint server = Endpoints.start(new TcpSpec("six", "::1", 0, service, 0, Started.TIMEOUT));
                LiveTcpEndpoint proxy = Started.proxy(server.address());
                Client direct = Client.slow(server.address());
                Client proxied = Client.slow(proxy.address())) {
            assertThat(direct.readUntilReset()).isEqualTo(much);
            assertThat(proxied.readUntilReset()).isEqualTo(much);
        }
    }

    @Test
    void countsAndNumbersConnectionsFromZero() throws Exception {
        try (LiveTcpEndpoint echo = Started.echo();
                Client first = Client.connect(echo.address());
                Client second = Client.connect(echo.address())) {
            assertThat(echo.acceptedCount()).isEqualTo(2);
            assertThat(echo.openCount()).isEqualTo(2);
            assertThat(echo.connections()).hasSize(2);
            assertThat(echo.connection(0).remoteAddress())
                    .isEqualTo(first.socket().getLocalSocketAddress());
            assertThat(echo.connection(1).remoteAddress())
                    .isEqualTo(second.socket().getLocalSocketAddress());
            assertThat(echo.connection(1).index()).isEqualTo(1);
            assertThat(echo.takeConnection()).isSameAs(echo.connection(0));
            assertThat(echo.takeConnection()).isSameAs(echo.connection(1));

            first.reset();
            echo.awaitOpen(1);
            assertThat(echo.acceptedCount()).isEqualTo(2);
            assertThat(echo.connections()).hasSize(2);
            assertThatThrownBy(() -> echo.connection(2))
                    .isInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessage("no connection #2: there are 2, numbered from 0");
        }
    }

    @Test
    void showsItsAddressAndState() throws Exception {
        LiveTcpEndpoint echo = Started.echo();
        String at = "TCP endpoint \"echo\" at 127.0.0.1:" + echo.port();
        assertThat(echo).hasToString(at + ", 0 open connections");
        try (Client client = Client.connect(echo.address())) {
            ActiveFault latency = echo.apply(latency(Duration.ofMillis(20)));
            assertThat(echo.openCount()).isEqualTo(1);
            assertThat(echo).hasToString(at + ", 1 open connection, [latency(20 ms)]");
            assertThat(latency)
                    .hasToString("latency(20 ms) on \"echo\" at 127.0.0.1:" + echo.port() + ", active, fired 0 times");
            client.echo("x");
            latency.close();
            assertThat(latency)
                    .hasToString("latency(20 ms) on \"echo\" at 127.0.0.1:" + echo.port() + ", ended, fired 1 time");
            String from = "connection #0 from 127.0.0.1:" + client.socket().getLocalPort();
            assertThat(echo.connection(0)).hasToString(from + ", open");
            echo.close();
            assertThat(echo.connection(0)).hasToString(from + ", ended: ENDPOINT_ENDED");
        }
        assertThat(echo).hasToString(at + ", closed");
    }

    @Test
    void aClosedOneRefusesConnectsAndFaultsAndIsStillReadable() throws Exception {
        LiveTcpEndpoint echo = Started.echo();
        Client client = Client.connect(echo.address());
        client.echo("x");
        ActiveFault latency = echo.apply(latency(Duration.ZERO));
        echo.close();
        echo.close();

        assertThatThrownBy(client::read).hasMessage("Connection reset");
        client.close();
        assertThatThrownBy(() -> Client.connect(echo.address())).hasMessageContaining("refused");
        assertThatThrownBy(() -> echo.apply(reset().upstream().afterBytes(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "\"echo\" has ended: apply(reset().upstream().afterBytes(1)) needs a live endpoint; use it only within the test, class or facade that started it, or let it live longer: on a static field, or by scope = CLASS or SESSION");
        assertThat(latency.isActive()).isFalse();
        latency.close();
        echo.heal();
        echo.resetConnections();
        echo.closeConnections();
        echo.restartRecords();
        assertThat(echo.faults()).isEmpty();
        assertThat(echo.openCount()).isZero();
        assertThat(echo.address().getPort()).isPositive();
        assertThat(echo.journal().lines()).isNotEmpty();
    }

    @Test
    void itsPortCanBeBoundAgainAtOnce() throws Exception {
        LiveTcpEndpoint echo = Started.echo();
        for (int i = 0; i < 20; i++) {
            try (Client client = Client.connect(echo.address())) {
                client.echo("x");
                if (i % 2 == 0) {
                    // a FIN of ours leaves the connection in TIME_WAIT on that port
                    echo.closeConnections();
                    assertThat(client.read()).isEqualTo(-1);
                }
                int port = echo.port();
                echo.close();
                echo = on("127.0.0.1", port);
                assertThat(echo.port()).isEqualTo(port);
            }
        }
        echo.close();
        try (ServerSocket other = new ServerSocket()) {
            other.setReuseAddress(true);
            other.bind(echo.address());
        }
    }

    @Test
    void aTakenPortIsAnErrorThatSaysSo() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(() -> on("127.0.0.1", other.getLocalPort()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("port " + other.getLocalPort()
                            + " of 127.0.0.1 is taken by another socket: choose another one, or 0 for any free port");
        }
        try (LiveTcpEndpoint echo = Started.echo()) {
            assertThatThrownBy(() -> on("127.0.0.1", echo.port())).hasMessageContaining("is taken");
            echo.during(refuse(), () -> assertThatThrownBy(() -> on("127.0.0.1", echo.port()))
                    .hasMessageContaining("is taken"));
        }
    }

    @Test
    void aForeignHostIsAnErrorThatSaysSo() {
        assertThatThrownBy(() -> on("192.0.2.1", 0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("host 192.0.2.1 is no address of this machine: choose one that is, such as 127.0.0.1");
        assertThatThrownBy(() -> on("no.such.host.invalid", 0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("host \"no.such.host.invalid\" is unknown: use a literal such as 127.0.0.1 or ::1");
    }

    @Test
    void resetsAndClosesAllOpenConnectionsIdleOnesToo() throws Exception {
        try (LiveTcpEndpoint echo = Started.echo();
                Client idle = Client.connect(echo.address());
                Client busy = Client.connect(echo.address())) {
            busy.echo("x");
            echo.resetConnections();
            assertThatThrownBy(idle::read).hasMessage("Connection reset");
            assertThatThrownBy(busy::read).hasMessage("Connection reset");
            assertThat(echo.openCount()).isZero();
        }
        try (LiveTcpEndpoint echo = Started.echo();
                Client idle = Client.connect(echo.address());
                Client busy = Client.connect(echo.address())) {
            busy.echo("x");
            echo.closeConnections();
            assertThat(idle.read()).isEqualTo(-1);
            assertThat(busy.read()).isEqualTo(-1);
            assertThat(echo.openCount()).isZero();
        }
    }

    @Test
    void closeWithUnreadInputIsFinAllTheSame() throws Exception {
        try (LiveTcpEndpoint server = Started.handler(session -> {
                    session.send("only half of it was read");
                    session.read(3);
                });
                Client client = Client.connect(server.address())) {
            client.send(new byte[200_000]);
            assertThat(client.readAll()).isEqualTo("only half of it was read");
        }
    }

    private static LiveTcpEndpoint on(String host, int port) {
        return Endpoints.start(new TcpSpec("named", host, port, new TcpService.Echo(), 0, Started.TIMEOUT));
    }

    private static boolean hasIpv6() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("::1"))) {
            return socket.isBound();
        } catch (IOException none) {
            return false;
        }
    }
}
