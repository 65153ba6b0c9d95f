package dev.haywire.assertj;

import dev.haywire.CloseReason;
import dev.haywire.TcpConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Assertions about one connection.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
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
            String missing = beyond(kept);
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
            String missing = beyond(seen);
            if (!Arrays.equals(seen, expected) || !missing.isEmpty()) {
                throw failed(
                        "to have received exactly " + Printed.bytes(expected),
                        "it received " + Printed.bytes(seen) + missing + Printed.difference(seen, expected));
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
        if (checkable()) {
            try {
                actual.awaitReceived(contained, timeout);
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

    private boolean checkable() {
        if (!absent) {
            isNotNull();
        }
        return !absent;
    }

    /** Tells of bytes behind the record's bound: with them nothing is exactly what is kept. */
    private String beyond(byte[] kept) {
        long more = actual.bytesReceived() - kept.length;
        return more > 0 && actual.recordTruncated()
                ? " and " + Printed.count(more, "byte") + " that were not kept"
                : "";
    }

    @Override
    String subject() {
        return "connection #" + actual.index() + " from " + Subjects.address(actual.remoteAddress());
    }
}
