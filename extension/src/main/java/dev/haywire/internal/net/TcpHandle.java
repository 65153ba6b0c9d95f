package dev.haywire.internal.net;

import dev.haywire.TcpConnection;
import dev.haywire.TcpHandler;
import dev.haywire.ThrowingRunnable;
import dev.haywire.fault.ActiveFault;
import dev.haywire.fault.LinkFault;
import dev.haywire.fault.TcpFault;
import dev.haywire.internal.journal.Spelled;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A TCP endpoint as tests and its owner see it. */
final class TcpHandle extends WireHandle implements ToxicTcpEndpoint {
    private final TcpWire wire;
    private final ConnectionBook book;

    TcpHandle(TcpWire wire) {
        super(wire);
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
        During.requireMayWait();
        During.run(apply(fault), body);
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
                () -> wire.subject() + " to accept another connection",
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
                () -> wire.subject() + " to accept " + Spelled.count(count, "connection"),
                () -> "it accepted " + book.accepted() + carriedOver());
    }

    @Override
    public void awaitAccepted(int count) {
        awaitAccepted(count, wire.timeout());
    }

    /** Tells of the connections that are numbered, but not counted as accepted: they were open when the records restarted. */
    private String carriedOver() {
        int before = book.carried();
        return before == 0 ? "" : " (" + Spelled.count(before, "connection") + " from before the records restarted)";
    }

    @Override
    public void awaitOpen(int count, Duration timeout) {
        wire.await(
                () -> book.open() == count,
                timeout,
                () -> wire.subject() + " to have " + Spelled.count(count, "open connection"),
                () -> "it has " + book.open());
    }

    @Override
    public void awaitOpen(int count) {
        awaitOpen(count, wire.timeout());
    }

    @Override
    public void resetConnections() {
        wire.change(wire::resetConnections);
    }

    @Override
    public void closeConnections() {
        wire.change(wire::closeConnections);
    }

    @Override
    public void handle(TcpHandler handler) {
        Objects.requireNonNull(handler, "handler");
        if (wire.service() instanceof TcpService.Proxy) {
            throw new IllegalStateException("\"" + name()
                    + "\" is a proxy: its server answers, handle has no meaning; use forwardTo to choose the server");
        }
        TcpService service =
                new TcpService.Handled(() -> handler, wire.service().charset());
        wire.requireOpen("handle");
        wire.change(() -> wire.serveBy(service));
    }

    @Override
    public void forwardTo(InetSocketAddress upstream) {
        Objects.requireNonNull(upstream, "upstream");
        if (!(wire.service() instanceof TcpService.Proxy)) {
            throw new IllegalStateException("\"" + name()
                    + "\" is no proxy: it answers itself, forwardTo has no meaning; use handle to change how it answers,"
                    + " or a proxy to forward");
        }
        wire.requireOpen("forwardTo");
        ProxyChains.forward(wire, ProxyChains.known(upstream), () -> wire.serveBy(new TcpService.Proxy(upstream)));
    }

    @Override
    public CompletableFuture<Void> unblock() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        if (isClosed()) {
            done.complete(null);
        } else {
            wire.soon(() -> {
                wire.unlessClosed(wire::unblock);
                done.complete(null);
            });
        }
        return done;
    }

    @Override
    public Optional<String> unaccounted() {
        return Optional.empty();
    }

    @Override
    public void toxics(List<Toxic> wanted) {
        wire.change(() -> wire.toxics(wanted));
    }

    @Override
    public @Nullable KeptPort hangUp() {
        AtomicReference<@Nullable KeptPort> kept = new AtomicReference<>();
        try {
            wire.change(() -> kept.set(wire.hangUp()), () -> release(kept.get()));
        } finally {
            wire.close();
        }
        return kept.get();
    }

    private static void release(@Nullable KeptPort kept) {
        if (kept != null) {
            kept.release();
        }
    }

    @Override
    String state() {
        return Spelled.count(book.open(), "open connection");
    }
}
