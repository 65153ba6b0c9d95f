package dev.haywire.internal.net;

import dev.haywire.Datagram;
import dev.haywire.ThrowingRunnable;
import dev.haywire.UdpCounts;
import dev.haywire.UdpHandler;
import dev.haywire.fault.ActiveFault;
import dev.haywire.fault.Direction;
import dev.haywire.fault.LinkFault;
import dev.haywire.fault.UdpFault;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A UDP endpoint as tests and its owner see it. */
final class UdpHandle extends WireHandle implements LiveUdpEndpoint {

    UdpHandle(UdpWire wire) {
        super(wire);
    }

    @Override
    String state() {
        return "";
    }

    @Override
    public ActiveFault apply(LinkFault fault) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ActiveFault apply(UdpFault fault) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void during(LinkFault fault, ThrowingRunnable body) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void during(UdpFault fault, ThrowingRunnable body) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Datagram> datagrams() {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Datagram> datagrams(Direction direction) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Datagram takeDatagram(Duration timeout) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Datagram takeDatagram() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void awaitDatagrams(int count, Duration timeout) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void awaitDatagrams(int count) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void send(byte[] payload, InetSocketAddress client) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void handle(UdpHandler handler) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void forwardTo(InetSocketAddress upstream) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean recordTruncated() {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<InetSocketAddress> clients() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void expectClient(InetSocketAddress client) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void rebind(InetSocketAddress client) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void rebind(InetSocketAddress client, InetAddress newSource) {
        throw new UnsupportedOperationException();
    }

    @Override
    public UdpCounts counts() {
        throw new UnsupportedOperationException();
    }

    @Override
    public UdpCounts counts(Direction direction) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<String> unaccounted() {
        throw new UnsupportedOperationException();
    }
}
