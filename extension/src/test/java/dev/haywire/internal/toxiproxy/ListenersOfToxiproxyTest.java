package dev.haywire.internal.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.haywire.internal.junit.TcpBackend;
import dev.haywire.internal.net.LiveTcpEndpoint;
import dev.haywire.internal.net.TcpService;
import dev.haywire.internal.net.TcpSpec;
import dev.haywire.toxiproxy.ToxiproxyServer;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Endpoints whose listener is Toxiproxy's, here one that speaks its API. */
class ListenersOfToxiproxyTest {
    private ToxiproxyServer server;
    private TcpBackend toxiproxy;

    @BeforeEach
    void start() {
        server = ToxiproxyServer.start(new InetSocketAddress("127.0.0.1", 0));
        toxiproxy = new RealToxiproxy.Provider()
                .open(URI.create("http://127.0.0.1:" + server.address().getPort()), "");
    }

    @AfterEach
    void end() {
        toxiproxy.close();
        server.close();
    }

    private LiveTcpEndpoint echo(String host, int receiveBuffer) {
        return toxiproxy.start(
                new TcpSpec("echo", host, 0, receiveBuffer, new TcpService.Echo(), 0, Duration.ofSeconds(10)));
    }

    @Test
    void haveNoReceiveBufferOfTheTestsOwn() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> echo("127.0.0.1", 4_096))
                .withMessage(
                        "receiveBuffer = 4096 cannot be an option of an endpoint behind Toxiproxy, whose sockets are its own;"
                                + " haywire.backend = embedded can");
    }

    @Test
    void boundToTheWildcardAddressAreNamedByTheLoopback() {
        try (LiveTcpEndpoint echo = echo("0.0.0.0", 0)) {
            assertThat(echo.host()).isEqualTo("127.0.0.1");
            assertThat(echo.uri("tcp")).hasToString("tcp://127.0.0.1:" + echo.port());
        }
    }
}
