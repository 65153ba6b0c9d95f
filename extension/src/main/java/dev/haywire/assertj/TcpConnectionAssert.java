package dev.haywire.assertj;

import dev.haywire.CloseReason;
import dev.haywire.Experimental;
import dev.haywire.TcpConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Assertions about one connection.
 *
 * @since 0.1
 */
@Experimental
public class TcpConnectionAssert extends JournalledAssert<TcpConnectionAssert, TcpConnection> {
    /** Set where soft assertions navigated to a connection that is not there: that was said once, and nothing can be said about it. */
    boolean absent;

    /**
     * Begins assertions about a connection.
     *
     * @param actual the connection
     */
    public TcpConnectionAssert(@Nullable TcpConnection actual) {
        super(actual, TcpConnectionAssert.class);
    }

    /**
     * Verifies that exactly that text, as UTF-8, passed the wire towards the server, and nothing else. Does not wait.
     *
     * @param expected all that was received, at most 1 MiB
     * @return this
     */
    public TcpConnectionAssert hasReceivedText(String expected) {
        if (checkable()) {
            byte[] kept = actual.received();
            String seen = new String(kept, StandardCharsets.UTF_8);
            String missing = beyond(kept, actual.bytesReceived());
            if (!seen.equals(expected) || !missing.isEmpty()) {
                throw failed(
                        "to have received exactly " + Printed.text(expected),
                        "it received " + Printed.text(seen) + missing + Printed.difference(seen, expected));
            }
        }
        return myself;
    }

    /**
     * Verifies that exactly those bytes passed the wire towards the server, and nothing else. Does not wait.
     *
     * @param expected all that was received, at most 1 MiB
     * @return this
     */
    public TcpConnectionAssert hasReceived(byte[] expected) {
        if (checkable()) {
            byte[] seen = actual.received();
            String missing = beyond(seen, actual.bytesReceived());
            if (!Arrays.equals(seen, expected) || !missing.isEmpty()) {
                throw failed(
                        "to have received exactly " + Printed.bytes(expected),
                        "it received " + Printed.bytes(seen) + missing + Printed.difference(seen, expected));
            }
        }
        return myself;
    }

    /**
     * Verifies that the server wrote exactly that text, as UTF-8, and nothing else. Does not wait.
     *
     * @param expected all that the server wrote, before downstream faults; at most 1 MiB
     * @return this
     */
    public TcpConnectionAssert hasSentText(String expected) {
        if (checkable()) {
            byte[] kept = actual.sent();
            String seen = new String(kept, StandardCharsets.UTF_8);
            String missing = beyond(kept, actual.bytesSent());
            if (!seen.equals(expected) || !missing.isEmpty()) {
                throw failed(
                        "to have sent exactly " + Printed.text(expected),
                        "it sent " + Printed.text(seen) + missing + Printed.difference(seen, expected));
            }
        }
        return myself;
    }

    /**
     * Verifies that what passed the wire towards the server does not contain that text, as UTF-8, so far. Does not wait. Fails as well where
     * the record was truncated without it: then it cannot be known.
     *
     * @param text the text, at least one character
     * @return this
     */
    public TcpConnectionAssert doesNotReceive(String text) {
        if (checkable()) {
            byte[] kept = actual.received();
            String seen = new String(kept, StandardCharsets.UTF_8);
            String missing = beyond(kept, actual.bytesReceived());
            int at = seen.indexOf(text);
            if (at >= 0) {
                throw failed(
                        "not to have received " + Printed.text(text),
                        "it received it at character " + at + " of " + Printed.text(seen));
            }
            if (!missing.isEmpty()) {
                throw failed(
                        "not to have received " + Printed.text(text),
                        "that cannot be known: it received " + kept.length + " bytes without it" + missing);
            }
        }
        return myself;
    }

    /**
     * Waits until what passed the wire towards the server contains that text, as UTF-8.
     *
     * @param contained the text
     * @param timeout how long to wait at most
     * @return this
     */
    public TcpConnectionAssert receivesWithin(String contained, Duration timeout) {
        return waits(connection -> connection.awaitReceived(contained, timeout));
    }

    /**
     * Waits until what passed the wire towards the server contains those bytes.
     *
     * @param contained the bytes
     * @param timeout how long to wait at most
     * @return this
     */
    public TcpConnectionAssert receivesWithin(byte[] contained, Duration timeout) {
        return waits(connection -> connection.awaitReceived(contained, timeout));
    }

    /**
     * Waits until what the server wrote, before downstream faults, contains that text, as UTF-8.
     *
     * @param contained the text
     * @param timeout how long to wait at most
     * @return this
     */
    public TcpConnectionAssert sendsWithin(String contained, Duration timeout) {
        return waits(connection -> connection.awaitSent(contained, timeout));
    }

    /**
     * Waits until what the server wrote, before downstream faults, contains those bytes.
     *
     * @param contained the bytes
     * @param timeout how long to wait at most
     * @return this
     */
    public TcpConnectionAssert sendsWithin(byte[] contained, Duration timeout) {
        return waits(connection -> connection.awaitSent(contained, timeout));
    }

    /**
     * Waits until the connection has ended.
     *
     * @param timeout how long to wait at most
     * @return this
     */
    public TcpConnectionAssert closesWithin(Duration timeout) {
        return waits(connection -> connection.awaitClosed(timeout));
    }

    /**
     * Waits that long and verifies that the connection is still open then.
     *
     * @param time how long it has to stay open
     * @return this
     */
    public TcpConnectionAssert staysOpenFor(Duration time) {
        if (checkable()) {
            try {
                actual.awaitClosed(time);
            } catch (AssertionError open) {
                if (!Thread.currentThread().isInterrupted()) {
                    return myself;
                }
                throw failedWith(open.getMessage());
            }
            throw failed("to stay open for " + Printed.duration(time), "it was closed: " + actual.closeReason());
        }
        return myself;
    }

    private TcpConnectionAssert waits(Consumer<TcpConnection> wait) {
        if (checkable()) {
            try {
                wait.accept(actual);
            } catch (AssertionError late) {
                throw failedWith(late.getMessage());
            }
        }
        return myself;
    }

    /**
     * Verifies what ended the connection first. Does not wait.
     *
     * @param expected the reason, {@link CloseReason#OPEN} for none yet
     * @return this
     */
    public TcpConnectionAssert hasCloseReason(CloseReason expected) {
        if (checkable()) {
            CloseReason seen = actual.closeReason();
            if (seen != expected) {
                throw failed("to have the close reason " + expected, "it has " + seen);
            }
        }
        return myself;
    }

    /**
     * Verifies that the connection is open now.
     *
     * @return this
     */
    public TcpConnectionAssert isOpen() {
        if (checkable() && !actual.isOpen()) {
            throw failed("to be open", "it was closed: " + actual.closeReason());
        }
        return myself;
    }

    /**
     * Verifies that the connection has ended.
     *
     * @return this
     */
    public TcpConnectionAssert isClosed() {
        if (checkable() && actual.isOpen()) {
            throw failed("to be closed", "it is open");
        }
        return myself;
    }

    private boolean checkable() {
        if (!absent) {
            isNotNull();
        }
        return !absent;
    }

    /** Tells of bytes after the record's bound: with them nothing is exactly what is kept. */
    private static String beyond(byte[] kept, long count) {
        long more = count - kept.length;
        return more > 0 ? " and " + Printed.count(more, "byte") + " that were not kept" : "";
    }

    @Override
    String subject() {
        return "connection #" + actual.index() + " from " + Subjects.address(actual.remoteAddress());
    }
}
