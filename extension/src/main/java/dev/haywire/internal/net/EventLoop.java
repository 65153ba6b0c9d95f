package dev.haywire.internal.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One thread that owns endpoints and everything under them: reads, writes, timers, faults.
 *
 * <p>Channels are touched on this thread only: an interrupt of a caller would close them, and a registered channel is not really closed
 * before the next select, so each turn that closed one ends with a {@code selectNow} before anybody is told.
 */
final class EventLoop implements Runnable {
    /** One read takes so much at most. */
    static final int LARGE_READ = 512 * 1024;

    /** More wait for the next turn: who has many must not keep the others from their channels, nor callers from their answers. */
    private static final int TASKS_A_TURN = 256;

    /** As many ready channels may be all that one select tells of, where descriptors are few. */
    private static final int MAYBE_NOT_ALL = 256;

    /** Bounds a look where channels become ready as fast as they are looked at. */
    private static final int MOST_ROUNDS = 64;

    private static final int MOST_EXHAUSTED_TURNS = 100;

    /** How long a loop without endpoints waits for the next one. */
    private static final long LINGER = TimeUnit.SECONDS.toNanos(5);

    final SlabPool slabs = new SlabPool();
    final ReadShare share = new ReadShare();

    private final Selector selector;
    private final Thread thread;
    private final ByteBuffer scratch = ByteBuffer.allocateDirect(LARGE_READ);
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean wakeupPending = new AtomicBoolean();
    private final TimerHeap timers = new TimerHeap();
    private final List<LoopCall<?>> finished = new ArrayList<>();
    private final Set<LoopResident> residents = new LinkedHashSet<>();
    private final ParkedSockets parked = new ParkedSockets(this);
    // written out, as what runs in each fresh JVM: a lambda costs it a millisecond
    private final Consumer<SelectionKey> dispatch = new Consumer<>() {
        @Override
        public void accept(SelectionKey key) {
            dispatch(key);
        }
    };
    private final Nap nap = new Nap();
    private final Timer lingering = new Timer() {
        @Override
        void due(long now) {
            Loops.endIfUnused(EventLoop.this);
        }

        @Override
        void failed(Throwable failure) {
            fail(failure);
        }
    };

    private boolean channelsClosed;
    private int exhausted;
    private volatile boolean ended;

    EventLoop(int number) {
        try {
            selector = Selector.open();
        } catch (IOException failure) {
            throw new IllegalStateException("no selector can be opened: " + failure.getMessage(), failure);
        }
        // it outlives the test that needs it first, and must not keep what belongs to that
        thread = new Thread(null, this, "haywire-loop-" + number, 0, false);
        thread.setContextClassLoader(EventLoop.class.getClassLoader());
        thread.setDaemon(true);
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

    /** Runs a task soon, in order. */
    void execute(Runnable task) {
        tasks.add(task);
        if (Thread.currentThread() != thread && wakeupPending.compareAndSet(false, true)) {
            selector.wakeup();
        }
    }

    /**
     * Does something on the loop and waits until it is done, and until channels it closed are closed. Runs it at once when called on the loop.
     * Not interruptible: an interrupt is kept for later.
     */
    <T> T call(Supplier<T> work) {
        return isCurrent() ? work.get() : submit(work).await();
    }

    private <T> LoopCall<T> submit(Supplier<T> work) {
        LoopCall<T> call = new LoopCall<>(work, finished);
        execute(call);
        if (ended) {
            abandonTasks();
        }
        return call;
    }

    /** Waits until what the loop is doing now is done; not at all where it has ended. Not to be called on the loop. */
    void awaitTurn() {
        submit(() -> null).awaitAcknowledgement();
    }

    void run(Runnable work) {
        call(() -> {
            work.run();
            return null;
        });
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

    ParkedSockets parked() {
        return parked;
    }

    SelectionKey register(SelectableChannel channel, int interest, ReadyHandler handler) throws IOException {
        return channel.register(selector, interest, handler);
    }

    /** To be told where a channel was closed. */
    void closed() {
        channelsClosed = true;
    }

    /** Completes closes now, so that the kernel has seen them. */
    void finishCloses() {
        if (channelsClosed) {
            channelsClosed = false;
            try {
                selector.selectNow(dispatch);
            } catch (IOException failure) {
                throw new IllegalStateException("select failed: " + failure.getMessage(), failure);
            }
        }
    }

    /** Looks at what is ready without waiting: at all of it, though one select tells of 1024 channels at most. */
    void poll() throws IOException {
        int rounds = 0;
        while (selector.selectNow(dispatch) >= MAYBE_NOT_ALL && rounds < MOST_ROUNDS) {
            rounds++;
        }
    }

    void add(LoopResident resident) {
        residents.add(resident);
        timers.clear(lingering);
    }

    void remove(LoopResident resident) {
        residents.remove(resident);
        endUnlessUsed();
    }

    /** Ends it after a while without endpoints. */
    void endUnlessUsed() {
        if (residents.isEmpty()) {
            timers.set(lingering, System.nanoTime() + LINGER);
        }
    }

    @Override
    public void run() {
        Throwable cause = null;
        try {
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
            turn();
            exhausted = 0;
        } catch (OutOfMemoryError noMemory) {
            exhausted++;
            if (exhausted == MOST_EXHAUSTED_TURNS) {
                throw noMemory;
            }
        }
    }

    private void turn() throws IOException {
        runTasks();
        long next = timers.runDue();
        acknowledge();
        // right before the look at the tasks: a selectNow of this turn may have used up the wakeup of a later one
        wakeupPending.set(false);
        if (tasks.isEmpty() && !ended) {
            share.turnOver(nap.select(selector, dispatch, next, tasks));
        } else {
            share.turnOver(selector.selectNow(dispatch));
        }
        acknowledge();
    }

    private void runTasks() {
        Runnable task;
        for (int run = 0; run < TASKS_A_TURN && (task = tasks.poll()) != null; run++) {
            try {
                task.run();
            } catch (Throwable failure) {
                log("a task of the event loop failed", failure);
            }
        }
    }

    private void acknowledge() {
        if (!finished.isEmpty()) {
            while (channelsClosed) {
                finishCloses();
            }
            for (LoopCall<?> call : finished) {
                call.acknowledge();
            }
            finished.clear();
        }
    }

    private void dispatch(SelectionKey key) {
        if (!key.isValid()) {
            // another one's turn, a moment ago, closed it
            return;
        }
        ReadyHandler handler = (ReadyHandler) key.attachment();
        try {
            handler.ready(key.readyOps());
        } catch (Throwable failure) {
            tell(handler, failure, key);
        }
    }

    private void tell(ReadyHandler handler, Throwable failure, SelectionKey key) {
        try {
            handler.failed(failure);
        } catch (Throwable noMemoryEvenForThat) {
            // a key that stays ready and fails would keep the loop busy
            key.cancel();
        }
    }

    private static void log(String text, Throwable failure) {
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
        selector.wakeup();
    }

    private void end(Throwable cause) {
        ended = true;
        Loops.forget(this);
        Throwable told = cause == null ? new IllegalStateException("the event loop was shut down") : cause;
        for (LoopResident resident : List.copyOf(residents)) {
            try {
                resident.loopEnded(told);
            } catch (Throwable failure) {
                log("an endpoint could not be ended", failure);
            }
        }
        try {
            selector.selectNow();
            selector.close();
        } catch (IOException | RuntimeException failure) {
            log("a selector could not be closed", failure);
        }
        abandonTasks();
        for (LoopCall<?> call : finished) {
            call.acknowledge();
        }
    }

    private void abandonTasks() {
        Runnable task;
        while ((task = tasks.poll()) != null) {
            if (task instanceof LoopCall<?> call) {
                call.abandon();
            }
        }
    }

    void join(long millis) throws InterruptedException {
        thread.join(millis);
    }
}
