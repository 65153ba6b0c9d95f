package dev.haywire.internal.net;

import dev.haywire.CloseReason;
import dev.haywire.Protocol;
import dev.haywire.fault.Direction;
import dev.haywire.fault.FaultRules;
import dev.haywire.fault.RefuseFault;
import dev.haywire.fault.TcpFault;
import dev.haywire.internal.journal.EventKind;
import dev.haywire.internal.journal.EventLog;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The wire in front of one TCP server: port, relays, records. */
final class TcpWire extends Wire implements Acceptor {
    private static final long HANGING_WITHIN_SECONDS = 5;

    private final ConnectionBook book = new ConnectionBook();
    private final FaultBoard<AppliedTcpFault> faults;
    private final Set<Relay> open = new LinkedHashSet<>();
    private final ListeningPort port;
    private final ListenerFaults listenerFaults;
    private @Nullable ToxicBoard toxics;
    private volatile TcpService service;

    /**
     * Starts it. On the loop.
     *
     * @param context the class loader that its handlers' threads find things by: that of who starts it
     */
    TcpWire(TcpSpec spec, EventLoop loop, @Nullable ClassLoader context) {
        super(spec.name(), spec.seed(), spec.timeout(), loop, context);
        this.service = spec.service();
        this.faults = new FaultBoard<>(name());
        InetSocketAddress upstream = ProxyChains.known(service.leadsTo());
        this.port = ListeningPort.elsewhereThan(upstream, loop, spec, this);
        this.listenerFaults = new ListenerFaults(this, port);
        // Toxiproxy has a proxy of itself: whoever connects to it finds out
        try {
            ProxyChains.join(this, upstream, !(service instanceof TcpService.Dialled));
        } catch (IllegalStateException leadsBack) {
            port.close();
            throw leadsBack;
        }
        loop.residents.add(this);
    }

    @Override
    Protocol protocol() {
        return Protocol.TCP;
    }

    @Override
    InetSocketAddress address() {
        return port.address();
    }

    @Override
    InetSocketAddress bound() {
        return port.boundAddress();
    }

    @Override
    boolean isProxy() {
        return service instanceof TcpService.Proxy || service instanceof TcpService.Dialled;
    }

    ConnectionBook book() {
        return book;
    }

    @Override
    FaultBoard<AppliedTcpFault> faults() {
        return faults;
    }

    ListenerFaults listenerFaults() {
        return listenerFaults;
    }

    TcpService service() {
        return service;
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
            log().add(EventKind.ACCEPTED, relay.connection().index(), remote, System.nanoTime());
        } catch (Throwable failure) {
            close(channel);
            error(failure);
            return;
        }
        try {
            meet(relay);
        } catch (Throwable failure) {
            relay.crashed(failure);
        }
        changes().signal();
    }

    private void meet(Relay relay) {
        for (AppliedTcpFault fault : faults.active()) {
            fault.accepted(relay);
        }
        if (toxics != null) {
            toxics.accepted(relay);
        }
        loop().asked.decided();
        if (!relay.isOver()) {
            relay.farEnd().serve(service, handlers());
            relay.firstWords();
        }
    }

    private static void close(SocketChannel broken) {
        try {
            broken.close();
        } catch (IOException alreadyGone) {
            // it was hardly there
        }
    }

    @Override
    void acceptQueued() {
        port.acceptQueued();
    }

    @Override
    Intake queued() {
        return port.queued();
    }

    @Override
    void healed() {
        listenerFaults.listenAgain();
    }

    @Override
    void awaitHealed() {
        if (LoopThread.currentLoop() == null) {
            listenerFaults.awaitListening();
        }
    }

    List<Relay> openRelays() {
        return new ArrayList<>(open);
    }

    void closed(Relay relay, CloseReason reason) {
        log().add(EventKind.CLOSED, relay.connection().index(), null, reason.ordinal(), System.nanoTime());
    }

    void ended(Relay relay) {
        open.remove(relay);
        for (AppliedTcpFault fault : faults.active()) {
            fault.gone(relay);
        }
        if (toxics != null) {
            toxics.gone(relay);
        }
        book.ended();
        changes().signal();
    }

    @Override
    boolean isEnding() {
        long now = System.nanoTime();
        for (Relay relay : open) {
            if (relay.awaitsItsServersEnd(now)) {
                return true;
            }
        }
        return false;
    }

    /** A handler hears what was said to it, and may have something to say about that. */
    @Override
    boolean hearsBeforeEnd() {
        return service instanceof TcpService.Handled;
    }

    /** What answers the connections accepted from now on. */
    void serveBy(TcpService other) {
        acceptQueued();
        service = other;
    }

    @Override
    Intake intake() {
        return new TcpIntake(port, loop().channels);
    }

    @Override
    void clearRecords() {
        book.restart();
        super.clearRecords();
    }

    /** Those that are open now: connections accepted while this goes on are not met. */
    private void onAllOpen(Consumer<Relay> action) {
        onAllOpen(action, () -> {});
    }

    /** The same, and something after it. */
    void onAllOpen(Consumer<Relay> action, Runnable then) {
        sweep(
                openRelays(),
                relay -> {
                    action.accept(relay);
                    return true;
                },
                then);
    }

    void resetConnections() {
        acceptQueued();
        onAllOpen(relay -> relay.resetNow(CloseReason.TEST_RST));
    }

    /** Ends what keeps connects from coming to their end, and resets all connections. */
    void unblock() {
        boolean blocks = !open.isEmpty();
        for (AppliedTcpFault fault : faults.active()) {
            if (ListenerFaults.isOne(fault.fault())) {
                blocks = true;
                end(fault);
            }
        }
        if (blocks) {
            log().note(
                            "JUnit's timeout ends connects that hang, and resets connections",
                            EventLog.NO_CONNECTION,
                            System.nanoTime());
        }
        resetConnections();
    }

    private void end(AppliedTcpFault fault) {
        try {
            fault.end();
        } catch (RuntimeException cannotEnd) {
            error(cannotEnd);
        }
    }

    void closeConnections() {
        acceptQueued();
        onAllOpen(relay -> relay.closeNow(CloseReason.TEST_FIN));
    }

    /** Makes these the toxics of all connections. */
    void toxics(List<Toxic> wanted) {
        if (toxics == null && !wanted.isEmpty()) {
            toxics = new ToxicBoard(this);
        }
        if (toxics != null) {
            acceptQueued();
            toxics.set(wanted);
        }
    }

    /** FIN to all, at once; the port takes no more, and is kept. */
    KeptPort hangUp() {
        KeptPort kept = port.keep();
        onAllOpen(relay -> relay.hangUp(CloseReason.ENDPOINT_ENDED));
        return kept;
    }

    private void start(AppliedTcpFault applied) {
        faults.requireNoContradiction(applied.fault());
        start(applied, faults);
    }

    @Override
    void stopTakingIn() {
        listenerFaults.close();
        port.close();
    }

    @Override
    List<Runnable> open() {
        List<Runnable> closes = new ArrayList<>(open.size());
        for (Relay relay : open) {
            closes.add(() -> relay.resetNow(CloseReason.ENDPOINT_ENDED));
        }
        return closes;
    }

    @Override
    void release() {}

    // ---- from any thread

    AppliedTcpFault apply(TcpFault given) {
        Objects.requireNonNull(given, "fault");
        TcpFault fault = onlyDirectionOf(given);
        FaultRules.check(fault, Protocol.TCP, name());
        ListenerFaults.requireSupported(fault);
        requireOpen(fault);
        AppliedTcpFault applied = new AppliedTcpFault(this, fault);
        apply(applied, () -> start(applied));
        if (ListenerFaults.isOne(fault) && LoopThread.currentLoop() == null) {
            awaitKernel(applied);
        }
        return applied;
    }

    private void awaitKernel(AppliedTcpFault applied) {
        if (applied.fault() instanceof RefuseFault) {
            listenerFaults.awaitRefusing(applied);
        } else {
            awaitHanging(applied);
        }
    }

    /** A sink never answers: a fault that has to name its direction can only mean upstream. */
    private TcpFault onlyDirectionOf(TcpFault fault) {
        return service instanceof TcpService.Script script && script.isSink()
                ? FaultRules.completed(fault, Direction.UPSTREAM)
                : fault;
    }

    /** Filling the accept queue takes a few milliseconds, in which the loop serves the others. */
    private void awaitHanging(AppliedTcpFault applied) {
        CountDownLatch full = listenerFaults.hangingFully();
        if (full != null && !new Patience().await(full, TimeUnit.SECONDS.toNanos(HANGING_WITHIN_SECONDS))) {
            String obstacle = listenerFaults.hangingObstacle();
            loop().execute(applied::end);
            throw new IllegalStateException(
                    applied.fault() + " did not begin on \"" + name() + "\" within " + HANGING_WITHIN_SECONDS
                            + " s and is ended; "
                            + (obstacle == null
                                    ? "does user code on its event loop (a predicate, for instance) block?"
                                    : "it needs three file descriptors: " + obstacle),
                    loop().whereItIs());
        }
    }
}
