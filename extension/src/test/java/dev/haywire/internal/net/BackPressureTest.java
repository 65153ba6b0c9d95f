package dev.haywire.internal.net;

import static dev.haywire.fault.Faults.stall;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A wire holds a bounded number of bytes, then the sender's writes block; nothing is lost when it goes on. */
class BackPressureTest {
    private static final int MUCH = 64 << 20;

    @Test
    void echoOfMuchDataToAClientThatReadsLateIsByteExactAndEndsByFin() throws Exception {
        try (LiveTcpEndpoint echo = Started.echo();
                Client client = Client.slow(echo.address())) {
            CompletableFuture<Long> written =
                    Stream.write(client.socket().getOutputStream(), MUCH, () -> finish(client));
            blocks(written);

            assertThat(Stream.readAll(client.socket().getInputStream())).isEqualTo(MUCH);

            assertThat(written.get(10, TimeUnit.SECONDS)).isEqualTo(MUCH);
            assertThat(echo.connection(0).bytesReceived()).isEqualTo(MUCH);
            assertThat(echo.connection(0).bytesSent()).isEqualTo(MUCH);
        }
    }

    @Test
    void whatAHandlerSaysWaitsForTheApplicationAndArrivesWhole() throws Exception {
        CompletableFuture<Long> written = new CompletableFuture<>();
        try (LiveTcpEndpoint server = Started.handler(session -> written.complete(
                        Stream.write(session.out(), MUCH, () -> {}).get()));
                Client client = Client.slow(server.address())) {
            blocks(written);

            assertThat(Stream.readAll(client.socket().getInputStream())).isEqualTo(MUCH);
            assertThat(written.get(10, TimeUnit.SECONDS)).isEqualTo(MUCH);
        }
    }

    @Test
    void whatAHandlerDoesNotReadWaitsInTheApplication() throws Exception {
        CompletableFuture<Void> mayRead = new CompletableFuture<>();
        CompletableFuture<Long> heard = new CompletableFuture<>();
        try (LiveTcpEndpoint server = Started.handler(session -> {
                    mayRead.get(10, TimeUnit.SECONDS);
                    heard.complete(Stream.readAll(session.in()));
                });
                Client client = Client.slow(server.address())) {
            CompletableFuture<Long> written =
                    Stream.write(client.socket().getOutputStream(), MUCH, () -> finish(client));
            blocks(written);

            mayRead.complete(null);

            assertThat(heard.get(20, TimeUnit.SECONDS)).isEqualTo(MUCH);
            assertThat(client.read()).isEqualTo(-1);
        }
    }

    @Test
    void aProxyPassesBothWaysAtOnceWhatASlowReaderAllows() throws Exception {
        try (Server server = Server.start();
                LiveTcpEndpoint proxy = Started.proxy(server.address());
                Client client = Client.slow(proxy.address());
                Socket served = server.accept()) {
            CompletableFuture<Long> up = Stream.write(client.socket().getOutputStream(), MUCH, () -> finish(client));
            CompletableFuture<Long> down = Stream.write(served.getOutputStream(), MUCH, () -> finish(served));
            blocks(up);
            blocks(down);

            CompletableFuture<Long> heard = Async.supply(() -> readAll(served));
            assertThat(Stream.readAll(client.socket().getInputStream())).isEqualTo(MUCH);
            assertThat(heard.get(20, TimeUnit.SECONDS)).isEqualTo(MUCH);
            proxy.connection(0).awaitClosed(Duration.ofSeconds(5));
        }
    }

    @Test
    void stallReachesTheSender() throws Exception {
        try (LiveTcpEndpoint sink = Started.sink();
                Client client = Client.slow(sink.address())) {
            client.send("x");
            sink.connection(0).awaitReceived("x");
            var stalled = sink.apply(stall().upstream());
            CompletableFuture<Long> written =
                    Stream.write(client.socket().getOutputStream(), MUCH, () -> finish(client));
            blocks(written);
            assertThat(sink.connection(0).bytesReceived()).isEqualTo(1);

            stalled.close();

            assertThat(client.read()).isEqualTo(-1);
            assertThat(sink.connection(0).bytesReceived()).isEqualTo(1 + MUCH);
        }
    }

    /** Blocked means that nothing more is written: here for as long as it takes to write all of it ten times. */
    private static void blocks(CompletableFuture<Long> written) throws InterruptedException {
        Thread.sleep(200);
        assertThat(written).isNotDone();
    }

    private static void finish(Client client) {
        finish(client.socket());
    }

    private static void finish(Socket socket) {
        try {
            socket.shutdownOutput();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static long readAll(Socket socket) {
        try {
            return Stream.readAll(socket.getInputStream());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
