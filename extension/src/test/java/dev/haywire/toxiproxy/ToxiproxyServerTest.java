package dev.haywire.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haywire.Haywire;
import dev.haywire.TcpEndpoint;
import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import org.junit.jupiter.api.Test;

class ToxiproxyServerTest {

    private static ToxiproxyServer started() throws IOException {
        return ToxiproxyServer.start(at("127.0.0.1", 0));
    }

    private static InetSocketAddress at(String host, int port) throws IOException {
        return new InetSocketAddress(InetAddress.getByName(host), port);
    }

    private static ToxiproxyClient clientOf(ToxiproxyServer server) {
        return new ToxiproxyClient("127.0.0.1", server.address().getPort());
    }

    @Test
    void tellsWhereItIs() throws IOException {
        try (ToxiproxyServer server = started()) {
            int port = server.address().getPort();
            assertThat(port).isPositive();
            assertThat(server.uri()).hasToString("http://127.0.0.1:" + port);
            assertThat(server).hasToString("Toxiproxy control server at http://127.0.0.1:" + port);
            assertThat(clientOf(server).version()).contains("2.12.0");
        }
    }

    @Test
    void theWildcardAddressStandsForTheLoopback() throws IOException {
        try (ToxiproxyServer server = ToxiproxyServer.start(new InetSocketAddress(0))) {
            assertThat(server.address().getAddress().isLoopbackAddress()).isTrue();
        }
    }

    @Test
    void listensOnTheLoopbackOnly() {
        assertThatThrownBy(() -> ToxiproxyServer.start(at("192.0.2.1", 8474)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a control server at 192.0.2.1:8474: whoever reaches it may have it open ports,"
                        + " so it listens on the loopback only; give 127.0.0.1 or ::1");
        assertThatThrownBy(() -> ToxiproxyServer.start(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("address");
    }

    @Test
    void saysThatAPortIsTaken() throws IOException {
        try (ToxiproxyServer server = started()) {
            int port = server.address().getPort();
            assertThatThrownBy(() -> ToxiproxyServer.start(server.address()))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessage("the control server cannot listen on 127.0.0.1:" + port + ": Address already in use");
        }
    }

    @Test
    void endsItsProxiesWithIt() throws IOException {
        try (Haywire haywire = Haywire.open();
                ToxiproxyServer server = started()) {
            TcpEndpoint echo = haywire.tcpEchoServer();
            Proxy proxy = clientOf(server).createProxy("echo", "127.0.0.1:0", echo.host() + ":" + echo.port());
            InetSocketAddress listening = at(
                    "127.0.0.1",
                    Integer.parseInt(
                            proxy.getListen().substring(proxy.getListen().lastIndexOf(':') + 1)));
            try (Socket client = new Socket(listening.getAddress(), listening.getPort())) {
                client.setSoTimeout(5_000);
                client.getOutputStream().write(1);
                assertThat(client.getInputStream().read()).isEqualTo(1);
                server.close();
                server.close();
                assertThatThrownBy(() -> client.getInputStream().read())
                        .isInstanceOf(SocketException.class)
                        .hasMessage("Connection reset");
            }
            assertThatThrownBy(() -> new Socket(listening.getAddress(), listening.getPort()).close())
                    .isInstanceOf(ConnectException.class);
        }
    }
}
