package dev.haywire.internal.junit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Ends what the thread of a run may wait in, from before JUnit interrupts it until its method is over: a client that connects anew after a reset
 * must not be caught again, as an interrupt wakes no read of a socket.
 */
final class Unblocking {
    /** How long JUnit waits at most; a loop that hangs does not answer at all. */
    private static final int WITHIN_MILLIS = 800;

    private static final int PAUSE_MILLIS = 20;

    /** How long an interrupt may take that is about to come. */
    private static final long INTERRUPT_WITHIN = TimeUnit.SECONDS.toNanos(2);

    private static final long LOOK_EVERY = TimeUnit.MICROSECONDS.toNanos(200);

    private final Run run;
    private final Thread interrupted;
    private final Thread interrupting = Thread.currentThread();
    private final CountDownLatch first = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);
    private final Map<Object, CompletableFuture<Void>> asked = new HashMap<>();

    Unblocking(Run run, Thread interrupted) {
        this.run = run;
        this.interrupted = interrupted;
    }

    /**
     * Begins, and waits until all endpoints have answered once, but not for long.
     *
     * @param before looks at the endpoints before anything is ended
     */
    void begin(Consumer<List<Shared>> before) {
        Thread thread = new Thread(() -> work(before), "haywire-timeout");
        thread.setDaemon(true);
        thread.start();
        try {
            first.await(WITHIN_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException kept) {
            Thread.currentThread().interrupt();
        }
    }

    /** The method is over. */
    void end() {
        over.countDown();
        if (Thread.currentThread() == interrupted) {
            takeInterrupt();
        }
    }

    /** Where a reset has ended the method, JUnit's interrupt is yet to come: it must not meet what the thread does next. */
    private void takeInterrupt() {
        long start = System.nanoTime();
        while (!Thread.interrupted() && isInJUnit(interrupting) && System.nanoTime() - start < INTERRUPT_WITHIN) {
            LockSupport.parkNanos(LOOK_EVERY);
        }
        Thread.interrupted();
    }

    private static boolean isInJUnit(Thread thread) {
        for (StackTraceElement frame : thread.getStackTrace()) {
            if (frame.getClassName().startsWith("org.junit.")) {
                return true;
            }
        }
        return false;
    }

    private void work(Consumer<List<Shared>> before) {
        try {
            before.accept(run.inUse());
            boolean ended = false;
            while (!ended) {
                ask();
                boolean answered = asked.values().stream().allMatch(CompletableFuture::isDone);
                if (answered) {
                    first.countDown();
                }
                ended = over.await(answered ? PAUSE_MILLIS : 1, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException nobodyAsksThisThread) {
            Thread.currentThread().interrupt();
        } finally {
            first.countDown();
        }
    }

    /** Anew where an endpoint has answered: one whose loop hangs is asked once. */
    private void ask() {
        for (Shared endpoint : run.inUse()) {
            ask(endpoint, () -> endpoint.unblock(run));
        }
        for (HeldControl control : run.controlsInUse()) {
            ask(control, () -> control.unblock(run));
        }
    }

    private void ask(Object one, Supplier<@Nullable CompletableFuture<Void>> unblock) {
        CompletableFuture<Void> before = asked.get(one);
        if (before == null || before.isDone()) {
            CompletableFuture<Void> now = unblock.get();
            if (now != null) {
                asked.put(one, now);
            }
        }
    }
}
