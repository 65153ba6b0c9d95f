package dev.haywire.truth.udp;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.haywire.docs.GeneratedPage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The truth table of datagrams: each fault, before each kind of server, at each moment, in each direction, for both kinds of socket, and
 * exactly which datagrams the application and the server see, in which order.
 *
 * <p>Some cells wait for what does not come, so they are played beside one another; each test gets the outcome of its own.
 */
class UdpTruthTableTest {
    private static final int AT_A_TIME = 8;
    private static final ExecutorService STAGE = Executors.newFixedThreadPool(AT_A_TIME, task -> {
        Thread thread = new Thread(task, "udp-truth-table");
        thread.setDaemon(true);
        return thread;
    });
    private static final Map<Cell, Future<List<String>>> PLAYED = new LinkedHashMap<>();

    private static Stream<Row> rows() {
        return Stream.of(LinkRows.all(), LossRows.all(), CopyRows.all()).flatMap(List::stream);
    }

    @BeforeAll
    static void begin() {
        rows().flatMap(row -> row.cells().stream())
                .forEach(cell -> PLAYED.put(cell, STAGE.submit(() -> Play.of(cell))));
    }

    static Stream<Cell> cells() {
        return PLAYED.keySet().stream();
    }

    @AfterAll
    static void end() {
        STAGE.shutdownNow();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cells")
    void whatIsSeen(Cell cell) throws Throwable {
        outcome(cell);
    }

    @Test
    void thePageAboutFaultsSaysWhatIsSeen() {
        StringBuilder table = new StringBuilder(Words.HEADER);
        rows().forEach(row -> table.append(row.words().line(row)));
        GeneratedPage.holds("docs/faults.md", "udp faults", table.toString());
    }

    @Test
    void thePageAboutFaultsShowsWhatWasSeen() throws Throwable {
        StringBuilder table = new StringBuilder(Words.TRACES_HEADER);
        for (Cell cell : PLAYED.keySet()) {
            if (isShown(cell)) {
                table.append(Words.traceLine(cell, outcome(cell)));
            }
        }
        GeneratedPage.holds("docs/faults.md", "udp traces", table.toString());
    }

    private static boolean isShown(Cell cell) {
        return cell.moment() == Cell.Moment.FIRST && cell.site() == Site.Kind.PROXY && cell.app() == App.Kind.CHANNEL;
    }

    private static List<String> outcome(Cell cell) throws Throwable {
        try {
            return PLAYED.get(cell).get(60, SECONDS);
        } catch (ExecutionException failure) {
            throw failure.getCause();
        } catch (TimeoutException late) {
            throw new AssertionError(cell + " is not over after 60 s", late);
        }
    }
}
