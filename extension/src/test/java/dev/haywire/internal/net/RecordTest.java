package dev.haywire.internal.net;

import static dev.haywire.fault.Faults.blackhole;
import static dev.haywire.fault.Faults.latency;
import static dev.haywire.fault.Faults.stall;
import static dev.haywire.internal.net.Started.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haywire.TcpConnection;
import dev.haywire.internal.journal.WallTime;
import dev.haywire.kit.Processes;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What a connection remembers of what passed it. */
@ResourceLock(value = Processes.STARTED, mode = ResourceAccessMode.READ)
class RecordTest {
    private static final int MEBIBYTE = 1 << 20;

    @Test
    void receivedIsWhatPassedTheWireAndSentIsWhatTheServerWrote() throws Exception {
        try (LiveTcpEndpoint echo = Started.echo();
                Client client = Client.connect(echo.address())) {
            client.echo("über");
            TcpConnection connection = echo.connection(0);
            assertThat(connection.received()).isEqualTo(Started.bytes("über"));
            assertThat(connection.receivedText()).isEqualTo("über");
            assertThat(connection.receivedText(StandardCharsets.ISO_8859_1)).isEqualTo("Ã¼ber");
            assertThat(connection.sent()).isEqualTo(Started.bytes("über"));
            assertThat(connection.sentText()).isEqualTo("über");
            assertThat(connection.sentText(StandardCharsets.ISO_8859_1)).isEqualTo("Ã¼ber");

            echo.apply(blackhole().downstream());
            client.send("lost");
            connection.awaitReceived("lost");
            assertThat(connection.sentText()).as("before downstream faults").isEqualTo("überlost");
            echo.apply(stall().upstream());
            client.send("held");
            assertThat(connection.receivedText()).as("behind upstream faults").isEqualTo("überlost");
        }
    }

    @Test
    void isBoundedAndCountsGoOn() throws Exception {
        try (LiveTcpEndpoint sink = Started.sink();
                Client client = Client.connect(sink.address())) {
            TcpConnection connection = sink.takeConnection();
            client.send(Stream.bytes(MEBIBYTE));
            eventually(() -> connection.bytesReceived() == MEBIBYTE);
            assertThat(connection.recordTruncated()).isFalse();

            client.send("more");
            eventually(() -> connection.bytesReceived() == MEBIBYTE + 4);
            assertThat(connection.recordTruncated()).isTrue();
            assertThat(connection.received()).isEqualTo(Stream.bytes(MEBIBYTE));
            connection.send(new byte[MEBIBYTE + 1]);
            eventually(() -> connection.bytesSent() == MEBIBYTE + 1);
            assertThat(connection.sent()).hasSize(MEBIBYTE);
        }
    }

    @Test
    void aWaitGoesOnBehindTheBound() throws Exception {
        try (LiveTcpEndpoint sink = Started.sink();
                Client client = Client.connect(sink.address())) {
            TcpConnection connection = sink.takeConnection();
            client.send("begin");
            connection.awaitReceived("begin");
            AtomicReference<Thread> waiter = new AtomicReference<>();
            CompletableFuture<Void> waiting = Async.run(() -> {
                waiter.set(Thread.currentThread());
                connection.awaitReceived("the end", Duration.ofSeconds(10));
            });
            // A wait that begins behind the bound sees only what is kept: this one has to have begun.
            eventually(() -> waiter.get() != null && waiter.get().getState() == Thread.State.TIMED_WAITING);
            client.send(new byte[2 * MEBIBYTE]);
            client.send("the e");
            eventually(() -> connection.bytesReceived() == 2 * MEBIBYTE + 10);
            client.send("nd");

            waiting.join();
        }
    }

    @Test
    void awaitReceivedFindsWhatComesInSegments() throws Exception {
        try (LiveTcpEndpoint sink = Started.sink();
                Client client = Client.connect(sink.address())) {
            TcpConnection connection = sink.takeConnection();
            client.send("COMM");
            connection.awaitReceived("COMM");
            client.send("IT");

            connection.awaitReceived("COMMIT", Duration.ofSeconds(5));
            connection.awaitReceived(Started.bytes("MMIT"), Duration.ofSeconds(5));
            connection.awaitReceived("");
        }
    }

    @Test
    void awaitReceivedSeesWhatATimerLetsThrough() throws Exception {
        try (LiveTcpEndpoint sink = Started.sink();
                Client client = Client.connect(sink.address())) {
            sink.apply(latency(Duration.ofMillis(100)).upstream());
            client.send("late");

            long start = System.nanoTime();
            sink.connection(0).awaitReceived("late", Duration.ofSeconds(30));
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as("woken by the data, not by the timeout")
                    .isLessThan(Duration.ofSeconds(20));
        }
    }

    @Test
    void timesAreThoseOfAcceptAndEnd() throws Exception {
        Instant before = WallTime.now().minusSeconds(1);
        try (LiveTcpEndpoint echo = Started.echo()) {
            Client client = Client.connect(echo.address());
            TcpConnection connection = echo.takeConnection();
            assertThat(connection.openedAt()).isBetween(before, WallTime.now().plusSeconds(1));
            assertThat(connection.closedAt()).isEmpty();
            assertThat(connection.isOpen()).isTrue();
            assertThat(connection.remoteAddress()).isEqualTo(client.socket().getLocalSocketAddress());
            client.close();
            connection.awaitClosed();

            assertThat(connection.isOpen()).isFalse();
            assertThat(connection.closedAt().orElseThrow())
                    .isBetween(connection.openedAt(), WallTime.now().plusSeconds(1));
        }
    }

    @Test
    void whatALocalPeerDidBeforeIsThereAtOnce() throws Exception {
        try (LiveTcpEndpoint sink = Started.sink()) {
            for (int i = 0; i < 200; i++) {
                Client client = Client.connect(sink.address());
                assertThat(sink.acceptedCount()).isEqualTo(i + 1);
                client.send("now");
                assertThat(sink.connection(i).receivedText()).isEqualTo("now");
                client.reset();
                assertThat(sink.connection(i).isOpen()).isFalse();
                assertThat(sink.openCount()).isZero();
            }
        }
    }

    @Test
    void restartKeepsOpenConnectionsWithEmptyRecordsAndCountsNewOnesOnly() throws Exception {
        try (LiveTcpEndpoint echo = Started.echo();
                Client first = Client.connect(echo.address());
                Client second = Client.connect(echo.address())) {
            first.echo("one");
            second.echo("two");
            first.close();
            echo.connection(0).awaitClosed();
            TcpConnection kept = echo.connection(1);

            echo.restartRecords();

            assertThat(echo.connections()).containsExactly(kept);
            assertThat(kept.index()).isZero();
            assertThat(kept.receivedText()).isEmpty();
            assertThat(kept.sentText()).isEmpty();
            assertThat(kept.bytesReceived()).isZero();
            assertThat(echo.acceptedCount()).isZero();
            assertThat(echo.openCount()).isEqualTo(1);
            assertThat(echo.journal().lines()).noneMatch(line -> line.contains("accepted"));
            assertThatThrownBy(() -> echo.takeConnection(Duration.ZERO))
                    .hasMessage("Expected TCP endpoint \"echo\" at 127.0.0.1:" + echo.port()
                            + " to accept another connection within 0 s, but none was accepted");

            try (Client third = Client.connect(echo.address())) {
                third.echo("three");
                assertThat(echo.acceptedCount()).isEqualTo(1);
                assertThat(echo.takeConnection()).isSameAs(echo.connection(1));
                assertThat(echo.connection(1).receivedText()).isEqualTo("three");
                assertThat(second.echo("again")).isEqualTo("again");
                assertThat(kept.receivedText()).isEqualTo("again");
            }
        }
    }

    @Test
    void anAwaitOfTheTestBeforeDoesNotDisturbTheNext() throws Exception {
        try (LiveTcpEndpoint sink = Started.sink();
                Client client = Client.connect(sink.address())) {
            byte[] old = new byte[1000];
            Arrays.fill(old, (byte) 'x');
            client.send(old);
            sink.connection(0).awaitReceived("xxx");

            sink.restartRecords();

            assertThatThrownBy(() -> sink.connection(0).awaitReceived("xxx", Duration.ZERO))
                    .hasMessage("Expected connection #0 from 127.0.0.1:"
                            + client.socket().getLocalPort()
                            + " to receive \"xxx\" within 0 s, but it received nothing");
            client.send("new");
            assertThatCode(() -> sink.connection(0).awaitReceived("new")).doesNotThrowAnyException();
        }
    }

    @Test
    void aTestMayClearWhatIsRecorded() throws Exception {
        try (LiveTcpEndpoint echo = Started.echo();
                Socket open = new Socket(echo.host(), echo.port())) {
            open.setSoTimeout(10_000);
            open.getOutputStream().write(Started.bytes("before"));
            open.getInputStream().readNBytes(6);
            new Socket(echo.host(), echo.port()).close();
            echo.awaitAccepted(2);
            echo.awaitOpen(1);
            echo.clearRecords();
            assertThat(echo.acceptedCount()).isZero();
            assertThat(echo.connections()).singleElement().satisfies(connection -> {
                assertThat(connection.index()).isZero();
                assertThat(connection.receivedText()).isEmpty();
            });
            open.getOutputStream().write(Started.bytes("behind"));
            open.getInputStream().readNBytes(6);
            assertThat(echo.connection(0).receivedText()).isEqualTo("behind");
            assertThat(echo.journal().lines()).noneMatch(line -> line.contains("accepted from"));
        }
    }
}
