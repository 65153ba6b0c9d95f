package dev.haywire.truth;

import static java.util.concurrent.TimeUnit.SECONDS;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The truth table: each fault, on each kind of server, at each moment, in each direction, for both kinds of socket, and exactly what the
 * application and the server see.
 *
 * <p>The cells do little but wait, so they are played beside one another; each test gets the outcome of its own.
 */
class TruthTableTest {
    private static final int AT_A_TIME = 16;
    private static final ExecutorService STAGE = Executors.newFixedThreadPool(AT_A_TIME, task -> {
        Thread thread = new Thread(task, "truth-table");
        thread.setDaemon(true);
        return thread;
    });
    private static final Map<Cell, Future<List<String>>> PLAYED = new LinkedHashMap<>();

    static Stream<Cell> cells() {
        List<Cell> cells = Stream.of(StreamRows.all(), EventRows.all(), ListenerRows.all())
                .flatMap(List::stream)
                .flatMap(row -> row.cells().stream())
                .toList();
        synchronized (PLAYED) {
            cells.forEach(cell -> PLAYED.put(cell, STAGE.submit(() -> Play.of(cell))));
        }
        return cells.stream();
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
