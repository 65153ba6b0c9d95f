package dev.haywire.internal.net;

import static dev.haywire.fault.Faults.stall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haywire.TcpConnection;
import dev.haywire.fault.ActiveFault;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Every wait is bounded, and says what was awaited, how long, and what was seen instead. */
class WaitTest {
    private static final Duration SHORT = Duration.ofMillis(20);

    @Test
    void sayWhatWasAwaitedHowLongAndWhatWasSeen() throws Exception {
        try (LiveTcpEndpoint echo = Started.echo();
                Client client = Client.connect(echo.address())) {
            client.echo("hello");
            TcpConnection connection = echo.takeConnection();
            String expected = "Expected " + echo(echo) + " ";
            String expectedConnection = expected(connection);
            ActiveFault stall = echo.apply(stall());

            fails(
                    () -> echo.takeConnection(SHORT),
                    expected
                            + "to accept another connection within 20 ms, but of 1 accepted connection all were taken");
            fails(
                    () -> echo.awaitAccepted(2, SHORT),
                    expected + "to accept 2 connections within 20 ms, but it accepted 1");
            fails(() -> echo.awaitOpen(0, SHORT), expected + "to have 0 open connections within 20 ms, but it has 1");
            fails(() -> connection.awaitClosed(SHORT), expectedConnection + "to end within 20 ms, but it is open");
            fails(
                    () -> connection.awaitReceived("bye", SHORT),
                    expectedConnection + "to receive \"bye\" within 20 ms, but it received \"hello\"");
            fails(
                    () -> connection.awaitReceived(new byte[] {1, 2}, SHORT),
                    expectedConnection
                            + "to receive 2 bytes 01 02 within 20 ms, but it received 5 bytes 68 65 6c 6c 6f");
            fails(
                    () -> stall.awaitFired(SHORT),
                    "Expected fault stall() on " + echo(echo)
                            + " to fire within 20 ms, but it has not, having matched 1 connection");

            echo.resetConnections();
            fails(
                    () -> connection.awaitReceived("bye", SHORT),
                    expectedConnection + "to receive \"bye\" within 20 ms,"
                            + " but it received \"hello\" and has ended: TEST_RST");
        }
    }

    @Test
    void withoutADurationUseTheEndpointsTimeout() throws Exception {
        TcpSpec spec = new TcpSpec("brief", "127.0.0.1", 0, new TcpService.Echo(), 0, Duration.ofMillis(30));
        try (LiveTcpEndpoint echo = Endpoints.start(spec)) {
            String expected = "Expected " + echo(echo) + " ";
            fails(echo::takeConnection, expected + "to accept another connection within 30 ms, but none was accepted");
            fails(() -> echo.awaitAccepted(1), expected + "to accept 1 connection within 30 ms, but it accepted 0");
            fails(() -> echo.awaitOpen(1), expected + "to have 1 open connection within 30 ms, but it has 0");
            ActiveFault stall = echo.apply(stall());
            fails(
                    stall::awaitFired,
                    "Expected fault stall() on " + echo(echo)
                            + " to fire within 30 ms, but it has not, having matched 0 connections");
            try (Client client = Client.connect(echo.address())) {
                TcpConnection connection = echo.takeConnection();
                String expectedConnection = expected(connection);
                fails(
                        () -> connection.awaitReceived("x"),
                        expectedConnection + "to receive \"x\" within 30 ms, but it received nothing");
                fails(
                        () -> connection.awaitSent("x"),
                        expectedConnection + "to send \"x\" within 30 ms, but it sent nothing");
                fails(
                        () -> connection.awaitSent(new byte[] {1}),
                        expectedConnection + "to send 1 byte 01 within 30 ms, but it sent nothing");
                fails(connection::awaitClosed, expectedConnection + "to end within 30 ms, but it is open");
                assertThat(client.socket().isConnected()).isTrue();
            }
        }
    }

    @Test
    void connectionsFromBeforeTheRecordsRestartedAreToldApart() throws Exception {
        try (LiveTcpEndpoint echo = Started.echo();
                Client client = Client.connect(echo.address())) {
            client.echo("hello");
            echo.clearRecords();
            fails(
                    () -> echo.awaitAccepted(1, SHORT),
                    "Expected " + echo(echo) + " to accept 1 connection within 20 ms, but it accepted 0"
                            + " (1 connection from before the records restarted)");
        }
    }

    @Test
    void anInterruptedWaitIsAnAssertionErrorWithTheFlagRestored() {
        try (LiveTcpEndpoint echo = Started.echo()) {
            Thread.currentThread().interrupt();
            fails(
                    () -> echo.awaitAccepted(1, Duration.ofSeconds(10)),
                    "Interrupted while waiting for " + echo(echo) + " to accept 1 connection: it accepted 0");
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void endWithWhatTheyWaitFor() throws Exception {
        try (LiveTcpEndpoint echo = Started.echo()) {
            CompletableFuture<TcpConnection> taken = Async.supply(() -> echo.takeConnection(Duration.ofSeconds(10)));
            CompletableFuture<Void> open = Async.run(() -> echo.awaitOpen(1, Duration.ofSeconds(10)));
            try (Client client = Client.connect(echo.address())) {
                TcpConnection connection = taken.get(10, TimeUnit.SECONDS);
                open.get(10, TimeUnit.SECONDS);
                CompletableFuture<Void> closed = Async.run(() -> connection.awaitClosed());
                CompletableFuture<Void> heard = Async.run(() -> connection.awaitReceived("it"));
                CompletableFuture<Void> answered = Async.run(() -> connection.awaitSent("it"));
                client.echo("it");
                heard.get(10, TimeUnit.SECONDS);
                answered.get(10, TimeUnit.SECONDS);
                client.finish();
                closed.get(10, TimeUnit.SECONDS);
                echo.awaitOpen(0);
            }
        }
    }

    @Test
    void anInterruptOfACallerReachesNoChannel() throws Exception {
        try (LiveTcpEndpoint echo = Started.echo();
                Client client = Client.connect(echo.address())) {
            client.echo("before");
            Thread.currentThread().interrupt();
            ActiveFault stall = echo.apply(stall());
            stall.close();
            echo.heal();
            assertThat(echo.openCount()).isEqualTo(1);
            assertThat(echo.connection(0).receivedText()).isEqualTo("before");
            echo.connection(0).send("x");
            assertThat(Thread.interrupted()).isTrue();

            assertThat(client.read(1)).isEqualTo("x");
            assertThat(client.echo("after")).isEqualTo("after");
            Thread.currentThread().interrupt();
            echo.close();
            assertThat(Thread.interrupted()).isTrue();
            assertThatThrownBy(client::read).hasMessage("Connection reset");
        }
    }

    private static String echo(LiveTcpEndpoint echo) {
        return "TCP endpoint \"" + echo.name() + "\" at 127.0.0.1:" + echo.port();
    }

    private static String expected(TcpConnection connection) {
        return "Expected connection #0 from 127.0.0.1:"
                + connection.remoteAddress().getPort() + " ";
    }

    private static void fails(ThrowingCallable wait, String message) {
        assertThatThrownBy(wait).isInstanceOf(AssertionError.class).hasMessage(message);
    }
}
