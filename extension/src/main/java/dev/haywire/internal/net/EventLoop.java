package dev.haywire.internal.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One thread that owns endpoints and everything under them: reads, writes, timers, faults.
 *
 * <p>Channels are touched on this thread only: an interrupt of a caller would close them, and a registered channel is not really closed
 * before the next select, so each turn that closed one ends with a {@code selectNow} before anybody is told.
 *
 * <p>No loop waits for itself or for another one: what code of the test asks for on a loop is done {@linkplain AskedOnLoop a moment later}.
 */
final class EventLoop implements Runnable {
    /** One read takes so much at most. */
    static final int LARGE_READ = 512 * 1024;

    private static final int MOST_EXHAUSTED_TURNS = 100;

    final SlabPool slabs = new SlabPool();
    final ReadShare share = new ReadShare();
    final LoopChannels channels;
    final LoopResidents residents = new LoopResidents(this);
    final AskedOnLoop asked = new AskedOnLoop(this);

    final LoopThread thread;
    private ByteBuffer scratch = ByteBuffer.allocateDirect(LARGE_READ);
    private final LoopTasks tasks;
    private final TimerHeap timers = new TimerHeap();
    private final List<LoopCall<?>> finished = new ArrayList<>();
    private final ParkedSockets parked = new ParkedSockets(this);

    /** Made when it is first needed, which most tests never do. */
    private @Nullable Sweeps sweeps;

    private int exhausted;
    private volatile int turn;
    private volatile boolean ended;

    EventLoop(int number) {
        // last of what it has: where memory is short no selector is left open
        channels = new LoopChannels();
        tasks = new LoopTasks(channels);
        thread = new LoopThread(this, "haywire-loop-" + number);
    }

    void start() {
        thread.start();
    }

    boolean isCurrent() {
        return Thread.currentThread() == thread;
    }

    boolean hasEnded() {
        return ended;
    }

    /** Empty, for one read; what must outlast the turn is copied out of it. */
    ByteBuffer scratch(int limit) {
        return scratch.clear().limit(Math.min(limit, share.bytes()));
    }

    /** Empty, for one datagram, however large: what does not fit would be cut. */
    ByteBuffer scratchForDatagram() {
        return scratch.clear().limit(Front.LARGEST);
    }

    /** Has reads use another buffer from now on; returns the one that may be in use further up. */
    ByteBuffer scratchInstead(ByteBuffer other) {
        ByteBuffer before = scratch;
        scratch = other;
        return before;
    }

    /** Runs a task soon, in order. */
    void execute(Runnable task) {
        tasks.add(task, isCurrent());
    }

    /**
     * Does something on the loop and waits until it is done, and until channels it closed are closed. Runs it immediately when called on the
     * loop. Not interruptible: an interrupt is kept for later.
     *
     * @throws IllegalStateException if the loop hangs; then the work is not done later either
     */
    <T> T call(Supplier<T> work) {
        return isCurrent()
                ? work.get()
                : submit(new LoopCall<>(work, this, finished)).await();
    }

    /**
     * The same for work that starts something.
     *
     * @param undo ends what the work has started where the caller gave up meanwhile; on the loop
     */
    <T> T start(Supplier<T> work, Consumer<? super T> undo) {
        return isCurrent()
                ? work.get()
                : submit(new LoopCall<>(work, this, finished).undoneBy(undo)).await();
    }

    private <T> LoopCall<T> submit(LoopCall<T> call) {
        LoopThread.requireNone("a wait", "wait on a thread of the test's own");
        execute(call);
        if (ended) {
            tasks.abandon();
        }
        return call;
    }

    /** The number of its turn: where that changes the loop goes on. From any thread. */
    int turn() {
        return turn;
    }

    /** For whoever waits for it in vain. */
    Throwable whereItIs() {
        Throwable here = new Exception(thread.getName() + " is here");
        here.setStackTrace(thread.getStackTrace());
        return here;
    }

    /** Waits until what the loop is doing now is done; not at all where it has ended. Not to be called on the loop. */
    void awaitTurn() {
        submit(new LoopCall<>(() -> null, this, finished)).awaitAcknowledgement();
    }

    void run(Runnable work) {
        call(() -> {
            work.run();
            return null;
        });
    }

    /** The same for work that ends something: where the caller gives up, it is done all the same once the loop goes on. */
    void runEvenIfLate(Runnable work) {
        if (isCurrent()) {
            work.run();
            return;
        }
        Supplier<Void> ending = () -> {
            work.run();
            return null;
        };
        submit(new LoopCall<>(ending, this, finished).evenIfLate()).await();
    }

    /**
     * Does something a piece at a time and waits for it; others have their turns between. Not to be called on a loop.
     *
     * @param piece does the next one; returns whether that was the last
     * @param undo ends what the last piece has started, where the caller gave up meanwhile; on the loop
     */
    void runInPieces(BooleanSupplier piece, Runnable undo) {
        boolean done;
        do {
            done = start(piece::getAsBoolean, last -> {
                if (last) {
                    undo.run();
                }
            });
        } while (!done);
    }

    void set(Timer timer, long deadline) {
        timers.set(timer, deadline);
    }

    /** Sets a timer so much later; in 146 years at the latest. */
    void setIn(Timer timer, Duration delay) {
        long most = Long.MAX_VALUE / 2;
        long nanos = delay.getSeconds() >= TimeUnit.NANOSECONDS.toSeconds(most) ? most : delay.toNanos();
        timers.set(timer, System.nanoTime() + nanos);
    }

    /** Does the rest of a sweep in later iterations. */
    void goOnWith(Sweep<?> sweep) {
        if (sweeps == null) {
            sweeps = new Sweeps(this);
        }
        sweeps.goOnWith(sweep);
    }

    ParkedSockets parked() {
        return parked;
    }

    @Override
    public void run() {
        Throwable cause = null;
        try {
            LoopChannels.closeFirst();
            while (!ended) {
                // a stray interrupt would make every select return at once
                Thread.interrupted();
                survivingTurn();
            }
        } catch (Throwable failure) {
            cause = failure;
            log("event loop failed; its endpoints end", failure);
        } finally {
            end(cause);
        }
    }

    /** Memory that has run out may be there again in a moment; an end of all endpoints could not even be told now. */
    private void survivingTurn() throws IOException {
        try {
            takeTurn();
            exhausted = 0;
        } catch (OutOfMemoryError noMemory) {
            exhausted++;
            if (exhausted == MOST_EXHAUSTED_TURNS) {
                throw noMemory;
            }
        }
    }

    private void takeTurn() throws IOException {
        turn = turn + 1;
        tasks.run(asked);
        long next = timers.runDue();
        asked.finish();
        acknowledge();
        share.turnOver(tasks.lookAtChannels(next, ended));
        asked.finish();
        acknowledge();
    }

    private void acknowledge() {
        if (!finished.isEmpty()) {
            channels.finishCloses();
            for (LoopCall<?> call : finished) {
                call.acknowledge();
            }
            finished.clear();
        }
    }

    static void log(String text, Throwable failure) {
        try {
            // looked up here: where nothing goes wrong no logging has to start
            System.getLogger("dev.haywire").log(System.Logger.Level.ERROR, text, failure);
        } catch (Throwable noMemoryEvenForThat) {
            // the loop goes on
        }
    }

    /** Says what went wrong where no endpoint can be told. */
    void fail(Throwable failure) {
        log("a timer of the event loop failed", failure);
    }

    /** Ends the loop after its turn; what still lives on it is told. */
    void stop() {
        ended = true;
        channels.wakeup();
    }

    private void end(Throwable cause) {
        ended = true;
        Loops.forget(this);
        Throwable told = cause == null ? new IllegalStateException("the event loop was shut down") : cause;
        residents.loopEnded(told);
        try {
            channels.close();
        } catch (IOException | RuntimeException failure) {
            log("a selector could not be closed", failure);
        }
        tasks.abandon();
        for (LoopCall<?> call : finished) {
            call.acknowledge();
        }
    }

    void join(long millis) throws InterruptedException {
        thread.join(millis);
    }
}
