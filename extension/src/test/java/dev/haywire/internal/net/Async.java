package dev.haywire.internal.net;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Runs what waits on a thread of its own: the common pool may have one thread only, and each wait would hold the next one up. */
final class Async {
    private Async() {}

    static CompletableFuture<Void> run(Runnable task) {
        return CompletableFuture.runAsync(task, Async::start);
    }

    static <T> CompletableFuture<T> supply(Supplier<T> task) {
        return CompletableFuture.supplyAsync(task, Async::start);
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "async");
        thread.setDaemon(true);
        thread.start();
    }
}
