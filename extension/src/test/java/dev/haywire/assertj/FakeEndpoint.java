package dev.haywire.assertj;

import dev.haywire.Protocol;
import dev.haywire.TcpConnection;
import dev.haywire.TcpEndpoint;
import dev.haywire.TcpHandler;
import dev.haywire.ThrowingRunnable;
import dev.haywire.fault.ActiveFault;
import dev.haywire.fault.TcpFault;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An endpoint whose connections and journal the test sets. */
class FakeEndpoint extends FakeOfAnyProtocol implements TcpEndpoint {
    final List<TcpConnection> connections = new CopyOnWriteArrayList<>();
    int carriedOver;

    FakeEndpoint() {
        super("db", Protocol.TCP, 5432);
    }

    FakeEndpoint with(TcpConnection... more) {
        connections.addAll(List.of(more));
        return this;
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
    public ActiveFault apply(TcpFault fault) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void during(TcpFault fault, ThrowingRunnable body) {
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
