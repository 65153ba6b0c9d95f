package dev.haywire.truth.udp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.UdpCounts;
import java.util.List;

/** What the counts of one direction must be. */
final class Ledger {
    long received;
    long delivered;
    long dropped;
    String cause = "none";
    long duplicated;
    long reordered;

    /** All of it, and nothing else; a cell drops by one cause at most. */
    void isLike(UdpCounts counts, String direction) {
        assertThat(received + duplicated)
                .as("the scenario's own book, %s", direction)
                .isEqualTo(delivered + dropped);
        assertThat(List.of(
                        counts.received(),
                        counts.delivered(),
                        counts.dropped(),
                        counts.dropped(cause),
                        counts.duplicated(),
                        counts.reordered(),
                        counts.held(),
                        counts.kernelDrops()))
                .as(
                        "%s: received, delivered, dropped, dropped(%s), duplicated, reordered, held, kernelDrops",
                        direction, cause)
                .containsExactly(received, delivered, dropped, dropped, duplicated, reordered, 0L, 0L);
    }
}
