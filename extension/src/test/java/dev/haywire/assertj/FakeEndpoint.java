package dev.haywire.assertj;

import dev.haywire.Journal;
import dev.haywire.Protocol;
import dev.haywire.TcpConnection;
import dev.haywire.TcpEndpoint;
import dev.haywire.TcpHandler;
import dev.haywire.ThrowingRunnable;
import dev.haywire.fault.ActiveFault;
import dev.haywire.fault.LinkFault;
import dev.haywire.fault.TcpFault;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An endpoint whose connections and journal the test sets. */
class FakeEndpoint implements TcpEndpoint {
    final List<TcpConnection> connections = new CopyOnWriteArrayList<>();
    final List<String> lines = new CopyOnWriteArrayList<>(List.of("+0.1 ms  the last line"));
    int carriedOver;

    FakeEndpoint with(TcpConnection... more) {
        connections.addAll(List.of(more));
        return this;
    }

    @Override
    public String name() {
        return "db";
    }

    @Override
    public Protocol protocol() {
        return Protocol.TCP;
    }

    @Override
    public InetSocketAddress address() {
        return new InetSocketAddress("127.0.0.1", 5432);
    }

    @Override
    public String host() {
        return "127.0.0.1";
    }

    @Override
    public int port() {
        return 5432;
    }

    @Override
    public Journal journal() {
        return () -> List.copyOf(lines);
    }

    @Override
    public void clearRecords() {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<TcpConnection> connections() {
        return List.copyOf(connections);
    }

    @Override
    public int acceptedCount() {
        return connections.size() - carriedOver;
    }

    @Override
    public int openCount() {
        return (int) connections.stream().filter(TcpConnection::isOpen).count();
    }

    @Override
    public void awaitAccepted(int count, Duration timeout) {
        if (acceptedCount() < count) {
            throw new AssertionError("Expected at least " + count
                    + " accepted connections within 50 ms, but there were " + acceptedCount());
        }
    }

    @Override
    public URI uri(String scheme) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ActiveFault apply(LinkFault fault) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ActiveFault apply(TcpFault fault) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void during(LinkFault fault, ThrowingRunnable body) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void during(TcpFault fault, ThrowingRunnable body) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<ActiveFault> faults() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void heal() {
        throw new UnsupportedOperationException();
    }

    @Override
    public TcpConnection connection(int index) {
        return connections.get(index);
    }

    @Override
    public TcpConnection takeConnection(Duration timeout) {
        throw new UnsupportedOperationException();
    }

    @Override
    public TcpConnection takeConnection() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void awaitAccepted(int count) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void awaitOpen(int count, Duration timeout) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void awaitOpen(int count) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void resetConnections() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void closeConnections() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void handle(TcpHandler handler) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void forwardTo(InetSocketAddress upstream) {
        throw new UnsupportedOperationException();
    }
}
