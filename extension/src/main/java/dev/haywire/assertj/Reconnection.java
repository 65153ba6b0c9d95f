package dev.haywire.assertj;

import dev.haywire.TcpConnection;
import dev.haywire.TcpEndpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A wait for a connection accepted later than the last one ended. Which one that is, is settled once: a client that comes back and is thrown
 * out again while the test waits has reconnected all the same.
 */
final class Reconnection {
    private static final long TURN = TimeUnit.MILLISECONDS.toNanos(5);

    private final TcpEndpoint endpoint;
    private @Nullable TcpConnection ended;

    Reconnection(TcpEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** Looks now and then, as an endpoint can be awaited for what it accepts, or one connection for its end, but not for either. */
    boolean within(Duration timeout) throws InterruptedException {
        if (timeout.isNegative()) {
            throw new IllegalArgumentException(
                    "A timeout must not be negative, but this one is " + Printed.duration(timeout));
        }
        long start = System.nanoTime();
        while (!happened()) {
            Duration left = timeout.minusNanos(System.nanoTime() - start);
            if (left.isZero() || left.isNegative()) {
                return happened();
            }
            TimeUnit.NANOSECONDS.sleep(left.compareTo(Duration.ofNanos(TURN)) < 0 ? left.toNanos() : TURN);
        }
        return true;
    }

    private boolean happened() {
        List<TcpConnection> connections = endpoint.connections();
        TcpConnection last = ended == null ? lastEnded(connections) : ended;
        ended = last;
        return last != null && connections.stream().anyMatch(connection -> follows(connection, last));
    }

    private static @Nullable TcpConnection lastEnded(List<TcpConnection> connections) {
        return connections.stream()
                .filter(connection -> connection.closedAt().isPresent())
                .max(Comparator.comparing((TcpConnection connection) ->
                                connection.closedAt().orElseThrow())
                        .thenComparing(TcpConnection::index))
                .orElse(null);
    }

    /** Clocks are coarse: of two that share an instant the index tells which came later. */
    private static boolean follows(TcpConnection connection, TcpConnection last) {
        Instant end = last.closedAt().orElseThrow();
        return connection.index() > last.index() && !connection.openedAt().isBefore(end);
    }

    String seen() {
        if (ended != null) {
            return "none came after connection #" + ended.index() + " (" + ended.closeReason() + ")";
        }
        List<TcpConnection> connections = endpoint.connections();
        return connections.isEmpty()
                ? "it has no connections"
                : "none of its connections has ended: " + Subjects.list(connections, connection -> "");
    }
}
