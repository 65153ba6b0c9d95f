package dev.haywire.internal.net;

import dev.haywire.Protocol;
import dev.haywire.fault.Fault;
import dev.haywire.internal.journal.Changes;
import dev.haywire.internal.journal.EventLog;
import dev.haywire.internal.journal.RecordBudget;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What lies between the application and one server, whatever the protocol: faults, journal, errors. It lives on one event loop.
 */
abstract sealed class Wire extends LoopOwned permits TcpWire, UdpWire {
    private final String name;
    private final EventLoop loop;
    private final Duration timeout;
    private final EventLog log;
    private final Changes changes = new Changes();
    private final RecordBudget records = new RecordBudget();
    private final HandlerThreads handlers;
    private final Errors errors = new Errors();
    private long seed;
    private @Nullable Sweep<?> closing;
    private volatile @Nullable InetSocketAddress leadsTo;

    /**
     * Makes it. On the loop.
     *
     * @param context the class loader that its handlers' threads find things by: that of who starts it
     */
    Wire(String name, long seed, Duration timeout, EventLoop loop, @Nullable ClassLoader context) {
        this.name = name;
        this.loop = loop;
        this.seed = seed;
        this.timeout = timeout;
        this.log = new EventLog(name);
        this.handlers = new HandlerThreads(name, context);
    }

    final String name() {
        return name;
    }

    @Override
    final EventLoop loop() {
        return loop;
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

    @Override
    public final void error(Throwable failure) {
        errors.add(failure);
        log.note("error: " + failure, EventLog.NO_CONNECTION, System.nanoTime());
        changes.signal();
    }

    final List<Throwable> takeErrors() {
        return errors.take();
    }

    // ---- on the loop

    /** Takes in a piece of the connections whose handshake is complete: they count as open before what is about to happen. */
    void acceptQueued() {}

    /** Takes in the connections whose handshake is complete now. */
    Intake queued() {
        return () -> true;
    }

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
        faults().forgetEnded();
        takeErrors();
    }

    /** Ends all faults; one that cannot be ended does not keep the others. */
    final void heal() {
        sweep(
                faults().active(),
                fault -> {
                    fault.end();
                    return true;
                },
                this::healed);
    }

    /** No fault is on it: what one of them has left behind is mended now. */
    void healed() {}

    /** Waits until the port is served again, where faults have kept it from that; not on a loop. */
    void awaitHealed() {}

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
        markClosed();
        for (AppliedFault fault : faults().active()) {
            fault.abandon();
            faults().remove(fault);
        }
        release(() -> {
            leaveLoop();
            Loops.release(loop());
        });
    }

    private void release(Runnable then) {
        stopTakingIn();
        closing = new Sweep<>(
                this,
                true,
                open(),
                one -> {
                    one.run();
                    return true;
                },
                () -> {
                    release();
                    then.run();
                });
        closing.begin();
    }

    private void leaveLoop() {
        records.close();
        ProxyChains.remove(this);
        loop().residents.remove(this);
        markReleased();
        changes.signal();
    }

    /** Nothing more is taken in. */
    abstract void stopTakingIn();

    /** What each of those that are open takes to be closed. */
    abstract List<Runnable> open();

    /** Closes what is left: what it holds is gone. */
    abstract void release();

    @Override
    public final void loopEnded(Throwable cause) {
        if (!isClosed()) {
            error(cause);
            closeOnLoop();
        }
        if (closing != null) {
            closing.finish();
        }
        markEnded();
        changes.signal();
    }

    // ---- from any thread

    /**
     * Applies a fault; asked by code of the test on a loop, a moment later, and what fails then is an error of the endpoint.
     *
     * @param starting starts it, on the loop
     */
    final <A extends AppliedFault> A apply(A applied, Runnable starting) {
        EventLoop asking = LoopThread.currentLoop();
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

    /** Waits a moment for what is about to end. */
    final void settle() {
        if (!isClosed() && LoopThread.currentLoop() == null) {
            Settling.await(this);
        }
    }

    final void await(BooleanSupplier condition, Duration atMost, Supplier<String> awaited, Supplier<String> seen) {
        LoopThread.requireNone("a wait", "wait on a thread of the test's own");
        Objects.requireNonNull(atMost, "timeout");
        if (!condition.getAsBoolean()) {
            // even who waits for no time at all sees what a local peer did before
            look();
            if (isClosed() && !condition.getAsBoolean()) {
                throw EndedEndpoint.error(name, "a wait for " + awaited.get(), null);
            }
        }
        changes.await(() -> holds(condition, awaited), atMost, awaited, seen);
    }

    /** Fails once the endpoint is over: what does not hold then never will. */
    private boolean holds(BooleanSupplier condition, Supplier<String> awaited) {
        // before the look at the condition, which the end itself may have made true
        boolean over = isOver();
        boolean holds = condition.getAsBoolean();
        if (over && !holds) {
            throw EndedEndpoint.error(name, "a wait for " + awaited.get(), null);
        }
        return holds;
    }

    final void requireOpen(Fault fault) {
        requireOpen("apply(" + fault + ")");
    }

    /** Fails after its end; names what needs it. */
    final void requireOpen(String call) {
        if (isClosed()) {
            throw EndedEndpoint.error(name, call, null);
        }
    }

    final void close() {
        EventLoop asking = LoopThread.currentLoop();
        if (asking != null) {
            asking.asked.add(this, this::closeAsAsked);
            return;
        }
        if (isClosed()) {
            awaitEnd();
        } else {
            takeInBeforeEnd();
            loop().runEvenIfLate(() -> unlessClosed(this::closeOnLoop));
            awaitReleased();
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
        markClosed();
        release(this::leaveLoop);
    }
}
