package dev.haywire.internal.net;

import dev.haywire.Journal;
import dev.haywire.Protocol;
import dev.haywire.fault.ActiveFault;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Objects;

/**
 * An endpoint as tests and its owner see it, from any thread; the {@link Wire} behind it lives on an event loop.
 *
 * <p>Counting first lets the loop look at what is ready, so that what a local peer did before the call is counted.
 */
abstract sealed class WireHandle implements LiveEndpoint permits TcpHandle, UdpHandle {
    private final Wire wire;

    WireHandle(Wire wire) {
        this.wire = wire;
    }

    @Override
    public final List<ActiveFault> faults() {
        wire.look();
        return List.copyOf(wire.faults().active());
    }

    @Override
    public final void heal() {
        wire.change(wire::heal);
        wire.awaitHealed();
    }

    @Override
    public final void clearRecords() {
        wire.changeLast(wire::clearRecords);
    }

    @Override
    public final void restartRecords() {
        wire.changeKnowingDrops(wire::restartRecords);
    }

    @Override
    public final void settle() {
        wire.settle();
    }

    @Override
    public final void seed(long seed) {
        wire.onLoop(() -> wire.seed(seed));
    }

    @Override
    public final List<Throwable> takeErrors() {
        return wire.takeErrors();
    }

    @Override
    public final List<String> faultLines() {
        return wire.faults().all().stream().map(AppliedFault::counts).toList();
    }

    @Override
    public final List<String> recordedLines() {
        return wire.log().lines();
    }

    @Override
    public final boolean isClosed() {
        return wire.isClosed();
    }

    @Override
    public final void close() {
        wire.close();
    }

    @Override
    public final String name() {
        return wire.name();
    }

    @Override
    public final Protocol protocol() {
        return wire.protocol();
    }

    @Override
    public final InetSocketAddress address() {
        return wire.address();
    }

    @Override
    public final InetSocketAddress boundAddress() {
        return wire.bound();
    }

    @Override
    public final String host() {
        return Addresses.host(address().getAddress());
    }

    @Override
    public final int port() {
        return address().getPort();
    }

    @Override
    public final URI uri(String scheme) {
        Objects.requireNonNull(scheme, "scheme");
        return URI.create(scheme + "://" + Addresses.spelled(address()));
    }

    @Override
    public final Journal journal() {
        return new WireJournal(wire);
    }

    /** What it has at this moment, as {@code 1 open connection}. */
    abstract String state();

    @Override
    public final String toString() {
        List<? extends AppliedFault> active = wire.faults().active();
        String broken = active.isEmpty()
                ? ""
                : ", " + active.stream().map(fault -> fault.fault().toString()).toList();
        return protocol() + " endpoint \"" + name() + "\" at " + Addresses.spelled(address()) + ", "
                + (wire.isClosed() ? "closed" : state()) + broken;
    }
}
