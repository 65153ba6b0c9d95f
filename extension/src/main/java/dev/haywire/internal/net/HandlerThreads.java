package dev.haywire.internal.net;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The threads that run the handlers of one endpoint; none of them outlives it unnoticed. */
final class HandlerThreads {
    private static final long POLITE = TimeUnit.SECONDS.toNanos(1);
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(5);

    private final String endpointName;
    private final @Nullable ClassLoader context;
    private final Set<Thread> running = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean ending = new AtomicBoolean();
    private final CountDownLatch ended = new CountDownLatch(1);

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

    /**
     * Waits for them after their streams were ended: a second politely, then with an interrupt; one that still runs after five is an error.
     * Another thread than the first waits as long; a handler that ends its own endpoint does not wait for itself.
     */
    void end(Consumer<Throwable> errors) {
        if (ending.compareAndSet(false, true)) {
            try {
                awaitAll(errors);
            } finally {
                ended.countDown();
            }
        } else if (!running.contains(Thread.currentThread())) {
            new Patience().await(ended, PATIENCE);
        }
    }

    /** The same, by a thread of its own where it would take time: for an event loop. */
    void endWithoutWaiting(Consumer<Throwable> errors) {
        if (!running.isEmpty()) {
            Thread waiting = new Thread(() -> end(errors), "haywire-end-" + endpointName);
            waiting.setDaemon(true);
            waiting.start();
        }
    }

    private void awaitAll(Consumer<Throwable> errors) {
        long waited = 0;
        boolean interrupted = false;
        boolean urged = false;
        for (Thread thread : running) {
            while (thread.isAlive() && thread != Thread.currentThread()) {
                if (waited >= PATIENCE) {
                    errors.accept(stuck(thread));
                    break;
                }
                if (waited >= POLITE && !urged) {
                    urged = true;
                    running.forEach(HandlerThreads::urge);
                }
                long slice = Math.min(Patience.SLICE, (urged ? PATIENCE : POLITE) - waited);
                long start = System.nanoTime();
                try {
                    thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(slice)));
                } catch (InterruptedException kept) {
                    interrupted = true;
                }
                waited += Patience.counted(System.nanoTime() - start, slice);
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
