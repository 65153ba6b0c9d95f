package dev.haywire.internal.net;

import dev.haywire.Journal;
import dev.haywire.Protocol;
import dev.haywire.TcpConnection;
import dev.haywire.TcpHandler;
import dev.haywire.ThrowingRunnable;
import dev.haywire.fault.ActiveFault;
import dev.haywire.fault.LinkFault;
import dev.haywire.fault.TcpFault;
import dev.haywire.internal.journal.Spelled;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * A TCP endpoint as tests and its owner see it, from any thread; the {@link Wire} behind it lives on an event loop.
 *
 * <p>Counting first lets the loop look at what is ready, so that what a local peer did before the call is counted.
 */
final class RelayedEndpoint implements LiveTcpEndpoint {
    private final Wire wire;
    private final ConnectionBook book;

    RelayedEndpoint(Wire wire) {
        this.wire = wire;
        this.book = wire.book();
    }

    @Override
    public ActiveFault apply(LinkFault fault) {
        return wire.apply(fault);
    }

    @Override
    public ActiveFault apply(TcpFault fault) {
        return wire.apply(fault);
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
            try {
                active.close();
            } catch (RuntimeException behindIt) {
                failure.addSuppressed(behindIt);
            }
            throw RelayedEndpoint.<RuntimeException>asItIs(failure);
        }
        active.close();
    }

    @SuppressWarnings("unchecked") // a checked exception of the body passes undeclared, as it is
    private static <T extends Throwable> T asItIs(Throwable failure) throws T {
        throw (T) failure;
    }

    @Override
    public List<ActiveFault> faults() {
        wire.look();
        return List.copyOf(wire.faults().active());
    }

    @Override
    public void heal() {
        wire.onLoop(wire::heal);
    }

    @Override
    public List<TcpConnection> connections() {
        wire.look();
        return List.copyOf(book.all());
    }

    @Override
    public TcpConnection connection(int index) {
        wire.look();
        return book.get(index);
    }

    @Override
    public int acceptedCount() {
        wire.look();
        return book.accepted();
    }

    @Override
    public int openCount() {
        wire.look();
        return book.open();
    }

    @Override
    public TcpConnection takeConnection(Duration timeout) {
        TcpConnection[] taken = new TcpConnection[1];
        wire.await(
                () -> taken[0] != null || (taken[0] = book.take()) != null,
                timeout,
                () -> "another connection to \"" + name() + "\"",
                () -> book.accepted() == 0
                        ? "none was accepted"
                        : "of " + Spelled.count(book.accepted(), "accepted connection") + " all were taken");
        return taken[0];
    }

    @Override
    public TcpConnection takeConnection() {
        return takeConnection(wire.timeout());
    }

    @Override
    public void awaitAccepted(int count, Duration timeout) {
        wire.await(
                () -> book.accepted() >= count,
                timeout,
                () -> "\"" + name() + "\" to accept " + Spelled.count(count, "connection"),
                () -> "it accepted " + book.accepted());
    }

    @Override
    public void awaitAccepted(int count) {
        awaitAccepted(count, wire.timeout());
    }

    @Override
    public void awaitOpen(int count, Duration timeout) {
        wire.await(
                () -> book.open() == count,
                timeout,
                () -> "\"" + name() + "\" to have " + Spelled.count(count, "open connection"),
                () -> "it has " + book.open());
    }

    @Override
    public void awaitOpen(int count) {
        awaitOpen(count, wire.timeout());
    }

    @Override
    public void resetConnections() {
        wire.onLoop(wire::resetConnections);
    }

    @Override
    public void closeConnections() {
        wire.onLoop(wire::closeConnections);
    }

    @Override
    public void handle(TcpHandler handler) {
        Objects.requireNonNull(handler, "handler");
        if (wire.service() instanceof TcpService.Proxy) {
            throw new IllegalStateException("\"" + name()
                    + "\" is a proxy: its server answers, handle has no meaning; use forwardTo to choose the server");
        }
        TcpService service = new TcpService.Handled(() -> handler, FarEnds.charset(wire.service()));
        wire.onLoop(() -> wire.serveBy(service));
    }

    @Override
    public void forwardTo(InetSocketAddress upstream) {
        Objects.requireNonNull(upstream, "upstream");
        if (!(wire.service() instanceof TcpService.Proxy)) {
            throw new IllegalStateException("\"" + name()
                    + "\" is no proxy: it answers itself, forwardTo has no meaning; use handle to change how it answers,"
                    + " or a proxy to forward");
        }
        wire.onLoop(() -> wire.serveBy(new TcpService.Proxy(upstream)));
    }

    @Override
    public void restartRecords() {
        wire.onLoop(wire::restartRecords);
    }

    @Override
    public void seed(long seed) {
        wire.onLoop(() -> wire.seed(seed));
    }

    @Override
    public List<Throwable> takeErrors() {
        return wire.takeErrors();
    }

    @Override
    public void close() {
        wire.close();
    }

    @Override
    public String name() {
        return wire.name();
    }

    @Override
    public Protocol protocol() {
        return Protocol.TCP;
    }

    @Override
    public InetSocketAddress address() {
        return wire.address();
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
        Objects.requireNonNull(scheme, "scheme");
        return URI.create(scheme + "://" + Addresses.spelled(address()));
    }

    @Override
    public Journal journal() {
        return wire.log();
    }

    @Override
    public String toString() {
        String state = wire.isClosed() ? "closed" : Spelled.count(book.open(), "open connection");
        List<AppliedFault> active = wire.faults().active();
        String broken = active.isEmpty()
                ? ""
                : ", " + active.stream().map(fault -> fault.fault().toString()).toList();
        return "TCP endpoint \"" + name() + "\" at " + Addresses.spelled(address()) + ", " + state + broken;
    }
}
