package dev.haywire.internal.toxiproxy;

import dev.haywire.Journal;
import dev.haywire.Protocol;
import dev.haywire.TcpConnection;
import dev.haywire.TcpHandler;
import dev.haywire.ThrowingRunnable;
import dev.haywire.fault.ActiveFault;
import dev.haywire.fault.ConnectHangFault;
import dev.haywire.fault.FaultRules;
import dev.haywire.fault.LinkFault;
import dev.haywire.fault.RefuseFault;
import dev.haywire.fault.TcpFault;
import dev.haywire.internal.net.Addresses;
import dev.haywire.internal.net.During;
import dev.haywire.internal.net.EndedEndpoint;
import dev.haywire.internal.net.LiveTcpEndpoint;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A TCP endpoint whose server, records and journal are in this JVM, and whose wire is a proxy of a real Toxiproxy: the application connects to
 * that, and that to the server.
 */
final class CarriedEndpoint implements LiveTcpEndpoint {
    private final LiveTcpEndpoint server;
    private final RealToxiproxy toxiproxy;
    private final RealProxy proxy;
    private final InetSocketAddress address;
    private final List<RemoteFault> faults = new CopyOnWriteArrayList<>();
    private final List<Throwable> errors = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    CarriedEndpoint(LiveTcpEndpoint server, RealToxiproxy toxiproxy, RealProxy proxy, InetSocketAddress address) {
        this.server = server;
        this.toxiproxy = toxiproxy;
        this.proxy = proxy;
        this.address = address;
    }

    UnsupportedOperationException cannot(String what, String because) {
        return new UnsupportedOperationException(what + " on \"" + name() + "\" cannot be done by Toxiproxy: " + because
                + "; haywire.backend = embedded can");
    }

    @Override
    public ActiveFault apply(LinkFault fault) {
        return apply((TcpFault) fault);
    }

    @Override
    public ActiveFault apply(TcpFault fault) {
        Objects.requireNonNull(fault, "fault");
        During.requireMayAskToxiproxy("apply");
        FaultRules.check(fault, Protocol.TCP, name());
        RemoteFault remote = new RemoteFault(this, fault, ToxicPlan.of(fault), proxy);
        synchronized (this) {
            if (closed) {
                throw closedFor(fault, null);
            }
            faults.add(remote);
        }
        try {
            // Toxiproxy may take its time, and who closes the endpoint does not wait for that
            remote.start(toxiproxy.timer());
        } catch (RuntimeException failure) {
            faults.remove(remote);
            throw closed ? closedFor(fault, failure) : failure;
        }
        return remote;
    }

    private IllegalStateException closedFor(TcpFault fault, @Nullable RuntimeException cause) {
        return EndedEndpoint.error(name(), "apply(" + fault + ")", cause);
    }

    void ended(RemoteFault fault) {
        faults.remove(fault);
    }

    void error(Throwable failure) {
        errors.add(failure);
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
    public List<ActiveFault> faults() {
        return List.copyOf(faults);
    }

    @Override
    public void heal() {
        During.requireMayAskToxiproxy("heal");
        RuntimeException first = null;
        for (RemoteFault fault : faults) {
            try {
                fault.close();
            } catch (RuntimeException failure) {
                if (first == null) {
                    first = failure;
                } else {
                    first.addSuppressed(failure);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }

    private TcpConnection carried(TcpConnection connection) {
        return new CarriedConnection(this, connection);
    }

    @Override
    public List<TcpConnection> connections() {
        return server.connections().stream().map(this::carried).toList();
    }

    @Override
    public TcpConnection connection(int index) {
        return carried(server.connection(index));
    }

    @Override
    public int acceptedCount() {
        return server.acceptedCount();
    }

    @Override
    public int openCount() {
        return server.openCount();
    }

    @Override
    public TcpConnection takeConnection(Duration timeout) {
        return carried(server.takeConnection(timeout));
    }

    @Override
    public TcpConnection takeConnection() {
        return carried(server.takeConnection());
    }

    @Override
    public void awaitAccepted(int count, Duration timeout) {
        server.awaitAccepted(count, timeout);
    }

    @Override
    public void awaitAccepted(int count) {
        server.awaitAccepted(count);
    }

    @Override
    public void awaitOpen(int count, Duration timeout) {
        server.awaitOpen(count, timeout);
    }

    @Override
    public void awaitOpen(int count) {
        server.awaitOpen(count);
    }

    @Override
    public void resetConnections() {
        throw cannot("resetConnections()", "it passes RST on as FIN");
    }

    @Override
    public void closeConnections() {
        server.closeConnections();
    }

    @Override
    public void handle(TcpHandler handler) {
        server.handle(handler);
    }

    @Override
    public void forwardTo(InetSocketAddress upstream) {
        server.forwardTo(upstream);
    }

    @Override
    public void clearRecords() {
        server.clearRecords();
    }

    @Override
    public void restartRecords() {
        server.restartRecords();
    }

    @Override
    public void settle() {
        server.settle();
    }

    @Override
    public void seed(long seed) {
        server.seed(seed);
    }

    @Override
    public List<Throwable> takeErrors() {
        List<Throwable> all = new ArrayList<>(server.takeErrors());
        all.addAll(errors);
        errors.clear();
        return all;
    }

    @Override
    public Optional<String> unaccounted() {
        return server.unaccounted();
    }

    @Override
    public CompletableFuture<Void> unblock() {
        return CompletableFuture.runAsync(this::dropConnections, toxiproxy.timer());
    }

    private void dropConnections() {
        if (closed) {
            return;
        }
        try {
            faults.stream()
                    .filter(fault -> fault.fault() instanceof RefuseFault || fault.fault() instanceof ConnectHangFault)
                    .forEach(RemoteFault::close);
            proxy.dropConnections();
            server.unblock();
        } catch (RuntimeException failure) {
            errors.add(failure);
        }
    }

    @Override
    public List<String> faultLines() {
        return faults.stream()
                .map(fault -> fault.fault() + ", active, and Toxiproxy does not tell what it did")
                .toList();
    }

    @Override
    public List<String> recordedLines() {
        return server.recordedLines().stream().map(CarriedJournal::known).toList();
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        List<RemoteFault> left = List.copyOf(faults);
        faults.clear();
        left.forEach(RemoteFault::abandon);
        try {
            toxiproxy.delete(proxy);
        } finally {
            server.close();
        }
    }

    @Override
    public String name() {
        return server.name();
    }

    @Override
    public Protocol protocol() {
        return Protocol.TCP;
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public InetSocketAddress boundAddress() {
        return address;
    }

    @Override
    public String host() {
        return Addresses.host(address.getAddress());
    }

    @Override
    public int port() {
        return address.getPort();
    }

    @Override
    public URI uri(String scheme) {
        Objects.requireNonNull(scheme, "scheme");
        return URI.create(scheme + "://" + Addresses.spelled(address));
    }

    @Override
    public Journal journal() {
        return new CarriedJournal(server.journal());
    }

    @Override
    public String toString() {
        return "TCP endpoint \"" + name() + "\" at " + Addresses.spelled(address) + ", "
                + (closed ? "closed" : "carried by " + toxiproxy + " to " + server)
                + (faults.isEmpty()
                        ? ""
                        : ", "
                                + faults.stream()
                                        .map(fault -> fault.fault().toString())
                                        .toList());
    }
}
