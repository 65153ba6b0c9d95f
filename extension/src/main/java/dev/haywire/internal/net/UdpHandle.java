package dev.haywire.internal.net;

import dev.haywire.Datagram;
import dev.haywire.ThrowingRunnable;
import dev.haywire.UdpCounts;
import dev.haywire.UdpHandler;
import dev.haywire.fault.ActiveFault;
import dev.haywire.fault.Direction;
import dev.haywire.fault.LinkFault;
import dev.haywire.fault.UdpFault;
import dev.haywire.internal.journal.DatagramRecord;
import dev.haywire.internal.journal.Spelled;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A UDP endpoint as tests and its owner see it. */
final class UdpHandle extends WireHandle implements LiveUdpEndpoint {
    private final UdpWire wire;
    private final DatagramRecord record;

    UdpHandle(UdpWire wire) {
        super(wire);
        this.wire = wire;
        this.record = wire.ledger().record();
    }

    @Override
    public ActiveFault apply(LinkFault fault) {
        return wire.apply(fault);
    }

    @Override
    public ActiveFault apply(UdpFault fault) {
        return wire.apply(fault);
    }

    @Override
    public void during(LinkFault fault, ThrowingRunnable body) {
        during((UdpFault) fault, body);
    }

    @Override
    public void during(UdpFault fault, ThrowingRunnable body) {
        Objects.requireNonNull(body, "body");
        During.requireMayWait();
        During.run(apply(fault), body);
    }

    @Override
    public List<Datagram> datagrams() {
        return datagrams(Direction.UPSTREAM);
    }

    @Override
    public List<Datagram> datagrams(Direction direction) {
        Objects.requireNonNull(direction, "direction");
        wire.look();
        return record.all(direction);
    }

    @Override
    public CompletableFuture<Void> unblock() {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public Datagram takeDatagram(Duration timeout) {
        Datagram[] taken = new Datagram[1];
        record.beginTaking();
        try {
            await(taken, timeout);
        } finally {
            record.endTaking();
        }
        return taken[0];
    }

    private void await(Datagram[] taken, Duration timeout) {
        wire.await(
                () -> taken[0] != null || (taken[0] = record.take()) != null,
                timeout,
                () -> wire.subject() + " to deliver another datagram",
                () -> record.delivered(Direction.UPSTREAM) == 0
                        ? "none was delivered"
                        : "of " + Spelled.count(record.delivered(Direction.UPSTREAM), "delivered datagram")
                                + " all were taken" + (record.truncated() ? " or are not kept" : ""));
    }

    @Override
    public Datagram takeDatagram() {
        return takeDatagram(wire.timeout());
    }

    @Override
    public void awaitDatagrams(int count, Duration timeout) {
        wire.await(
                () -> record.delivered(Direction.UPSTREAM) >= count,
                timeout,
                () -> wire.subject() + " to deliver " + Spelled.count(count, "datagram"),
                () -> "it delivered " + record.delivered(Direction.UPSTREAM));
    }

    @Override
    public void awaitDatagrams(int count) {
        awaitDatagrams(count, wire.timeout());
    }

    @Override
    public void send(byte[] payload, InetSocketAddress client) {
        Objects.requireNonNull(payload, "payload");
        requireReachable(client);
        wire.requireOpen("send");
        wire.posted().post(payload, client);
    }

    private void requireReachable(InetSocketAddress client) {
        Objects.requireNonNull(client, "client");
        if (client.isUnresolved() || client.getPort() == 0) {
            throw new IllegalArgumentException("client " + Addresses.spelled(client)
                    + ": allowed is an address with a port other than 0; known clients are " + spelledClients());
        }
        if (!wire.front().reaches(client.getAddress())) {
            throw new IllegalArgumentException("client " + Addresses.spelled(client) + ": \"" + name() + "\" at "
                    + Addresses.spelled(address()) + " can only send to addresses of its own family");
        }
    }

    @Override
    public void handle(UdpHandler handler) {
        Objects.requireNonNull(handler, "handler");
        if (wire.upstreams() != null) {
            throw new IllegalStateException("\"" + name()
                    + "\" is a proxy: its server answers, handle has no meaning; use forwardTo to choose the server");
        }
        UdpService service = new UdpService.Handled(handler, wire.answering().charset());
        wire.requireOpen("handle");
        wire.change(() -> wire.answerBy(service));
    }

    @Override
    public void forwardTo(InetSocketAddress upstream) {
        Objects.requireNonNull(upstream, "upstream");
        Upstreams upstreams = requireProxy(
                "it answers itself, forwardTo has no meaning; use handle to change how it answers, or a proxy to forward");
        wire.requireOpen("forwardTo");
        ProxyChains.forward(wire, ProxyChains.known(upstream), () -> upstreams.forwardTo(upstream));
    }

    private Upstreams requireProxy(String because) {
        Upstreams upstreams = wire.upstreams();
        if (upstreams == null) {
            throw new IllegalStateException("\"" + name() + "\" is no proxy: " + because);
        }
        return upstreams;
    }

    @Override
    public boolean recordTruncated() {
        wire.look();
        return record.truncated();
    }

    @Override
    public List<InetSocketAddress> clients() {
        wire.look();
        return wire.clients().all();
    }

    private String spelledClients() {
        List<InetSocketAddress> known = wire.clients().all();
        return known.isEmpty() ? "none" : known.stream().map(Addresses::spelled).collect(Collectors.joining(", "));
    }

    @Override
    public void expectClient(InetSocketAddress client) {
        requireReachable(client);
        wire.requireOpen("expectClient");
        wire.onLoop(() -> wire.clients().expect(client));
    }

    @Override
    public void rebind(InetSocketAddress client) {
        rebindTo(client, null);
    }

    @Override
    public void rebind(InetSocketAddress client, InetAddress newSource) {
        rebindTo(client, Objects.requireNonNull(newSource, "newSource"));
    }

    private void rebindTo(InetSocketAddress client, @Nullable InetAddress newSource) {
        Objects.requireNonNull(client, "client");
        Upstreams upstreams =
                requireProxy("it has no mapping to rebind; rebind the application's own socket, or use a proxy");
        wire.requireOpen("rebind");
        boolean onTheWayOfADatagram = LoopThread.currentLoop() != null;
        wire.changeKnowingDrops(() -> {
            UdpSession session = wire.clients().known(client);
            if (session == null) {
                throw new IllegalArgumentException("client " + Addresses.spelled(client) + " is not known to \""
                        + name() + "\"; known are " + spelledClients());
            }
            if (!onTheWayOfADatagram) {
                upstreams.takeIn(session);
            }
            upstreams.rebind(session, newSource, !onTheWayOfADatagram);
        });
    }

    @Override
    public UdpCounts counts() {
        return counts(Direction.BOTH);
    }

    @Override
    public UdpCounts counts(Direction direction) {
        Objects.requireNonNull(direction, "direction");
        AtomicReference<UdpCounts> counts = new AtomicReference<>();
        if (LoopThread.currentLoop() == null) {
            wire.changeKnowingDrops(() -> counts.set(snapshot(direction)));
        }
        return counts.get() != null ? counts.get() : snapshot(direction);
    }

    private UdpCounts snapshot(Direction direction) {
        return wire.ledger().counts(direction, wire.kernelDrops().count(direction));
    }

    @Override
    public Optional<String> unaccounted() {
        AtomicReference<Optional<String>> problem = new AtomicReference<>();
        if (LoopThread.currentLoop() == null) {
            wire.onLoop(() -> problem.set(wire.ledger().unaccounted()));
        }
        // nothing moves any more where the loop did not do it
        return problem.get() != null ? problem.get() : wire.ledger().unaccounted();
    }

    @Override
    String state() {
        return Spelled.count(wire.clients().all().size(), "client");
    }
}
