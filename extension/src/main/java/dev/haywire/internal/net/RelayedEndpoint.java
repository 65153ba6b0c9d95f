package dev.haywire.internal.net;

import dev.haywire.CloseReason;
import dev.haywire.Journal;
import dev.haywire.Protocol;
import dev.haywire.TcpConnection;
import dev.haywire.TcpHandler;
import dev.haywire.ThrowingRunnable;
import dev.haywire.fault.ActiveFault;
import dev.haywire.fault.FaultRules;
import dev.haywire.fault.LinkFault;
import dev.haywire.fault.TcpFault;
import dev.haywire.internal.journal.Changes;
import dev.haywire.internal.journal.EventKind;
import dev.haywire.internal.journal.EventLog;
import dev.haywire.internal.journal.Spelled;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
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
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** A TCP endpoint on its event loop: port, relays, faults, records. What any thread asks for is done on the loop, which then acknowledges. */
final class RelayedEndpoint implements LiveTcpEndpoint, LoopResident {
    private static final int MOST_ERRORS = 100;

    private final String name;
    private final Duration timeout;
    private final EventLoop loop;
    private final EventLog log;
    private final Changes changes = new Changes();
    private final ConnectionBook book = new ConnectionBook();
    private final FaultBoard faults;
    private final HandlerThreads handlers;
    private final Queue<Throwable> errors = new ConcurrentLinkedQueue<>();
    private final Set<Relay> open = new LinkedHashSet<>();
    private final ListeningPort port;
    private final ListenerFaults listenerFaults;
    private TcpService service;
    private long seed;
    private volatile boolean closed;

    /** Starts it. On the loop. */
    RelayedEndpoint(TcpSpec spec, EventLoop loop) {
        this.name = spec.name();
        this.timeout = spec.timeout();
        this.loop = loop;
        this.service = spec.service();
        this.seed = spec.seed();
        this.log = new EventLog(name);
        this.faults = new FaultBoard(name);
        this.handlers = new HandlerThreads(name);
        this.port = new ListeningPort(loop, Addresses.resolve(spec.host()), spec.port(), this::accept, this::error);
        this.listenerFaults = new ListenerFaults(this, port, this::accept);
        loop.add(this);
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

    Duration timeout() {
        return timeout;
    }

    ListenerFaults listenerFaults() {
        return listenerFaults;
    }

    /** Remembers what fails the test. */
    void error(Throwable failure) {
        if (errors.size() < MOST_ERRORS) {
            errors.add(failure);
        }
        log.note("error: " + failure, EventLog.NO_CONNECTION, System.nanoTime());
        changes.signal();
    }

    // ---- connections, on the loop

    private void accept(SocketChannel channel) {
        Relay relay;
        try {
            SocketPort.prepare(channel);
            InetSocketAddress remote = (InetSocketAddress) channel.getRemoteAddress();
            relay = new Relay(this, channel, remote);
            book.add(relay.connection());
            open.add(relay);
            log.add(EventKind.ACCEPTED, relay.connection().index(), remote, System.nanoTime());
        } catch (IOException failure) {
            error(failure);
            return;
        }
        faults.accepted(relay);
        if (!relay.isOver()) {
            FarEnds.serve(relay, service, handlers);
        }
        changes.signal();
    }

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

    void forget(AppliedFault fault) {
        faults.remove(fault);
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
        changes.await(condition, atMost, awaited, seen);
    }

    @Override
    public ActiveFault apply(LinkFault fault) {
        return apply((TcpFault) fault);
    }

    @Override
    public ActiveFault apply(TcpFault fault) {
        FaultRules.check(fault, Protocol.TCP);
        ListenerFaults.requireSupported(fault);
        requireOpen(fault);
        AppliedFault applied = loop.call(() -> applyOnLoop(fault));
        awaitHanging();
        return applied;
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

    private void requireOpen(TcpFault fault) {
        if (closed) {
            throw new IllegalStateException(
                    "endpoint \"" + name + "\" is closed: " + fault + " cannot be applied to it");
        }
    }

    /** Filling the accept queue takes a few milliseconds, in which the loop serves the others. */
    private void awaitHanging() {
        CountDownLatch full = loop.isCurrent() ? null : loop.call(listenerFaults::hangingFully);
        if (full != null) {
            try {
                full.await(5, TimeUnit.SECONDS);
            } catch (InterruptedException kept) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void during(LinkFault fault, ThrowingRunnable body) {
        during((TcpFault) fault, body);
    }

    @Override
    public void during(TcpFault fault, ThrowingRunnable body) {
        Objects.requireNonNull(body, "body");
        ActiveFault active = apply(fault);
        try {
            body.run();
        } catch (Throwable failure) {
            throw RelayedEndpoint.<RuntimeException>asItIs(failure);
        } finally {
            active.close();
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> T asItIs(Throwable failure) throws T {
        throw (T) failure;
    }

    @Override
    public List<ActiveFault> faults() {
        return List.copyOf(faults.active());
    }

    @Override
    public void heal() {
        onLoop(() -> faults.active().forEach(AppliedFault::end));
    }

    @Override
    public List<TcpConnection> connections() {
        look();
        return List.copyOf(book.all());
    }

    @Override
    public TcpConnection connection(int index) {
        look();
        return book.get(index);
    }

    @Override
    public int acceptedCount() {
        look();
        return book.accepted();
    }

    @Override
    public int openCount() {
        look();
        return book.open();
    }

    @Override
    public TcpConnection takeConnection(Duration atMost) {
        TcpConnection[] taken = new TcpConnection[1];
        await(
                () -> (taken[0] = book.take()) != null,
                atMost,
                () -> "another connection to \"" + name + "\"",
                () -> "of " + Spelled.count(book.accepted(), "accepted connection") + " all were taken");
        return taken[0];
    }

    @Override
    public TcpConnection takeConnection() {
        return takeConnection(timeout);
    }

    @Override
    public void awaitAccepted(int count, Duration atMost) {
        await(
                () -> book.accepted() >= count,
                atMost,
                () -> "\"" + name + "\" to accept " + Spelled.count(count, "connection"),
                () -> "it accepted " + book.accepted());
    }

    @Override
    public void awaitAccepted(int count) {
        awaitAccepted(count, timeout);
    }

    @Override
    public void awaitOpen(int count, Duration atMost) {
        await(
                () -> book.open() == count,
                atMost,
                () -> "\"" + name + "\" to have " + Spelled.count(count, "open connection"),
                () -> "it has " + book.open());
    }

    @Override
    public void awaitOpen(int count) {
        awaitOpen(count, timeout);
    }

    @Override
    public void resetConnections() {
        onLoop(() -> {
            acceptQueued();
            openRelays().forEach(relay -> relay.resetNow(CloseReason.TEST_RST));
        });
    }

    @Override
    public void closeConnections() {
        onLoop(() -> {
            acceptQueued();
            openRelays().forEach(relay -> relay.closeNow(CloseReason.TEST_FIN));
        });
    }

    @Override
    public void handle(TcpHandler handler) {
        Objects.requireNonNull(handler, "handler");
        if (service instanceof TcpService.Proxy) {
            throw new IllegalStateException("\"" + name
                    + "\" is a proxy: its server answers, no handler can; use forwardTo to choose the server");
        }
        onLoop(() -> {
            acceptQueued();
            service = new TcpService.Handled(() -> handler, FarEnds.charset(service));
        });
    }

    @Override
    public void forwardTo(InetSocketAddress upstream) {
        Objects.requireNonNull(upstream, "upstream");
        if (!(service instanceof TcpService.Proxy)) {
            throw new IllegalStateException("\"" + name
                    + "\" is no proxy: it answers itself; use handle to change how, or @TcpProxy to forward");
        }
        onLoop(() -> {
            acceptQueued();
            service = new TcpService.Proxy(upstream);
        });
    }

    // ---- what its owner does

    @Override
    public void restartRecords() {
        onLoop(() -> {
            acceptQueued();
            book.restart();
            log.restart(System.nanoTime());
            errors.clear();
        });
    }

    @Override
    public void seed(long newSeed) {
        onLoop(() -> seed = newSeed);
    }

    @Override
    public List<Throwable> takeErrors() {
        List<Throwable> taken = new ArrayList<>();
        Throwable next;
        while ((next = errors.poll()) != null) {
            taken.add(next);
        }
        return taken;
    }

    @Override
    public void close() {
        if (!closed) {
            onLoop(this::closeOnLoop);
            handlers.end(this::error);
        }
    }

    private void closeOnLoop() {
        closed = true;
        faults.active().forEach(fault -> {
            fault.abandon();
            faults.remove(fault);
        });
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

    // ---- what it is

    @Override
    public String name() {
        return name;
    }

    @Override
    public Protocol protocol() {
        return Protocol.TCP;
    }

    @Override
    public InetSocketAddress address() {
        return port.address();
    }

    @Override
    public String host() {
        return Addresses.host(address().getAddress());
    }

    @Override
    public int port() {
        return address().getPort();
    }

    @Override
    public URI uri(String scheme) {
        return URI.create(scheme + "://" + Addresses.spelled(address()));
    }

    @Override
    public Journal journal() {
        return log;
    }

    @Override
    public String toString() {
        String state = closed ? "closed" : Spelled.count(book.open(), "open connection");
        List<AppliedFault> active = faults.active();
        String broken = active.isEmpty()
                ? ""
                : ", " + active.stream().map(fault -> fault.fault().toString()).toList();
        return "TCP endpoint \"" + name + "\" at " + Addresses.spelled(address()) + ", " + state + broken;
    }
}
