package dev.haywire.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.fault.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One writer and readers beside it: no reader ever sees half an event, a hole, or a later event before an earlier one. */
@Timeout(60)
class EventLogConcurrencyTest {
    private static final int EVENTS = 400_000;
    private static final Pattern DATA = Pattern.compile("\\+(\\d+)\\.0 ms {2}#(\\d+) (upstream|downstream) (\\d+) B");
    private static final Pattern GAP = Pattern.compile("\\.\\.\\. (\\d+) events? left out \\.\\.\\.");

    private final EventLog log = new EventLog("busy");

    @Test
    void readersNeverSeeTornEvents() throws Exception {
        log.restart(0);
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            Future<?> writer = threads.submit(() -> {
                for (int i = 0; i < EVENTS; i++) {
                    log.add(
                            EventKind.DATA,
                            i,
                            i % 2 == 0 ? Direction.UPSTREAM : Direction.DOWNSTREAM,
                            i,
                            i * 1_000_000L);
                }
            });
            List<Future<Integer>> readers = new ArrayList<>();
            for (int r = 0; r < 2; r++) {
                readers.add(threads.submit(() -> {
                    int reads = 0;
                    // at least once: on a busy machine the writer may be through before a reader begins
                    do {
                        check(log.lines());
                        reads++;
                    } while (!writer.isDone());
                    return reads;
                }));
            }
            writer.get(60, TimeUnit.SECONDS);
            for (Future<Integer> reader : readers) {
                assertThat(reader.get(60, TimeUnit.SECONDS)).isPositive();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(log.lines()).hasSize(65_537);
        check(log.lines());
    }

    @Test
    void restartsNeverMixTwoTests() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(1);
        try {
            Future<?> writer = threads.submit(() -> {
                for (int test = 0; test < 2_000; test++) {
                    log.restart(0);
                    for (int i = 0; i < 100; i++) {
                        log.add(EventKind.FIN, test, Direction.UPSTREAM, 0, 0);
                    }
                    log.note("test " + test, EventLog.NO_CONNECTION, 0);
                }
            });
            while (!writer.isDone()) {
                List<String> lines = log.lines();
                assertThat(lines.stream()
                                .map(line -> line.replaceAll("\\D+", " "))
                                .distinct()
                                .count())
                        .isLessThanOrEqualTo(2);
                assertThat(lines.stream()
                                .filter(line -> line.contains("FIN"))
                                .distinct()
                                .count())
                        .isLessThanOrEqualTo(1);
            }
            writer.get(60, TimeUnit.SECONDS);
        } finally {
            threads.shutdownNow();
        }
    }

    private static void check(List<String> lines) {
        long expected = 0;
        for (String line : lines) {
            Matcher gap = GAP.matcher(line);
            if (gap.matches()) {
                assertThat(expected).isEqualTo(1024);
                expected += Long.parseLong(gap.group(1));
                continue;
            }
            Matcher data = DATA.matcher(line);
            if (!data.matches()) {
                throw new AssertionError("Torn: " + line);
            }
            String number = Long.toString(expected);
            String way = expected % 2 == 0 ? "upstream" : "downstream";
            if (!number.equals(data.group(1))
                    || !number.equals(data.group(2))
                    || !way.equals(data.group(3))
                    || !number.equals(data.group(4))) {
                throw new AssertionError("Expected event " + expected + ", but: " + line);
            }
            expected++;
        }
    }
}
