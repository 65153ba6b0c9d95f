package dev.haywire.internal.net;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The threads that run the handlers of one endpoint; none of them outlives it unnoticed. */
final class HandlerThreads {
    private static final long POLITE = TimeUnit.SECONDS.toNanos(1);
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(5);

    private final String endpointName;
    private final @Nullable ClassLoader context;
    private final Set<Thread> running = ConcurrentHashMap.newKeySet();

    HandlerThreads(String endpointName, @Nullable ClassLoader context) {
        this.endpointName = endpointName;
        this.context = context;
    }

    /** For one connection. */
    void start(int connection, Runnable handler) {
        start("#" + connection, handler);
    }

    /** For all datagrams. */
    void start(Runnable handler) {
        start("", handler);
    }

    private void start(String which, Runnable handler) {
        Thread thread = new Thread(
                () -> {
                    try {
                        handler.run();
                    } finally {
                        running.remove(Thread.currentThread());
                    }
                },
                "haywire-handler-" + endpointName + which);
        thread.setDaemon(true);
        thread.setContextClassLoader(context);
        running.add(thread);
        thread.start();
    }

    /** Whether one of them is doing something, rather than waiting for something or somebody. */
    boolean isBusy() {
        for (Thread thread : running) {
            Thread.State state = thread.getState();
            boolean waits = state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING;
            if (!waits && thread != Thread.currentThread()) {
                return true;
            }
        }
        return false;
    }

    /** Waits for them after their streams were ended: a second politely, then with an interrupt; who still runs after five is an error. */
    void end(Consumer<Throwable> errors) {
        if (running.isEmpty()) {
            return;
        }
        long start = System.nanoTime();
        boolean interrupted = false;
        boolean urged = false;
        for (Thread thread : running) {
            while (thread.isAlive() && thread != Thread.currentThread()) {
                long waited = System.nanoTime() - start;
                if (waited >= PATIENCE) {
                    errors.accept(stuck(thread));
                    break;
                }
                if (waited >= POLITE && !urged) {
                    urged = true;
                    running.forEach(HandlerThreads::urge);
                }
                try {
                    thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis((urged ? PATIENCE : POLITE) - waited)));
                } catch (InterruptedException kept) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void urge(Thread thread) {
        if (thread != Thread.currentThread()) {
            thread.interrupt();
        }
    }

    private Throwable stuck(Thread thread) {
        IllegalStateException error = new IllegalStateException(
                "a handler of \"" + endpointName
                        + "\" still runs 5 s after its connection ended, and does not heed its interrupt; its stack is the stack of this error");
        error.setStackTrace(thread.getStackTrace());
        return error;
    }
}
