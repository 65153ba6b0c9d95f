package dev.haywire.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.haywire.CloseReason;
import dev.haywire.fault.Direction;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventLogTest {
    private static final InetSocketAddress APPLICATION = new InetSocketAddress("127.0.0.1", 53412);

    private final EventLog log = new EventLog("db");

    @BeforeEach
    void startAtZero() {
        log.restart(0);
    }

    @Test
    void tellsWhatHappenedInOrder() {
        log.add(EventKind.ACCEPTED, 0, APPLICATION, 12_300_000);
        log.add(EventKind.CONNECTED_UPSTREAM, 0, new InetSocketAddress("127.0.0.1", 5432), 12_400_000);
        log.add(EventKind.DATA, 0, Direction.UPSTREAM, 512, 13_000_000);
        log.add(EventKind.DATA, 0, Direction.DOWNSTREAM, 7, 14_000_000);
        log.add(EventKind.FIN, 0, Direction.UPSTREAM, 0, 15_000_000);
        log.add(EventKind.FIN, 0, Direction.DOWNSTREAM, 0, 16_000_000);
        log.add(EventKind.CLOSED, 0, null, CloseReason.APPLICATION_FIN.ordinal(), 16_000_000);
        log.add(EventKind.ACCEPTED, 1, APPLICATION, 20_000_000);
        log.add(EventKind.UPSTREAM_FAILED, 1, new InetSocketAddress("127.0.0.1", 5432), 21_000_000);
        log.add(EventKind.RST, 1, Direction.UPSTREAM, 0, 22_000_000);
        log.add(EventKind.RST, 1, Direction.DOWNSTREAM, 0, 22_000_000);
        log.add(EventKind.RST, 1, null, 0, 22_000_000);

        assertThat(log.lines())
                .containsExactly(
                        "+12.3 ms  #0 accepted from 127.0.0.1:53412",
                        "+12.4 ms  #0 connected to upstream 127.0.0.1:5432",
                        "+13.0 ms  #0 upstream 512 B",
                        "+14.0 ms  #0 downstream 7 B",
                        "+15.0 ms  #0 application sent FIN",
                        "+16.0 ms  #0 server sent FIN",
                        "+16.0 ms  #0 closed: APPLICATION_FIN",
                        "+20.0 ms  #1 accepted from 127.0.0.1:53412",
                        "+21.0 ms  #1 could not connect to upstream 127.0.0.1:5432",
                        "+22.0 ms  #1 application sent RST",
                        "+22.0 ms  #1 server sent RST",
                        "+22.0 ms  #1 RST");
        assertThat(log).hasToString(String.join(System.lineSeparator(), log.lines()));
        assertThat(log.endpointName()).isEqualTo("db");
    }

    @Test
    void mergesSuccessiveDataOfOneConnectionAndDirection() {
        log.add(EventKind.DATA, 0, Direction.UPSTREAM, 10, 1_000_000);
        log.add(EventKind.DATA, 0, Direction.UPSTREAM, 20, 2_000_000);
        log.add(EventKind.DATA, 0, Direction.UPSTREAM, 30, 3_000_000);
        log.add(EventKind.DATA, 1, Direction.UPSTREAM, 40, 4_000_000);
        log.add(EventKind.DATA, 1, Direction.DOWNSTREAM, 50, 5_000_000);
        log.note("port kept", EventLog.NO_CONNECTION, 6_000_000);
        log.add(EventKind.DATA, 1, Direction.DOWNSTREAM, 60, 7_000_000);

        assertThat(log.lines())
                .containsExactly(
                        "+1.0 ms  #0 upstream 60 B in 3 writes",
                        "+4.0 ms  #1 upstream 40 B",
                        "+5.0 ms  #1 downstream 50 B",
                        "+6.0 ms  port kept",
                        "+7.0 ms  #1 downstream 60 B");
    }

    @Test
    void putsNotesAtTheirPlaceAmongEventsOfTheSameInstant() {
        log.applied("reset().upstream().afterBytes(100)", 0);
        log.add(EventKind.ACCEPTED, 3, APPLICATION, 0);
        log.fired("reset().upstream().afterBytes(100)", 3, 0);
        log.add(EventKind.CLOSED, 3, null, CloseReason.FAULT_RST.ordinal(), 0);
        log.ended("reset().upstream().afterBytes(100)", 0);
        log.note("no upstream yet", 4, 0);

        assertThat(log.lines())
                .containsExactly(
                        "+0.0 ms  fault reset().upstream().afterBytes(100) applied",
                        "+0.0 ms  #3 accepted from 127.0.0.1:53412",
                        "+0.0 ms  fault reset().upstream().afterBytes(100) fired on #3",
                        "+0.0 ms  #3 closed: FAULT_RST",
                        "+0.0 ms  fault reset().upstream().afterBytes(100) ended",
                        "+0.0 ms  #4 no upstream yet");
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1:65535",
        "255.254.253.252, 255.254.253.252:65535",
        "::1, [::1]:65535",
        "::, [::]:65535",
        "fe80::1, [fe80::1]:65535",
        "2001:db8::, [2001:db8::]:65535",
        "2001:db8:0:1:1:1:1:1, [2001:db8:0:1:1:1:1:1]:65535",
        "2001:0:0:1:0:0:0:1, [2001:0:0:1::1]:65535",
    })
    void spellsAddressesAsTheWorldDoes(String host, String text) throws Exception {
        log.add(EventKind.ACCEPTED, Integer.MAX_VALUE, new InetSocketAddress(InetAddress.getByName(host), 65535), 0);
        assertThat(log.lines()).containsExactly("+0.0 ms  #2147483647 accepted from " + text);
    }

    @Test
    void keepsTheFirst1024AndTheLast64512OfMoreThan65536Events() {
        int total = 140_000;
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < total; i++) {
            log.add(EventKind.FIN, i, Direction.UPSTREAM, 0, i * 1_000_000L);
            if (i < 1024 || i >= total - 64_512) {
                expected.add("+" + i + ".0 ms  #" + i + " application sent FIN");
            }
        }
        expected.add(1024, "... 74464 events left out ...");
        assertThat(log.lines().equals(expected)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"63", "64", "65", "1023", "1024", "1025", "2048", "2049", "65535", "65536"})
    void keepsAllUpToTheBound(int total) {
        for (int i = 0; i < total; i++) {
            log.add(EventKind.FIN, i, Direction.UPSTREAM, 0, 0);
        }
        List<String> lines = log.lines();
        assertThat(lines).hasSize(total);
        assertThat(lines.get(total - 1)).isEqualTo("+0.0 ms  #" + (total - 1) + " application sent FIN");
    }

    @Test
    void leavesOutOneEventBehindTheBound() {
        for (int i = 0; i < 65_537; i++) {
            log.add(EventKind.FIN, i, Direction.UPSTREAM, 0, 0);
        }
        assertThat(log.lines()).hasSize(65_537);
        assertThat(log.lines().subList(1023, 1026))
                .containsExactly(
                        "+0.0 ms  #1023 application sent FIN",
                        "... 1 event left out ...",
                        "+0.0 ms  #1025 application sent FIN");
    }

    @Test
    void doesNotMergeDataAcrossTheGap() {
        for (int i = 0; i < 70_000; i++) {
            log.add(EventKind.DATA, 0, Direction.UPSTREAM, 1, 0);
        }
        assertThat(log.lines())
                .containsExactly(
                        "+0.0 ms  #0 upstream 1024 B in 1024 writes",
                        "... 4464 events left out ...",
                        "+0.0 ms  #0 upstream 64512 B in 64512 writes");
    }

    @Test
    void dataDoesNotPushOutNotes() {
        log.applied("stall()", 0);
        for (int i = 0; i < 70_000; i++) {
            log.add(EventKind.DATA, 0, Direction.UPSTREAM, 1, 0);
            if (i == 3000) {
                log.ended("stall()", 0);
            }
        }
        log.note("behind", EventLog.NO_CONNECTION, 0);
        assertThat(log.lines())
                .containsExactly(
                        "+0.0 ms  fault stall() applied",
                        "+0.0 ms  #0 upstream 1024 B in 1024 writes",
                        "+0.0 ms  fault stall() ended",
                        "... 4464 events left out ...",
                        "+0.0 ms  #0 upstream 64512 B in 64512 writes",
                        "+0.0 ms  behind");
    }

    @Test
    void keepsTheLast1024Notes() {
        log.add(EventKind.ACCEPTED, 0, APPLICATION, 0);
        for (int i = 0; i < 1030; i++) {
            log.note("note " + i, EventLog.NO_CONNECTION, 0);
        }
        List<String> lines = log.lines();
        assertThat(lines).hasSize(1026);
        assertThat(lines.subList(0, 3))
                .containsExactly(
                        "... 6 earlier notes left out ...",
                        "+0.0 ms  #0 accepted from 127.0.0.1:53412",
                        "+0.0 ms  note 6");
        assertThat(lines.get(1025)).isEqualTo("+0.0 ms  note 1029");
    }

    @Test
    void returnsTheLastLines() {
        log.note("one", EventLog.NO_CONNECTION, 0);
        log.note("two", EventLog.NO_CONNECTION, 0);
        log.add(EventKind.FIN, 0, null, 0, 0);
        assertThat(log.last(2)).containsExactly("+0.0 ms  two", "+0.0 ms  #0 FIN");
        assertThat(log.last(0)).isEmpty();
        assertThat(log.last(9)).hasSize(3);
    }

    @Test
    void restartBeginsAnewWithTimesOfItsOwn() {
        log.note("before", EventLog.NO_CONNECTION, 0);
        log.add(EventKind.ACCEPTED, 0, APPLICATION, 1_000_000);
        log.restart(5_000_000);
        assertThat(log.lines()).isEmpty();
        log.add(EventKind.RST, 0, Direction.UPSTREAM, 0, 6_500_000);
        assertThat(log.lines()).containsExactly("+1.5 ms  #0 application sent RST");
    }

    @Test
    void addingAllocatesNothing() {
        // Twice round, so that no block of the ring is missing.
        for (int i = 0; i < 2 * 65_536; i++) {
            log.add(EventKind.DATA, 0, Direction.UPSTREAM, 1, 0);
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 10_000; i++) {
            log.add(EventKind.DATA, 0, Direction.UPSTREAM, 1, 0);
        }
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(10_000);
    }
}
