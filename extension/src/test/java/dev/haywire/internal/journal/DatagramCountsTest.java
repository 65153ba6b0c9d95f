package dev.haywire.internal.journal;

import static dev.haywire.fault.Direction.BOTH;
import static dev.haywire.fault.Direction.DOWNSTREAM;
import static dev.haywire.fault.Direction.UPSTREAM;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.haywire.UdpCounts;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DatagramCountsTest {
    private final DatagramCounts counts = new DatagramCounts();

    @Test
    void countsNothingAtFirst() {
        assertThat(counts.snapshot(BOTH, 0, 0))
                .hasToString("received 0, delivered 0, dropped 0, duplicated 0, reordered 0, held 0, kernel drops 0");
        assertThat(counts.snapshot(UPSTREAM, 0, 0).droppedByCause()).isEmpty();
        assertThat(counts.unaccounted(0, 0)).isEmpty();
    }

    @Test
    void countsEachDirectionAndTheirSum() {
        upstreamAndDownstream();

        UdpCounts up = counts.snapshot(UPSTREAM, 2, 7);
        assertThat(up)
                .hasToString("received 7, delivered 3, dropped 3 (loss 2, mtu 1), duplicated 1, reordered 1, held 2,"
                        + " kernel drops 7");
        assertThat(up.received()).isEqualTo(7);
        assertThat(up.delivered()).isEqualTo(3);
        assertThat(up.dropped()).isEqualTo(3);
        assertThat(up.dropped("loss")).isEqualTo(2);
        assertThat(up.dropped("mtu")).isEqualTo(1);
        assertThat(up.dropped("blackhole")).isZero();
        assertThat(up.duplicated()).isEqualTo(1);
        assertThat(up.reordered()).isEqualTo(1);
        assertThat(up.held()).isEqualTo(2);
        assertThat(up.kernelDrops()).isEqualTo(7);

        assertThat(counts.snapshot(DOWNSTREAM, 0, 0))
                .hasToString("received 2, delivered 1, dropped 1 (loss 1), duplicated 0, reordered 0, held 0,"
                        + " kernel drops 0");

        UdpCounts both = counts.snapshot(BOTH, 2, 7);
        assertThat(both)
                .hasToString("received 9, delivered 4, dropped 4 (loss 3, mtu 1), duplicated 1, reordered 1, held 2,"
                        + " kernel drops 7");
        assertThat(both.droppedByCause()).isEqualTo(Map.of("loss", 3L, "mtu", 1L));
        assertThat(counts.unaccounted(2, 0)).isEmpty();
    }

    @Test
    void aSnapshotStaysAsItWas() {
        upstreamAndDownstream();
        UdpCounts before = counts.snapshot(UPSTREAM, 2, 0);
        counts.dropped(UPSTREAM, "loss");
        counts.delivered(UPSTREAM);
        assertThat(before.dropped("loss")).isEqualTo(2);
        assertThat(before.delivered()).isEqualTo(3);
    }

    @Test
    void whatTheKernelReportsLaterIsDroppedInsteadOfDelivered() {
        counts.received(UPSTREAM);
        counts.delivered(UPSTREAM);
        counts.undelivered(UPSTREAM);
        counts.dropped(UPSTREAM, "unreachable");
        assertThat(counts.snapshot(UPSTREAM, 0, 0))
                .hasToString("received 1, delivered 0, dropped 1 (unreachable 1), duplicated 0, reordered 0, held 0,"
                        + " kernel drops 0");
        assertThat(counts.unaccounted(0, 0)).isEmpty();
    }

    @Test
    void whatIsHeldWhileItRestartsCountsAsReceived() {
        upstreamAndDownstream();
        counts.restart(2, 0);
        assertThat(counts.snapshot(UPSTREAM, 2, 0))
                .hasToString("received 2, delivered 0, dropped 0, duplicated 0, reordered 0, held 2, kernel drops 0");
        assertThat(counts.snapshot(DOWNSTREAM, 0, 0).received()).isZero();
        counts.delivered(UPSTREAM);
        counts.dropped(UPSTREAM, "loss");
        assertThat(counts.unaccounted(0, 0)).isEmpty();
    }

    @Test
    void tellsWhatDoesNotAddUp() {
        upstreamAndDownstream();
        assertThat(counts.unaccounted(1, 0))
                .contains("upstream counts do not add up: received 7 + duplicated 1 = 8, but delivered 3 + dropped 3"
                        + " (loss 2, mtu 1) + held 1 = 7");
        assertThat(counts.unaccounted(2, 1))
                .contains("downstream counts do not add up: received 2 + duplicated 0 = 2, but delivered 1 + dropped 1"
                        + " (loss 1) + held 1 = 3");
        assertThat(counts.unaccounted(0, 1))
                .contains("upstream counts do not add up: received 7 + duplicated 1 = 8, but delivered 3 + dropped 3"
                        + " (loss 2, mtu 1) + held 0 = 6; downstream counts do not add up: received 2 + duplicated 0 ="
                        + " 2, but delivered 1 + dropped 1 (loss 1) + held 1 = 3");
    }

    @Test
    void countingAllocatesNothing() {
        List<String> causes = List.of("loss", "mtu", "unreachable", "noUpstream", "handler", "send");
        causes.forEach(cause -> counts.dropped(UPSTREAM, cause));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int i = 0; i < 10_000; i++) {
            counts.dropped(UPSTREAM, "send");
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 10_000; i++) {
            counts.received(UPSTREAM);
            counts.delivered(DOWNSTREAM);
            counts.dropped(UPSTREAM, "send");
        }
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(10_000);
        assertThat(counts.snapshot(UPSTREAM, 0, 0).dropped("send")).isEqualTo(20_001);
    }

    /** Upstream 7 and a copy: 3 delivered, one of them late, 3 lost, 2 held; downstream 2: one delivered, one lost. */
    private void upstreamAndDownstream() {
        for (int i = 0; i < 7; i++) {
            counts.received(UPSTREAM);
        }
        counts.copied(UPSTREAM);
        counts.dropped(UPSTREAM, "mtu");
        for (int i = 0; i < 2; i++) {
            counts.dropped(UPSTREAM, "loss");
            counts.received(DOWNSTREAM);
        }
        for (int i = 0; i < 3; i++) {
            counts.delivered(UPSTREAM);
        }
        counts.reordered(UPSTREAM);
        counts.delivered(DOWNSTREAM);
        counts.dropped(DOWNSTREAM, "loss");
    }
}
