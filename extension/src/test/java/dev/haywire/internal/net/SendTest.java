package dev.haywire.internal.net;

import static dev.haywire.fault.Faults.limitData;
import static dev.haywire.fault.Faults.stall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haywire.TcpConnection;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What the test sends towards the application. */
class SendTest {

    @Test
    void reachesTheApplicationAndCountsAsSentAlsoOnAProxy() throws Exception {
        try (Server server = Server.start();
                LiveTcpEndpoint proxy = Started.proxy(server.address());
                Client client = Client.connect(proxy.address());
                Socket served = server.accept()) {
            proxy.takeConnection().send("from the test");
            assertThat(client.read(13)).isEqualTo("from the test");
            Server.send(served, ", from the server");
            assertThat(client.read(17)).isEqualTo(", from the server");

            assertThat(proxy.connection(0).sentText()).isEqualTo("from the test, from the server");
            assertThat(proxy.connection(0).bytesSent()).isEqualTo(30);
        }
    }

    @Test
    void eachStaysInOnePiece() throws Exception {
        int senders = 4;
        int each = 50;
        int length = 30_000;
        try (LiveTcpEndpoint sink = Started.sink();
                Client client = Client.connect(sink.address())) {
            TcpConnection connection = sink.takeConnection();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < senders; i++) {
                byte[] mine = new byte[length];
                Arrays.fill(mine, (byte) ('a' + i));
                Thread sender = new Thread(() -> {
                    for (int n = 0; n < each; n++) {
                        connection.send(mine);
                    }
                });
                sender.start();
                threads.add(sender);
            }
            for (int n = 0; n < senders * each; n++) {
                byte[] one = client.readBytes(length);
                byte[] expected = new byte[length];
                Arrays.fill(expected, one[0]);
                assertThat(one).isEqualTo(expected);
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }
    }

    @Test
    void passesTheDownstreamFaults() throws Exception {
        try (LiveTcpEndpoint sink = Started.sink();
                Client client = Client.connect(sink.address())) {
            sink.apply(limitData(5).downstream());
            sink.takeConnection().send("1234567");

            assertThat(client.readAll()).isEqualTo("12345");
            assertThat(sink.connection(0).sentText()).isEqualTo("1234567");
        }
    }

    @Test
    void blocksWhileMoreThanOneMebibyteWaits() throws Exception {
        try (LiveTcpEndpoint sink = Started.sink();
                Client client = Client.connect(sink.address())) {
            sink.apply(stall().downstream());
            TcpConnection connection = sink.takeConnection();
            // 64 KiB of it enter the stall
            connection.send(new byte[(1 << 20) + (80 << 10)]);
            CompletableFuture<Void> second = Async.run(() -> connection.send("second"));
            Thread.sleep(100);
            assertThat(second).isNotDone();

            sink.heal();

            second.get(10, TimeUnit.SECONDS);
            assertThat(client.readBytes((1 << 20) + (80 << 10))).containsOnly(0);
            assertThat(client.read(6)).isEqualTo("second");
        }
    }

    @Test
    void failsAfterTenSecondsOfWaiting() throws Exception {
        try (LiveTcpEndpoint sink = Started.sink();
                Client client = Client.connect(sink.address())) {
            sink.apply(stall().downstream());
            TcpConnection connection = sink.takeConnection();
            connection.send(new byte[2 << 20]);
            long waiting = (2 << 20) - (64 << 10);

            assertThatThrownBy(() -> connection.send("second"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageMatching("connection #0: (\\d+) bytes still wait to be sent after 10 s;"
                            + " the application does not read, or a fault holds them")
                    .satisfies(failure -> assertThat(
                                    Long.parseLong(failure.getMessage().replaceAll("connection #0: (\\d+) .*", "$1")))
                            .isBetween(waiting, 2L << 20));
            assertThat(client.socket().getInputStream().available()).isZero();
        }
    }

    @Test
    void anInterruptEndsTheWaitAndStays() throws Exception {
        try (LiveTcpEndpoint sink = Started.sink();
                Client client = Client.connect(sink.address())) {
            sink.apply(stall().downstream());
            TcpConnection connection = sink.takeConnection();
            connection.send(new byte[2 << 20]);

            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> connection.send("second"))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageMatching("Interrupted while connection #0 waited to send \\d+ bytes");
            assertThat(Thread.interrupted()).isTrue();
            assertThat(client.socket().isConnected()).isTrue();
        }
    }

    @Test
    void goesInFrontOfTheFinOfCloseAndHalfClose() throws Exception {
        for (Consumer<TcpConnection> fin :
                List.<Consumer<TcpConnection>>of(TcpConnection::close, TcpConnection::halfClose)) {
            try (LiveTcpEndpoint sink = Started.sink();
                    Client client = Client.connect(sink.address())) {
                var stalled = sink.apply(stall().downstream());
                TcpConnection connection = sink.takeConnection();
                connection.send(Stream.bytes(1 << 20));
                fin.accept(connection);
                stalled.close();

                assertThat(Stream.readAll(client.socket().getInputStream())).isEqualTo(1 << 20);
            }
        }
    }

    @Test
    void isRefusedBehindFinAndAfterTheEnd() throws Exception {
        try (LiveTcpEndpoint sink = Started.sink();
                Client client = Client.connect(sink.address())) {
            TcpConnection connection = sink.takeConnection();
            connection.halfClose();
            assertThatThrownBy(() -> connection.send("x"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("connection #0 cannot send: the application has been, or is being, sent FIN");

            connection.reset();
            assertThatThrownBy(() -> connection.send("x"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("connection #0 cannot send: the connection has ended: TEST_FIN");
        }
    }

    @Test
    void whoWaitsLearnsThatTheConnectionEnded() throws Exception {
        try (LiveTcpEndpoint sink = Started.sink();
                Client client = Client.connect(sink.address())) {
            sink.apply(stall().downstream());
            TcpConnection connection = sink.takeConnection();
            connection.send(new byte[2 << 20]);
            CompletableFuture<Void> second = Async.run(() -> connection.send("second"));
            client.reset();

            assertThatThrownBy(() -> second.get(10, TimeUnit.SECONDS))
                    .cause()
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("connection #0 cannot send: the connection has ended: APPLICATION_RST");
        }
    }
}
