package dev.haywire.assertj;

import dev.haywire.Experimental;
import dev.haywire.TcpConnection;
import dev.haywire.TcpEndpoint;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ListAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions about a TCP endpoint.
 *
 * @since 0.1
 */
@Experimental
public class TcpEndpointAssert extends JournalledAssert<TcpEndpointAssert, TcpEndpoint> {

    /**
     * Begins assertions about an endpoint.
     *
     * @param actual the endpoint
     */
    public TcpEndpointAssert(@Nullable TcpEndpoint actual) {
        super(actual, TcpEndpointAssert.class);
        this.journal = actual == null ? null : actual.journal();
    }

    /**
     * Verifies that exactly so many connections were accepted since the records restarted. Does not wait.
     *
     * @param count connections
     * @return this
     */
    public TcpEndpointAssert hasAccepted(int count) {
        isNotNull();
        int seen = actual.acceptedCount();
        if (seen != count) {
            throw failed("to have accepted " + Printed.count(count, "connection"), "it accepted " + seen);
        }
        return myself;
    }

    /**
     * Verifies that exactly so many connections are open now.
     *
     * @param count connections
     * @return this
     */
    public TcpEndpointAssert hasOpenConnections(int count) {
        isNotNull();
        int seen = actual.openCount();
        if (seen != count) {
            throw failed(
                    "to have " + Printed.count(count, "open connection"),
                    seen == 0 ? "it has none" : "it has " + seen + open());
        }
        return myself;
    }

    /**
     * Verifies that no connection is open now.
     *
     * @return this
     */
    public TcpEndpointAssert hasNoOpenConnections() {
        isNotNull();
        int seen = actual.openCount();
        if (seen != 0) {
            throw failed("to have no open connections", "it has " + seen + open());
        }
        return myself;
    }

    /**
     * Waits until at least so many connections were accepted since the records restarted.
     *
     * @param count connections
     * @param timeout how long to wait at most
     * @return this
     */
    public TcpEndpointAssert acceptsWithin(int count, Duration timeout) {
        isNotNull();
        try {
            actual.awaitAccepted(count, timeout);
        } catch (AssertionError late) {
            throw failedWith(late.getMessage());
        }
        return myself;
    }

    /**
     * Waits until at least one connection was accepted and none is open any more.
     *
     * @param timeout how long to wait at most
     * @return this
     */
    public TcpEndpointAssert closesWithin(Duration timeout) {
        isNotNull();
        Deadline deadline = new Deadline(timeout);
        try {
            // a connection that was open when the records restarted was accepted, too
            if (actual.connections().isEmpty()) {
                actual.awaitAccepted(1, timeout);
            }
            actual.awaitOpen(0, deadline.left());
        } catch (AssertionError late) {
            throw interruptedOr(
                    late,
                    "to have accepted a connection and have none open, within " + Printed.duration(timeout),
                    actual.connections().isEmpty()
                            ? "it accepted none"
                            : "it has " + actual.openCount() + " open" + open());
        }
        return myself;
    }

    /**
     * Waits until a connection was accepted later than the last one ended. The last one is the one that had ended last when this is called;
     * if none had, it is the first that ends meanwhile. A connection that was accepted before this is called counts as well, if it was
     * accepted behind that end.
     *
     * @param timeout how long to wait at most
     * @return this
     */
    public TcpEndpointAssert reconnectsWithin(Duration timeout) {
        isNotNull();
        Reconnection reconnection = new Reconnection(actual);
        try {
            if (!reconnection.within(timeout)) {
                throw failed(
                        "to accept a connection later than the last one ended, within " + Printed.duration(timeout),
                        reconnection.seen());
            }
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw failedWith("Interrupted while waiting for " + subject()
                    + " to accept a connection later than the last one ended: " + reconnection.seen());
        }
        return myself;
    }

    /**
     * Verifies that some connection received exactly that text, as UTF-8, and nothing else. Does not wait.
     *
     * @param expected all that the connection received, at most 1 MiB
     * @return this
     */
    public TcpEndpointAssert hasReceivedText(String expected) {
        isNotNull();
        List<TcpConnection> connections = actual.connections();
        if (connections.stream().noneMatch(connection -> received(connection, expected))) {
            throw failed(
                    "to have a connection that received exactly " + Printed.text(expected),
                    connections.isEmpty()
                            ? "it has no connections"
                            : "its connections received: "
                                    + Subjects.list(
                                            connections, connection -> Printed.text(connection.receivedText())));
        }
        return myself;
    }

    /**
     * Verifies that on some connection the server wrote exactly that text, as UTF-8, and nothing else. Does not wait.
     *
     * @param expected all that the server wrote there, before downstream faults; at most 1 MiB
     * @return this
     */
    public TcpEndpointAssert hasSentText(String expected) {
        isNotNull();
        List<TcpConnection> connections = actual.connections();
        if (connections.stream().noneMatch(connection -> sent(connection, expected))) {
            throw failed(
                    "to have a connection on which it sent exactly " + Printed.text(expected),
                    connections.isEmpty()
                            ? "it has no connections"
                            : "it sent: "
                                    + Subjects.list(connections, connection -> Printed.text(connection.sentText())));
        }
        return myself;
    }

    private static boolean sent(TcpConnection connection, String expected) {
        byte[] kept = connection.sent();
        return connection.sentText().equals(expected) && connection.bytesSent() <= kept.length;
    }

    private static boolean received(TcpConnection connection, String expected) {
        byte[] kept = connection.received();
        return connection.receivedText().equals(expected) && connection.bytesReceived() <= kept.length;
    }

    /**
     * Goes on with one connection.
     *
     * @param index from 0
     * @return the connection's assertions
     */
    public TcpConnectionAssert connection(int index) {
        isNotNull();
        List<TcpConnection> connections = actual.connections();
        if (index < 0 || index >= connections.size()) {
            return missing(
                    "to have a connection #" + index,
                    connections.isEmpty()
                            ? "it has none"
                            : "it has " + Printed.count(connections.size(), "connection"));
        }
        return connection(connections.get(index));
    }

    /**
     * Goes on with the connection that has the highest index.
     *
     * @return the connection's assertions
     */
    public TcpConnectionAssert lastConnection() {
        isNotNull();
        List<TcpConnection> connections = actual.connections();
        return connections.isEmpty()
                ? missing("to have a last connection", "it has none")
                : connection(connections.get(connections.size() - 1));
    }

    /** Fails; softly, what follows has nothing to check. */
    private TcpConnectionAssert missing(String expected, String seen) {
        AssertionError missing = failed(expected, seen);
        if (soft == null) {
            throw missing;
        }
        soft.collectAssertionError(missing);
        TcpConnectionAssert silent = connection((TcpConnection) null);
        silent.absent = true;
        return silent;
    }

    private TcpConnectionAssert connection(@Nullable TcpConnection connection) {
        TcpConnectionAssert next = soft == null
                ? new TcpConnectionAssert(connection)
                : soft.proxy(TcpConnectionAssert.class, TcpConnection.class, connection);
        next.info = info;
        next.journal = journal;
        next.soft = soft;
        return next;
    }

    /**
     * Goes on with the times between successive accepted connections, in order: one less than connections were accepted. For assertions about
     * backoff. Attempts that a refusing or hanging listener never saw are not among them.
     *
     * @return assertions about the list of durations
     */
    public ListAssert<Duration> connectionGaps() {
        isNotNull();
        ListAssert<Duration> next = JournalledErrors.gaps(Gaps.between(actual), actual, soft);
        next.info = info;
        return next;
    }

    private String open() {
        List<TcpConnection> open =
                actual.connections().stream().filter(TcpConnection::isOpen).toList();
        return open.isEmpty() ? "" : ": " + Subjects.list(open, connection -> "");
    }

    @Override
    String subject() {
        return Subjects.endpoint(actual);
    }
}
