package dev.haywire.assertj;

import static dev.haywire.assertj.HaywireAssertions.assertThat;
import static dev.haywire.fault.Faults.latency;
import static dev.haywire.fault.Faults.reset;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haywire.CloseReason;
import dev.haywire.Haywire;
import dev.haywire.TcpConnection;
import dev.haywire.TcpEndpoint;
import dev.haywire.fault.ActiveFault;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each assertion over a real socket, in both outcomes. */
@Timeout(60)
class AssertionsOnSocketsTest {
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofSeconds(20);

    private final Haywire haywire = Haywire.open();
    private final TcpEndpoint server = haywire.tcpEchoServer(options -> options.name("echo"));
    private final List<Socket> clients = new ArrayList<>();
    private final String expectedServer = "Expected TCP endpoint \"echo\" at 127.0.0.1:" + server.port() + " ";

    @AfterEach
    void close() throws IOException {
        for (Socket client : clients) {
            client.close();
        }
        haywire.close();
    }

    @Test
    void hasAccepted() throws Exception {
        assertThat(server).hasAccepted(0);
        connect();
        connect();
        assertThat(server).hasAccepted(2);
        failing(
                () -> assertThat(server).hasAccepted(1),
                expectedServer + "to have accepted 1 connection, but it accepted 2");
    }

    @Test
    void openConnections() throws Exception {
        assertThat(server).hasNoOpenConnections();
        connect();
        connect();
        assertThat(server).hasOpenConnections(2);
        failing(
                () -> assertThat(server).hasOpenConnections(1),
                expectedServer + "to have 1 open connection, but it has 2: #0, #1");
        failing(
                () -> assertThat(server).hasNoOpenConnections(),
                expectedServer + "to have no open connections, but it has 2: #0, #1");
        server.resetConnections();
        assertThat(server).hasNoOpenConnections().hasAccepted(2);
        failing(
                () -> assertThat(server).hasOpenConnections(1),
                expectedServer + "to have 1 open connection, but it has none");
    }

    @Test
    void acceptsWithin() throws Exception {
        failingWith(
                () -> assertThat(server).acceptsWithin(1, SHORT),
                expectedServer + "to accept 1 connection within 50 ms, but it accepted 0",
                "The journal is empty.");
        Thread client = later(this::connect);
        assertThat(server).acceptsWithin(1, LONG);
        client.join();
        assertThat(server).acceptsWithin(1, Duration.ZERO).acceptsWithin(0, SHORT);
    }

    @Test
    void reconnectsWithin() throws Exception {
        String expected = expectedServer + "to accept a connection later than the last one ended, within 50 ms, but ";
        failingWith(
                () -> assertThat(server).reconnectsWithin(SHORT),
                expected + "it has no connections",
                "The journal is empty.");
        connect();
        server.takeConnection(LONG);
        failing(() -> assertThat(server).reconnectsWithin(SHORT), expected + "none of its connections has ended: #0");
        server.resetConnections();
        failing(
                () -> assertThat(server).reconnectsWithin(SHORT),
                expected + "none came after connection #0 (TEST_RST)");
        Thread client = later(this::connect);
        assertThat(server).reconnectsWithin(LONG).hasAccepted(2);
        client.join();
        assertThat(server).reconnectsWithin(Duration.ZERO);
        server.closeConnections();
        server.connection(1).awaitClosed(LONG);
        failing(
                () -> assertThat(server).reconnectsWithin(SHORT),
                expected + "none came after connection #1 (TEST_FIN)");
    }

    @Test
    void hasReceivedText() throws Exception {
        failingWith(
                () -> assertThat(server).hasReceivedText("two"),
                expectedServer + "to have a connection that received exactly \"two\", but it has no connections",
                "The journal is empty.");
        say(connect(), "one\n");
        say(connect(), "two");
        assertThat(server).hasReceivedText("two").hasReceivedText("one\n");
        failing(
                () -> assertThat(server).hasReceivedText("tw"),
                expectedServer
                        + "to have a connection that received exactly \"tw\", but its connections received: #0 \"one\\n\", #1 \"two\"");
    }

    @Test
    void goesOnWithAConnection() throws Exception {
        Socket client = connect();
        say(client, "one");
        String expected = "Expected connection #0 from 127.0.0.1:" + client.getLocalPort() + " ";
        assertThat(server)
                .connection(0)
                .hasReceivedText("one")
                .hasReceived("one".getBytes(UTF_8))
                .receivesWithin("n", SHORT)
                .hasCloseReason(CloseReason.OPEN)
                .isOpen();
        failing(
                () -> assertThat(server).connection(1),
                expectedServer + "to have a connection #1, but it has 1 connection");
        failing(
                () -> assertThat(server).connection(0).hasReceived(new byte[] {1}),
                expected + "to have received exactly 1 byte 01, but it received 3 bytes 6f 6e 65");
    }

    @Test
    void aConnection() throws Exception {
        Socket client = connect();
        TcpConnection connection = server.takeConnection(LONG);
        String expected = "Expected connection #0 from 127.0.0.1:" + client.getLocalPort() + " ";
        assertThat(connection).isOpen().hasReceivedText("").hasReceived(new byte[0]);
        failing(
                () -> assertThat(connection).hasReceivedText("one"),
                expected + "to have received exactly \"one\", but it received \"\"");
        failing(
                () -> assertThat(connection).hasCloseReason(CloseReason.TEST_RST),
                expected + "to have the close reason TEST_RST, but it has OPEN");
        failing(
                () -> assertThat(connection).receivesWithin("one", SHORT),
                expected + "to receive \"one\" within 50 ms, but it received nothing");
        Thread sender = later(() -> say(client, "a one"));
        assertThat(connection).receivesWithin("one", LONG);
        sender.join();
        connection.reset();
        assertThat(connection).hasCloseReason(CloseReason.TEST_RST);
        failing(() -> assertThat(connection).isOpen(), expected + "to be open, but it was closed: TEST_RST");
    }

    @Test
    void closesWithin() throws Exception {
        failingWith(
                () -> assertThat(server).closesWithin(SHORT),
                expectedServer + "to have accepted a connection and have none open, within 50 ms, but it accepted none",
                "The journal is empty.");
        Socket client = connect();
        TcpConnection connection = server.takeConnection(LONG);
        String expected = "Expected connection #0 from 127.0.0.1:" + client.getLocalPort() + " ";
        failing(
                () -> assertThat(server).closesWithin(SHORT),
                expectedServer
                        + "to have accepted a connection and have none open, within 50 ms, but it has 1 open: #0");
        failing(() -> assertThat(connection).closesWithin(SHORT), expected + "to end within 50 ms, but it is open");
        failing(() -> assertThat(connection).isClosed(), expected + "to be closed, but it is open");
        assertThat(connection).staysOpenFor(SHORT);
        Thread closer = later(client::close);
        assertThat(server).closesWithin(LONG).closesWithin(Duration.ZERO);
        closer.join();
        assertThat(connection).closesWithin(Duration.ZERO).isClosed();
        failing(
                () -> assertThat(connection).staysOpenFor(SHORT),
                expected + "to stay open for 50 ms, but it was closed: APPLICATION_FIN");
    }

    @Test
    void closesWithinAlsoWhereTheOnlyConnectionIsFromBefore() throws Exception {
        Socket client = connect();
        server.takeConnection(LONG);
        server.clearRecords();
        client.close();
        assertThat(server).closesWithin(LONG);
    }

    @Test
    void anInterruptedWaitSaysSo() throws Exception {
        connect();
        TcpConnection connection = server.takeConnection(LONG);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> assertThat(connection).staysOpenFor(LONG))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("Interrupted while waiting for connection #0 from 127.0.0.1:");
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        assertThatThrownBy(() -> assertThat(server).closesWithin(LONG))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("Interrupted while waiting for TCP endpoint \"echo\" at ");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void hasSentText() throws Exception {
        failingWith(
                () -> assertThat(server).hasSentText("two"),
                expectedServer + "to have a connection on which it sent exactly \"two\", but it has no connections",
                "The journal is empty.");
        failingWith(
                () -> assertThat(server).lastConnection(),
                expectedServer + "to have a last connection, but it has none",
                "The journal is empty.");
        say(connect(), "one\n");
        Socket second = connect();
        say(second, "two");
        assertThat(server).hasSentText("two").hasSentText("one\n");
        failing(
                () -> assertThat(server).hasSentText("tw"),
                expectedServer
                        + "to have a connection on which it sent exactly \"tw\", but it sent: #0 \"one\\n\", #1 \"two\"");
        String expected = "Expected connection #1 from 127.0.0.1:" + second.getLocalPort() + " ";
        assertThat(server)
                .lastConnection()
                .hasReceivedText("two")
                .hasSentText("two")
                .sendsWithin("w", SHORT)
                .sendsWithin(new byte[] {'t', 'w'}, SHORT)
                .receivesWithin(new byte[] {'w', 'o'}, SHORT)
                .doesNotReceive("one");
        failing(
                () -> assertThat(server).lastConnection().hasSentText("one"),
                expected + "to have sent exactly \"one\", but it sent \"two\"");
        failing(
                () -> assertThat(server).lastConnection().doesNotReceive("wo"),
                expected + "not to have received \"wo\", but it received it at character 1 of \"two\"");
        failing(
                () -> assertThat(server).lastConnection().sendsWithin("one", SHORT),
                expected + "to send \"one\" within 50 ms, but it sent \"two\"");
        failing(
                () -> assertThat(server).lastConnection().receivesWithin(new byte[] {1}, SHORT),
                expected + "to receive 1 byte 01 within 50 ms, but it received 3 bytes 74 77 6f");
    }

    @Test
    void connectionGaps() throws Exception {
        for (int i = 0; i < 3; i++) {
            connect();
            server.takeConnection(LONG);
        }
        assertThat(server).connectionGaps().hasSize(2).allMatch(gap -> !gap.isNegative());
        assertThatThrownBy(() -> assertThat(server).connectionGaps().hasSize(3))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("Connection gaps of TCP endpoint \"echo\" at 127.0.0.1:" + server.port())
                .hasMessageContaining("Expected size: 3 but was: 2")
                .hasMessageEndingWith("\n  " + lastLine());
    }

    @Test
    void faults() throws Exception {
        Socket client = connect();
        say(client, "one");
        ActiveFault never = server.apply(latency(SHORT).onConnections(7));
        ActiveFault once = server.apply(reset());
        assertThat(once).hasFired().hasFired(1);
        assertThat(never).hasNeverFired();
        failing(
                () -> assertThat(once).hasNeverFired(),
                "Expected fault reset() never to have fired, but it fired 1 time (matched 1, ended)");
        failing(
                () -> assertThat(once).hasFired(2),
                "Expected fault reset() to have fired 2 times, but it fired 1 time (matched 1, ended)");
        failing(
                () -> assertThat(never).hasFired(),
                "Expected fault latency(50 ms).onConnections(7) to have fired, but it has not (matched 0, active)");
        assertThat(once).hasFiredAtLeast(1).hasFiredAtLeast(0).firesWithin(Duration.ZERO);
        failing(
                () -> assertThat(once).hasFiredAtLeast(2),
                "Expected fault reset() to have fired at least 2 times, but it fired 1 time (matched 1, ended)");
        failing(
                () -> assertThat(never).firesWithin(SHORT),
                "Expected fault latency(50 ms).onConnections(7) to fire within 50 ms, but it has not (matched 0, active)");
    }

    @Test
    void soft() throws Exception {
        connect();
        HaywireSoftAssertions softly = new HaywireSoftAssertions();
        softly.assertThat(server)
                .hasAccepted(3)
                .connection(0)
                .hasReceivedText("x")
                .isOpen();
        softly.assertThat(server).acceptsWithin(2, SHORT).reconnectsWithin(SHORT);
        softly.assertThat(server)
                .hasSentText("x")
                .closesWithin(SHORT)
                .lastConnection()
                .isClosed();
        assertThat(softly.errorsCollected()).hasSize(7).allSatisfy(error -> assertThat(error)
                .hasMessageContaining(lastLine()));
    }

    private Socket connect() throws IOException {
        Socket client = new Socket(server.host(), server.port());
        client.setSoTimeout(10_000);
        clients.add(client);
        return client;
    }

    /** Sends it and reads it back, so that it has passed the wire. */
    private static void say(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(UTF_8));
        assertThat(client.getInputStream().readNBytes(text.length()))
                .asString(UTF_8)
                .isEqualTo(text);
    }

    private interface Act {
        void run() throws Exception;
    }

    /** Acts when another thread gets round to it, most likely after this one has begun to wait; either order must do. */
    private static Thread later(Act act) {
        Thread thread = new Thread(() -> {
            try {
                act.run();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
        thread.start();
        return thread;
    }

    private String lastLine() {
        List<String> lines = server.journal().lines();
        return lines.get(lines.size() - 1);
    }

    private void failing(ThrowingCallable assertion, String message) {
        failingWith(
                assertion,
                message,
                "The journal:\n  " + String.join("\n  ", server.journal().lines()));
    }

    private static void failingWith(ThrowingCallable assertion, String message, String journal) {
        assertThatThrownBy(assertion).isInstanceOf(AssertionError.class).hasMessage(message + "\n\n" + journal);
    }
}
