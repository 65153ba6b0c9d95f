package dev.haywire.internal.net;

import dev.haywire.CloseReason;
import dev.haywire.Protocol;
import dev.haywire.fault.ConnectHangFault;
import dev.haywire.fault.Direction;
import dev.haywire.fault.FaultRules;
import dev.haywire.fault.TcpFault;
import dev.haywire.internal.journal.Changes;
import dev.haywire.internal.journal.EventKind;
import dev.haywire.internal.journal.EventLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The wire in front of one server: port, relays, faults, records. It lives on one event loop; what another thread asks for is done there, and
 * acknowledged when the kernel has seen it.
 */
final class Wire implements LoopResident, Acceptor {
    private static final int MOST_ERRORS = 100;
    private static final long HANGING_WITHIN_SECONDS = 5;

    private final String name;
    private final Duration timeout;
    private final EventLoop loop;
    private final EventLog log;
    private final Changes changes = new Changes();
    private final ConnectionBook book = new ConnectionBook();
    private final FaultBoard faults;
    private final HandlerThreads handlers;
    private final Queue<Throwable> errors = new ConcurrentLinkedQueue<>();
    private final AtomicReference<@Nullable Throwable> firstError = new AtomicReference<>();
    private final Set<Relay> open = new LinkedHashSet<>();
    private final ListeningPort port;
    private final ListenerFaults listenerFaults;
    private volatile TcpService service;
    private long seed;
    private volatile boolean closed;
    private final AtomicBoolean handlersEnded = new AtomicBoolean();

    /**
     * Starts it. On the loop.
     *
     * @param context the class loader that its handlers' threads find things by: that of who starts it
     */
    Wire(TcpSpec spec, EventLoop loop, @Nullable ClassLoader context) {
        this.name = spec.name();
        this.timeout = spec.timeout();
        this.loop = loop;
        this.service = spec.service();
        this.seed = spec.seed();
        this.log = new EventLog(name);
        this.faults = new FaultBoard(name);
        this.handlers = new HandlerThreads(name, context);
        this.port = new ListeningPort(loop, Addresses.resolve(spec.host()), spec.port(), this);
        this.listenerFaults = new ListenerFaults(this, port);
        loop.add(this);
    }

    String name() {
        return name;
    }

    InetSocketAddress address() {
        return port.address();
    }

    EventLoop loop() {
        return loop;
    }

    EventLog log() {
        return log;
    }

    Changes changes() {
        return changes;
    }

    ConnectionBook book() {
        return book;
    }

    FaultBoard faults() {
        return faults;
    }

    ListenerFaults listenerFaults() {
        return listenerFaults;
    }

    TcpService service() {
        return service;
    }

    /** Bounds waits that name no Duration. */
    Duration timeout() {
        return timeout;
    }

    boolean isClosed() {
        return closed;
    }

    /** Remembers what fails the test. */
    @Override
    public void error(Throwable failure) {
        // the first needs no memory, which may be what has run out
        if (!firstError.compareAndSet(null, failure) && errors.size() < MOST_ERRORS) {
            errors.add(failure);
        }
        log.note("error: " + failure, EventLog.NO_CONNECTION, System.nanoTime());
        changes.signal();
    }

    List<Throwable> takeErrors() {
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

    @Override
    public void accept(SocketChannel channel) {
        Relay relay;
        try {
            SocketPort.prepare(channel);
            InetSocketAddress remote = (InetSocketAddress) channel.getRemoteAddress();
            relay = new Relay(this, channel, remote);
            book.add(relay.connection());
            open.add(relay);
            log.add(EventKind.ACCEPTED, relay.connection().index(), remote, System.nanoTime());
        } catch (Throwable failure) {
            close(channel);
            error(failure);
            return;
        }
        relay.guard(() -> {
            faults.accepted(relay);
            if (!relay.isOver()) {
                FarEnds.serve(relay, service, handlers);
            }
        });
        changes.signal();
    }

    private static void close(SocketChannel broken) {
        try {
            broken.close();
        } catch (IOException alreadyGone) {
            // it was hardly there
        }
    }

    /** Takes in the connections whose handshake is complete. */
    void acceptQueued() {
        port.acceptQueued();
    }

    List<Relay> openRelays() {
        return new ArrayList<>(open);
    }

    void ended(Relay relay, CloseReason reason) {
        open.remove(relay);
        faults.gone(relay);
        book.ended();
        log.add(EventKind.CLOSED, relay.connection().index(), null, reason.ordinal(), System.nanoTime());
        changes.signal();
    }

    /** What answers the connections accepted from now on. */
    void serveBy(TcpService other) {
        acceptQueued();
        service = other;
    }

    void seed(long other) {
        seed = other;
    }

    void restartRecords() {
        acceptQueued();
        book.restart();
        log.restart(System.nanoTime());
        takeErrors();
    }

    /** Ends all faults; one that cannot be ended does not keep the others. */
    void heal() {
        RuntimeException failure = null;
        for (AppliedFault fault : faults.active()) {
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

    void resetConnections() {
        acceptQueued();
        openRelays().forEach(relay -> relay.resetNow(CloseReason.TEST_RST));
    }

    void closeConnections() {
        acceptQueued();
        openRelays().forEach(relay -> relay.closeNow(CloseReason.TEST_FIN));
    }

    private AppliedFault applyOnLoop(TcpFault fault) {
        requireOpen(fault);
        faults.requireNoContradiction(fault);
        AppliedFault applied = new AppliedFault(this, fault, seed, faults.freeOccurrence(fault));
        faults.add(applied);
        log.applied(fault, System.nanoTime());
        try {
            applied.start();
        } catch (RuntimeException failure) {
            faults.remove(applied);
            throw failure;
        }
        return applied;
    }

    private void closeOnLoop() {
        closed = true;
        for (AppliedFault fault : faults.active()) {
            fault.abandon();
            faults.remove(fault);
        }
        listenerFaults.close();
        openRelays().forEach(relay -> relay.resetNow(CloseReason.ENDPOINT_ENDED));
        port.close();
        loop.remove(this);
        Loops.release(loop);
        changes.signal();
    }

    @Override
    public void loopEnded(Throwable cause) {
        if (!closed) {
            error(cause);
            closeOnLoop();
        }
    }

    // ---- from any thread

    /** Runs something on the loop and waits for it; nothing once the endpoint is closed. */
    void onLoop(Runnable action) {
        if (!closed) {
            loop.run(() -> {
                if (!closed) {
                    action.run();
                }
            });
        }
    }

    /** Lets the loop take in what local peers did before this call: their connects, bytes, FINs and RSTs are in the kernel already. */
    void look() {
        if (!loop.isCurrent()) {
            onLoop(() -> {
                acceptQueued();
                try {
                    loop.poll();
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            });
        }
    }

    void await(BooleanSupplier condition, Duration atMost, Supplier<String> awaited, Supplier<String> seen) {
        if (loop.isCurrent()) {
            throw new IllegalStateException(
                    "a wait on an event loop would block it; wait on a thread of the test's own");
        }
        Objects.requireNonNull(atMost, "timeout");
        if (!condition.getAsBoolean()) {
            // even who waits for no time at all sees what a local peer did before
            look();
        }
        changes.await(condition, atMost, awaited, seen);
    }

    AppliedFault apply(TcpFault given) {
        Objects.requireNonNull(given, "fault");
        TcpFault fault = onlyDirectionOf(given);
        FaultRules.check(fault, Protocol.TCP);
        ListenerFaults.requireSupported(fault);
        requireOpen(fault);
        AppliedFault applied = loop.call(() -> applyOnLoop(fault));
        if (fault instanceof ConnectHangFault) {
            awaitHanging();
        }
        return applied;
    }

    /** A sink never answers: a fault that has to name its direction can only mean upstream. */
    private TcpFault onlyDirectionOf(TcpFault fault) {
        return service instanceof TcpService.Script script && script.isSink()
                ? FaultRules.completed(fault, Direction.UPSTREAM)
                : fault;
    }

    private void requireOpen(TcpFault fault) {
        if (closed) {
            throw new IllegalStateException(
                    "endpoint \"" + name + "\" is closed: " + fault + " cannot be applied to it");
        }
    }

    /** Filling the accept queue takes a few milliseconds, in which the loop serves the others. */
    private void awaitHanging() {
        CountDownLatch full = loop.isCurrent() ? null : listenerFaults.hangingFully();
        if (full != null) {
            try {
                full.await(HANGING_WITHIN_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException kept) {
                Thread.currentThread().interrupt();
            }
        }
    }

    void close() {
        onLoop(this::closeOnLoop);
        // where the loop had ended before, nobody has waited for them
        if (handlersEnded.compareAndSet(false, true)) {
            handlers.end(this::error);
        }
    }
}
