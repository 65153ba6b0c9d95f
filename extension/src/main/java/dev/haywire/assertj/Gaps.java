package dev.haywire.assertj;

import dev.haywire.TcpConnection;
import dev.haywire.TcpEndpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The times between the connections that an endpoint accepted. */
final class Gaps {
    private Gaps() {}

    static List<Duration> between(TcpEndpoint endpoint) {
        List<TcpConnection> accepted = accepted(endpoint);
        List<Duration> gaps = new ArrayList<>();
        for (int i = 1; i < accepted.size(); i++) {
            gaps.add(Duration.between(
                    accepted.get(i - 1).openedAt(), accepted.get(i).openedAt()));
        }
        return gaps;
    }

    /** Those carried over from an earlier test come first in the list and were not accepted in this one. */
    private static List<TcpConnection> accepted(TcpEndpoint endpoint) {
        int accepted = endpoint.acceptedCount();
        while (true) {
            List<TcpConnection> all = endpoint.connections();
            int now = endpoint.acceptedCount();
            if (now == accepted) {
                return all.subList(Math.max(0, all.size() - accepted), all.size());
            }
            // One was accepted in between: which side of the copy it fell on cannot be told.
            accepted = now;
        }
    }
}
