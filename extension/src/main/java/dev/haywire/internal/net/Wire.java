package dev.haywire.internal.net;

import dev.haywire.Protocol;
import dev.haywire.fault.Fault;
import dev.haywire.internal.journal.Changes;
import dev.haywire.internal.journal.EventLog;
import dev.haywire.internal.journal.RecordBudget;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What lies between the application and one server, whatever the protocol: faults, journal, errors. It lives on one event loop; what another
 * thread asks for is done there, and acknowledged when the kernel has seen it.
 */
abstract sealed class Wire implements LoopResident permits TcpWire, UdpWire {
    private static final int MOST_ERRORS = 100;

    private final String name;
    private final Duration timeout;
    private final EventLoop loop;
    private final EventLog log;
    private final Changes changes = new Changes();
    private final RecordBudget records = new RecordBudget();
    private final HandlerThreads handlers;
    private final Queue<Throwable> errors = new ConcurrentLinkedQueue<>();
    private final AtomicReference<@Nullable Throwable> firstError = new AtomicReference<>();
    private long seed;
    private volatile @Nullable InetSocketAddress leadsTo;
    private volatile boolean closed;
    private volatile boolean ended;

    /**
     * Makes it. On the loop.
     *
     * @param context the class loader that its handlers' threads find things by: that of who starts it
     */
    Wire(String name, long seed, Duration timeout, EventLoop loop, @Nullable ClassLoader context) {
        this.name = name;
        this.seed = seed;
        this.timeout = timeout;
        this.loop = loop;
        this.log = new EventLog(name);
        this.handlers = new HandlerThreads(name, context);
    }

    final String name() {
        return name;
    }

    abstract Protocol protocol();

    abstract InetSocketAddress address();

    /** Where its socket is bound, as the kernel has it. */
    abstract InetSocketAddress bound();

    /** Whether it sends what it hears to somebody else's server. */
    abstract boolean isProxy();

    /** Where a proxy's server is, as far as that is an address; null where it is not, and for what is no proxy. From any thread. */
    final @Nullable InetSocketAddress leadsTo() {
        return leadsTo;
    }

    final void leadsTo(@Nullable InetSocketAddress server) {
        leadsTo = server;
    }

    final EventLoop loop() {
        return loop;
    }

    final EventLog log() {
        return log;
    }

    /** Bounds what its records keep. */
    final RecordBudget records() {
        return records;
    }

    final Changes changes() {
        return changes;
    }

    final HandlerThreads handlers() {
        return handlers;
    }

    /** What failure texts call it. */
    final String subject() {
        return protocol() + " endpoint \"" + name + "\" at " + Addresses.spelled(address());
    }

    abstract FaultBoard<? extends AppliedFault> faults();

    /** Bounds waits that name no Duration. */
    final Duration timeout() {
        return timeout;
    }

    final boolean isClosed() {
        return closed;
    }

    /** Remembers what fails the test. */
    public final void error(Throwable failure) {
        // the first needs no memory, which may be what has run out
        if (!firstError.compareAndSet(null, failure) && errors.size() < MOST_ERRORS) {
            errors.add(failure);
        }
        log.note("error: " + failure, EventLog.NO_CONNECTION, System.nanoTime());
        changes.signal();
    }

    final List<Throwable> takeErrors() {
        List<Throwable> taken = new ArrayList<>();
        Throwable next = firstError.getAndSet(null);
        if (next != null) {
            taken.add(next);
        }
        while ((next = errors.poll()) != null) {
            taken.add(next);
        }
        return taken;
    }

    // ---- on the loop

    /** Takes in a piece of the connections whose handshake is complete: they count as open before what is about to happen. */
    void acceptQueued() {}

    /** Takes in the connections whose handshake is complete now. */
    Intake queued() {
        return () -> true;
    }

    /** Takes in what local peers have done until now. From any thread. */
    abstract Intake intake();

    /** Whether something is about to end by itself, since the application is gone. */
    boolean isEnding() {
        return false;
    }

    /** Lets handlers at work hear what was sent before the endpoint ends, where it would be forgotten. From any thread but the loop's. */
    void letHandlersHear() {}

    /** Whether somebody still hears of what local peers did before the endpoint ends. From any thread. */
    boolean hearsBeforeEnd() {
        return false;
    }

    final long seed() {
        return seed;
    }

    final void seed(long other) {
        seed = other;
    }

    /** Begins records, indices and counters anew, also in the midst of a test: what fails that stays. */
    void clearRecords() {
        log.restart(System.nanoTime());
        records.restart();
    }

    final void restartRecords() {
        clearRecords();
        takeErrors();
    }

    /** Ends all faults; one that cannot be ended does not keep the others. */
    final void heal() {
        RuntimeException failure = null;
        for (AppliedFault fault : faults().active()) {
            try {
                fault.end();
            } catch (RuntimeException cannotEnd) {
                failure = cannotEnd;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** Puts a fault on the wire; one that cannot be started leaves no trace. */
    final <A extends AppliedFault> A start(A applied, FaultBoard<A> board) {
        applied.place(board.takeOccurrence(applied.fault()), seed);
        board.add(applied);
        log.applied(applied.fault(), System.nanoTime());
        try {
            applied.start();
        } catch (RuntimeException failure) {
            board.remove(applied);
            throw failure;
        }
        return applied;
    }

    private void closeOnLoop() {
        closed = true;
        for (AppliedFault fault : faults().active()) {
            fault.abandon();
            faults().remove(fault);
        }
        release();
        records.close();
        ProxyChains.remove(this);
        loop.residents.remove(this);
        Loops.release(loop);
        changes.signal();
    }

    /** Closes all channels: what it holds is gone. */
    abstract void release();

    @Override
    public final void loopEnded(Throwable cause) {
        if (!closed) {
            error(cause);
            closeOnLoop();
        }
        ended = true;
    }

    // ---- from any thread

    /**
     * Runs something on the loop and waits for it; nothing once the endpoint is closed, but then nothing moves any more behind this. Asked by
     * code of the test on a loop, it is done a moment later, and not waited for.
     */
    final void onLoop(Runnable action) {
        EventLoop asking = EventLoop.current();
        if (asking != null) {
            asking.asked.add(this, () -> unlessClosed(action));
        } else if (!closed) {
            loop.run(() -> unlessClosed(action));
        } else {
            awaitEnd();
        }
    }

    private void unlessClosed(Runnable action) {
        if (!closed) {
            action.run();
        }
    }

    /** A predicate may have closed it: then the rest of what that was asked about is still under way. */
    private void awaitEnd() {
        if (!ended) {
            loop.awaitTurn();
            ended = true;
        }
    }

    /**
     * Changes something on the loop for what comes from now on, and waits for it. What a local peer did before is in the kernel already, and not
     * meant to meet the change: it is taken in first. Asked by code of the test on a loop, it is done as by {@link #onLoop}.
     */
    final void change(Runnable action) {
        if (EventLoop.current() != null) {
            onLoop(action);
        } else {
            change(action, () -> {});
        }
    }

    private void change(Runnable action, Runnable undo) {
        if (closed) {
            awaitEnd();
            return;
        }
        Intake intake = intake();
        loop.runInPieces(
                () -> {
                    boolean last = closed || intake.piece();
                    if (last) {
                        unlessClosed(action);
                    }
                    return last;
                },
                undo);
    }

    /** The same, but asked on a loop it is done when nothing is on its way any more through what it changes. */
    final void changeLast(Runnable action) {
        EventLoop asking = EventLoop.current();
        if (asking != null) {
            asking.asked.addLast(this, () -> unlessClosed(action));
        } else {
            change(action);
        }
    }

    /**
     * Applies a fault; asked by code of the test on a loop, a moment later, and what fails then is an error of the endpoint.
     *
     * @param starting starts it, on the loop
     */
    final <A extends AppliedFault> A apply(A applied, Runnable starting) {
        EventLoop asking = EventLoop.current();
        if (asking == null) {
            change(starting, applied::end);
            if (!applied.isStarted()) {
                // closed meanwhile
                requireOpen(applied.fault());
            }
        } else {
            asking.asked.add(this, () -> startOrAbandon(applied, starting));
        }
        return applied;
    }

    private void startOrAbandon(AppliedFault applied, Runnable starting) {
        try {
            requireOpen(applied.fault());
            starting.run();
        } catch (RuntimeException failure) {
            applied.abandon();
            throw failure;
        }
    }

    /** Lets the loop take in what local peers did before this call. Not where a loop asks: it sees what there is. */
    final void look() {
        if (EventLoop.current() == null) {
            change(() -> {});
        }
    }

    /** Waits a moment for what is about to end. */
    final void settle() {
        if (!closed && EventLoop.current() == null) {
            Settling.await(this);
        }
    }

    final void await(BooleanSupplier condition, Duration atMost, Supplier<String> awaited, Supplier<String> seen) {
        EventLoop.requireNone("a wait", "wait on a thread of the test's own");
        Objects.requireNonNull(atMost, "timeout");
        if (!condition.getAsBoolean()) {
            // even who waits for no time at all sees what a local peer did before
            look();
        }
        changes.await(condition, atMost, awaited, seen);
    }

    final void requireOpen(Fault fault) {
        if (closed) {
            throw new IllegalStateException(
                    "endpoint \"" + name + "\" is closed: " + fault + " cannot be applied to it");
        }
    }

    final void close() {
        EventLoop asking = EventLoop.current();
        if (asking != null) {
            asking.asked.add(this, this::closeAsAsked);
            return;
        }
        if (closed) {
            awaitEnd();
        } else {
            takeInBeforeEnd();
            loop.runEvenIfLate(() -> unlessClosed(this::closeOnLoop));
            ended = true;
        }
        // where the loop had ended before, nobody has waited for them
        handlers.end(this::error);
    }

    private void takeInBeforeEnd() {
        try {
            letHandlersHear();
            if (hearsBeforeEnd()) {
                look();
            }
        } catch (IllegalStateException loopHangs) {
            // the end, which comes next, says so, and is not given up
        }
    }

    private void closeAsAsked() {
        unlessClosed(this::closeOnLoop);
        handlers.endWithoutWaiting(this::error);
    }

    /** Closes it where its start was given up: its place on the loop has been given back. */
    final void closeStillborn() {
        closed = true;
        release();
        loop.residents.remove(this);
    }
}
