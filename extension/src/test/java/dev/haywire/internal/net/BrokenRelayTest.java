package dev.haywire.internal.net;

import static dev.haywire.fault.Faults.latency;
import static dev.haywire.fault.Faults.stall;
import static dev.haywire.internal.net.Started.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haywire.CloseReason;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Connections that lose a side while much is under way, or while a fault holds the news: they end, and keep nobody busy. */
@Isolated("measures what the loops do")
class BrokenRelayTest {
    private static final int MUCH = 24 << 20;

    @Test
    void anEchoThatHasNoRoomToAnswerEndsWithTheApplicationsReset() throws Exception {
        try (LiveTcpEndpoint echo = Started.echo();
                Client client = Client.connect(echo.address())) {
            CompletableFuture<Long> written = fillUp(echo, client);
            client.reset();
            echo.connection(0).awaitClosed();
            assertThat(echo.connection(0).closeReason()).isEqualTo(CloseReason.APPLICATION_RST);
            assertThat(written.get(10, TimeUnit.SECONDS)).isLessThan(MUCH);
        }
        assertThat(SlabPool.used()).isZero();
    }

    @Test
    void anEchoThatHasNoRoomToAnswerEndsWithTheTestsFin() throws Exception {
        try (LiveTcpEndpoint echo = Started.echo();
                Client client = Client.connect(echo.address())) {
            CompletableFuture<Long> written = fillUp(echo, client);
            echo.closeConnections();
            echo.heal();
            echo.connection(0).awaitClosed();
            assertThat(echo.connection(0).closeReason()).isEqualTo(CloseReason.TEST_FIN);
            client.close();
            assertThat(written.get(10, TimeUnit.SECONDS)).isLessThan(MUCH);
        }
        assertThat(SlabPool.used()).isZero();
    }

    /** Has the echo hear more than it can say: what it heard then waits before it. */
    private static CompletableFuture<Long> fillUp(LiveTcpEndpoint echo, Client client) throws Exception {
        echo.apply(stall().downstream());
        CompletableFuture<Long> written = Stream.write(client.socket().getOutputStream(), MUCH, () -> {});
        eventually(() -> echo.connection(0).bytesReceived() > 300_000);
        return written;
    }

    @Test
    void aScriptWhoseRepliesNobodyReadsEndsWithAResetAndWithTheTestsFin() throws Exception {
        for (boolean reset : new boolean[] {true, false}) {
            try (LiveTcpEndpoint script = Started.script("", "x".repeat(10_000), "\n", false);
                    Client client = Client.slow(script.address())) {
                byte[] lines = new byte[64 << 10];
                Arrays.fill(lines, (byte) '\n');
                Thread asking = new Thread(() -> sendMany(client, lines, 100));
                asking.start();
                eventually(() -> script.connection(0).bytesSent() > 1 << 20);
                if (reset) {
                    script.resetConnections();
                } else {
                    script.closeConnections();
                    client.close();
                }
                script.connection(0).awaitClosed();
                asking.join();
            }
            assertThat(SlabPool.used()).isZero();
        }
    }

    @Test
    void aHandlerThatWaitsToSayMoreLearnsOfTheTestsFin() throws Exception {
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        try (LiveTcpEndpoint server = Started.handler(session -> {
                    try {
                        while (true) {
                            session.out().write(new byte[100_000]);
                        }
                    } catch (IOException ended) {
                        thrown.complete(ended);
                        throw ended;
                    }
                });
                Client client = Client.slow(server.address())) {
            eventually(() -> server.connection(0).bytesSent() > 1 << 20);
            server.closeConnections();
            assertThat(thrown.get(10, TimeUnit.SECONDS)).hasMessage("the connection has ended: TEST_FIN");
            assertThat(client.readAll()).hasSizeGreaterThan(1 << 20);
            server.connection(0).awaitClosed();
            assertThat(server.takeErrors()).isEmpty();
        }
    }

    @Test
    void aProxyWhoseOneSideIsGoneWaitsIdlyForTheOtherToHearOfIt() throws Exception {
        try (Server server = Server.start();
                LiveTcpEndpoint proxy = Started.proxy(server.address());
                Client client = Client.connect(proxy.address());
                Socket served = server.accept()) {
            client.send("x");
            assertThat(Server.read(served, 1)).isEqualTo("x");
            var slow = proxy.apply(latency(Duration.ofMinutes(1)).downstream());
            Server.send(served, "late");
            Server.reset(served);
            eventually(() -> proxy.journal().lines().stream().anyMatch(line -> line.contains("RST")));
            client.send("into a wire whose other side is gone");

            assertThat(loopsAtWork(Duration.ofMillis(300))).isLessThan(Duration.ofMillis(100));

            slow.close();
            assertThat(client.readUntilReset()).isEqualTo(Started.bytes("late"));
            proxy.connection(0).awaitClosed();
            assertThat(proxy.connection(0).closeReason()).isEqualTo(CloseReason.SERVER_RST);
        }
    }

    @Test
    void bothSidesGoneIsTheEndWhateverAFaultHolds() throws Exception {
        try (Server server = Server.start();
                LiveTcpEndpoint proxy = Started.proxy(server.address());
                Client client = Client.connect(proxy.address());
                Socket served = server.accept()) {
            client.send("x");
            assertThat(Server.read(served, 1)).isEqualTo("x");
            proxy.apply(stall());
            client.reset();
            eventually(() -> proxy.journal().lines().stream().anyMatch(line -> line.contains("RST")));
            Server.reset(served);

            proxy.connection(0).awaitClosed();
            assertThat(proxy.connection(0).closeReason()).isEqualTo(CloseReason.APPLICATION_RST);
        }
    }

    @Test
    void aResetIsSeenThoughNobodyReadsThatSide() throws Exception {
        try (Server server = Server.start();
                LiveTcpEndpoint proxy = Started.proxy(server.address());
                Client client = Client.connect(proxy.address());
                Socket served = server.accept()) {
            proxy.apply(stall().upstream());
            CompletableFuture<Long> written = Stream.write(client.socket().getOutputStream(), MUCH, () -> {});
            Thread.sleep(50);
            client.reset();
            written.get(10, TimeUnit.SECONDS);
            eventually(() -> proxy.journal().lines().stream().anyMatch(line -> line.contains("RST")));

            proxy.heal();
            assertThatThrownBy(() -> served.getInputStream().readAllBytes()).hasMessage("Connection reset");
            proxy.connection(0).awaitClosed();
        }
        assertThat(SlabPool.used()).isZero();
    }

    private static void sendMany(Client client, byte[] bytes, int times) {
        try {
            for (int i = 0; i < times; i++) {
                client.send(bytes);
            }
        } catch (IOException ended) {
            // as it should
        }
    }

    /** The time that the loops have worked in so long a time. */
    private static Duration loopsAtWork(Duration time) throws InterruptedException {
        Duration before = LoopThreads.worked();
        Thread.sleep(time.toMillis());
        return LoopThreads.worked().minus(before);
    }
}
