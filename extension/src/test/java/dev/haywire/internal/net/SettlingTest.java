package dev.haywire.internal.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.CloseReason;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What a test leaves behind is waited for, unless it takes too long. */
class SettlingTest {
    private static final Duration WITHIN = Duration.ofNanos(Settling.WITHIN);

    private static Duration settle(LiveTcpEndpoint endpoint) {
        long start = System.nanoTime();
        endpoint.settle();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Test
    void aHandlerThatWaitsForTheApplicationIsLeftAlone() throws IOException {
        try (LiveTcpEndpoint server = Started.handler(session -> session.send(session.readLine()));
                Client client = Client.connect(server.address())) {
            server.settle();
            assertThat(server.openCount()).isEqualTo(1);
            client.send("hello\n");
            assertThat(client.read(5)).isEqualTo("hello");
        }
    }

    @Test
    void aHandlerThatIsAtWorkIsWaitedForNoLongerThanThat() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        try (LiveTcpEndpoint server = Started.handler(session -> {
                    started.countDown();
                    while (!Thread.interrupted()) {
                        Thread.onSpinWait();
                    }
                });
                Client client = Client.connect(server.address())) {
            started.await();
            assertThat(settle(server)).isGreaterThanOrEqualTo(WITHIN);
            assertThat(client.socket().isConnected()).isTrue();
        }
    }

    @Test
    void aServerThatKeepsAConnectionIsWaitedForNoLongerThanThat() throws IOException {
        try (Server server = Server.start();
                LiveTcpEndpoint proxy = Started.proxy(server.address())) {
            Socket kept;
            try (Client client = Client.connect(proxy.address())) {
                kept = server.accept();
                client.finish();
                assertThat(kept.getInputStream().read()).isEqualTo(-1);
                proxy.settle();
                assertThat(proxy.openCount()).isEqualTo(1);
            }
            kept.close();
            proxy.awaitOpen(0);
            assertThat(proxy.connection(0).closeReason()).isEqualTo(CloseReason.APPLICATION_FIN);
        }
    }

    @Test
    void aClosedEndpointIsSettled() {
        LiveTcpEndpoint echo = Started.echo();
        echo.close();
        echo.settle();
        assertThat(echo.openCount()).isZero();
    }
}
