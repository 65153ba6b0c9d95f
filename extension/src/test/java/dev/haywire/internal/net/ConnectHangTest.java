package dev.haywire.internal.net;

import static dev.haywire.fault.Faults.connectHang;
import static dev.haywire.fault.Faults.refuse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haywire.fault.ActiveFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** connectHang: a connect gets no answer, open connections go on, and what fills the queue is never seen. */
@EnabledOnOs(OS.LINUX)
class ConnectHangTest {

    @Test
    void connectTimesOutWhileOpenConnectionsGoOn() throws Exception {
        try (LiveTcpEndpoint echo = Started.echo();
                Client open = Client.connect(echo.address())) {
            open.echo("x");
            ActiveFault fault = echo.apply(connectHang());

            assertThatThrownBy(() -> connect(echo.address(), 300)).isInstanceOf(SocketTimeoutException.class);
            assertThat(open.echo("alive")).isEqualTo("alive");
            assertThat(fault.fired()).isZero();

            fault.close();
            try (Client again = Client.connect(echo.address())) {
                assertThat(again.echo("healed")).isEqualTo("healed");
            }
        }
    }

    @Test
    void whatFillsTheQueueIsNeverSeen() throws Exception {
        try (LiveTcpEndpoint echo = Started.echo()) {
            for (int i = 0; i < 10; i++) {
                try (ActiveFault fault = echo.apply(connectHang())) {
                    assertThat(fault.isActive()).isTrue();
                    assertThat(echo.connections()).isEmpty();
                }
            }
            assertThat(echo.acceptedCount()).isZero();
            assertThat(echo.openCount()).isZero();
            assertThat(echo.journal().lines()).noneMatch(line -> line.contains("#0"));
            try (Client client = Client.connect(echo.address())) {
                assertThat(client.echo("first")).isEqualTo("first");
                assertThat(echo.connection(0).remoteAddress())
                        .isEqualTo(client.socket().getLocalSocketAddress());
            }
            assertThat(echo.takeErrors()).isEmpty();
        }
    }

    @Test
    void aConnectThatHangsIsServedWhenItHeals() throws Exception {
        try (LiveTcpEndpoint echo = Started.echo()) {
            ActiveFault fault = echo.apply(connectHang());
            CompletableFuture<Client> connecting = Async.supply(() -> {
                try {
                    return Client.connect(echo.address());
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            });
            Thread.sleep(50);
            assertThat(connecting).isNotDone();
            fault.close();

            // the kernel tries again after a second
            try (Client client = connecting.get(10, TimeUnit.SECONDS)) {
                assertThat(client.echo("late")).isEqualTo("late");
            }
        }
    }

    @Test
    void keepsThePort() throws Exception {
        try (LiveTcpEndpoint echo = Started.echo()) {
            int port = echo.port();
            echo.apply(connectHang());
            assertThatThrownBy(() -> {
                        try (ServerSocket other = new ServerSocket()) {
                            other.setReuseAddress(true);
                            other.bind(echo.address());
                        }
                    })
                    .hasMessageContaining("in use");
            echo.heal();
            assertThat(echo.port()).isEqualTo(port);
        }
    }

    @Test
    void contradictsRefuseAndEndsWithTheLast() throws Exception {
        try (LiveTcpEndpoint echo = Started.echo()) {
            ActiveFault one = echo.apply(connectHang());
            ActiveFault other = echo.apply(connectHang());
            assertThatThrownBy(() -> echo.apply(refuse()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("refuse() contradicts connectHang(), which is active on \"echo\":"
                            + " a port either refuses or leaves unanswered; close that one first");
            one.close();
            assertThatThrownBy(() -> connect(echo.address(), 200)).isInstanceOf(SocketTimeoutException.class);
            other.close();
            Client.connect(echo.address()).close();
        }
    }

    @Test
    void anEndpointThatHangsCloses() throws Exception {
        LiveTcpEndpoint echo = Started.echo();
        echo.apply(connectHang());
        echo.close();
        assertThatThrownBy(() -> Client.connect(echo.address())).hasMessage("Connection refused");
    }

    private static void connect(InetSocketAddress address, int millis) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(address, millis);
        }
    }
}
