package dev.haywire.kit;

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

/**
 * Plays the cells of a truth table beside one another, as they do little but wait; each test gets the outcome of its own.
 *
 * @param <C> the cells
 */
public final class Stage<C> implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private final ExecutorService threads;
    private final Map<C, Future<List<String>>> played = new LinkedHashMap<>();

    /**
     * Plays a cell.
     *
     * @param <C> the cells
     */
    @FunctionalInterface
    public interface Play<C> {
        /** Returns what has been seen, in order. */
        List<String> of(C cell) throws Exception;
    }

    /** Begins, in order, so many at a time. */
    public Stage(int atATime, Stream<C> cells, Play<C> play) {
        threads = Executors.newFixedThreadPool(atATime, task -> {
            Thread thread = new Thread(task, "truth-table");
            thread.setDaemon(true);
            return thread;
        });
        cells.forEach(cell -> played.put(cell, threads.submit(() -> play.of(cell))));
    }

    public Stream<C> cells() {
        return played.keySet().stream();
    }

    /** Returns what has been seen in a cell, once it is over, or throws what its play has thrown. */
    public List<String> outcome(C cell) throws Throwable {
        try {
            return played.get(cell).get(PATIENCE_SECONDS, SECONDS);
        } catch (ExecutionException failure) {
            throw failure.getCause();
        } catch (TimeoutException late) {
            throw new AssertionError(cell + " is not over after " + PATIENCE_SECONDS + " s", late);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
