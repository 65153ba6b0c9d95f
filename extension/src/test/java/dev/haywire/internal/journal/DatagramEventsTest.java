package dev.haywire.internal.journal;

import static dev.haywire.fault.Direction.DOWNSTREAM;
import static dev.haywire.fault.Direction.UPSTREAM;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DatagramEventsTest {
    private final EventLog log = new EventLog("dns");

    @BeforeEach
    void startAtZero() {
        log.restart(0);
    }

    @Test
    void tellsWhatBecameOfEachDatagram() {
        log.applied("loss(0.3)", 0);
        log.add(EventKind.CLIENT, 0, new InetSocketAddress("127.0.0.1", 53412), 1_000_000);
        log.delivered(0, UPSTREAM, 1, 0, 64, 1_000_000);
        log.delivered(0, UPSTREAM, 1, 1, 64, 1_000_000);
        log.delivered(0, DOWNSTREAM, 1, 0, 0, 2_000_000);
        log.fired("loss(0.3)", 0, UPSTREAM, 2, 3_000_000);
        log.dropped(0, UPSTREAM, 2, 0, "loss", 3_000_000);
        log.dropped(0, UPSTREAM, 3, 2, "bandwidth", 4_000_000);
        log.delivered(0, UPSTREAM, 4, 0, 65_507, 5_000_000);
        log.delivered(0, UPSTREAM, 5, 0, 65_527, 5_000_000);

        assertThat(log.lines())
                .containsExactly(
                        "+0.0 ms  fault loss(0.3) applied",
                        "+1.0 ms  #0 is 127.0.0.1:53412",
                        "+1.0 ms  #0 upstream 1: 64 B",
                        "+1.0 ms  #0 upstream 1 copy 1: 64 B",
                        "+2.0 ms  #0 downstream 1: 0 B",
                        "+3.0 ms  fault loss(0.3) fired first on #0 upstream 2",
                        "+3.0 ms  #0 upstream 2: dropped by loss",
                        "+4.0 ms  #0 upstream 3 copy 2: dropped by bandwidth",
                        "+5.0 ms  #0 upstream 4: 65507 B",
                        "+5.0 ms  #0 upstream 5: 65527 B");
    }

    @Test
    void spellsLossesThatNoFaultCaused() {
        log.dropped(0, UPSTREAM, 1, 0, "noUpstream", 0);
        log.dropped(0, UPSTREAM, 2, 0, "unreachable", 0);
        log.dropped(0, UPSTREAM, 3, 0, "handler", 0);
        log.dropped(0, DOWNSTREAM, 1, 0, "send", 0);
        log.dropped(0, DOWNSTREAM, 2, 0, "refuse", 0);

        assertThat(log.lines())
                .containsExactly(
                        "+0.0 ms  #0 upstream 1: dropped: no upstream yet",
                        "+0.0 ms  #0 upstream 2: dropped: the server's port is unreachable",
                        "+0.0 ms  #0 upstream 3: dropped: too many wait for the handler",
                        "+0.0 ms  #0 downstream 1: dropped: the kernel did not take it",
                        "+0.0 ms  #0 downstream 2: dropped by refuse");
    }

    @Test
    void causesKeepTheirNamesBehindARestart() {
        log.dropped(0, UPSTREAM, 1, 0, "loss", 0);
        log.dropped(0, UPSTREAM, 2, 0, "mtu", 0);
        log.restart(0);
        log.dropped(1, UPSTREAM, 1, 0, "mtu", 0);
        log.dropped(1, UPSTREAM, 1L << 40, 1000, "loss", 0);
        assertThat(log.lines())
                .containsExactly(
                        "+0.0 ms  #1 upstream 1: dropped by mtu",
                        "+0.0 ms  #1 upstream 1099511627776 copy 1000: dropped by loss");
    }

    @Test
    void addingAllocatesNothing() {
        // twice round, so that no block of the ring is missing
        for (int i = 0; i < 2 * 65_536; i++) {
            log.delivered(0, UPSTREAM, i, 0, 64, 0);
        }
        log.dropped(0, UPSTREAM, 1, 0, "loss", 0);
        log.dropped(0, UPSTREAM, 1, 0, "mtu", 0);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 10_000; i++) {
            log.delivered(0, UPSTREAM, i, 1, 64, 0);
            log.dropped(0, UPSTREAM, i, 1, "mtu", 0);
        }
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(10_000);
    }
}
