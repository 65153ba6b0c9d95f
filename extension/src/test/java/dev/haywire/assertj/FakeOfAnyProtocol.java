package dev.haywire.assertj;

import dev.haywire.Endpoint;
import dev.haywire.Journal;
import dev.haywire.Protocol;
import dev.haywire.ThrowingRunnable;
import dev.haywire.fault.ActiveFault;
import dev.haywire.fault.LinkFault;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What endpoints of the tests' making have in common: a name, an address, and a journal that the test sets; no assertion asks for the rest. */
abstract class FakeOfAnyProtocol implements Endpoint {
    final List<String> lines = new CopyOnWriteArrayList<>(List.of("+0.1 ms  the last line"));
    private final String name;
    private final Protocol protocol;
    private final int port;

    FakeOfAnyProtocol(String name, Protocol protocol, int port) {
        this.name = name;
        this.protocol = protocol;
        this.port = port;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Protocol protocol() {
        return protocol;
    }

    @Override
    public InetSocketAddress address() {
        return new InetSocketAddress("127.0.0.1", port);
    }

    @Override
    public String host() {
        return "127.0.0.1";
    }

    @Override
    public int port() {
        return port;
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
    public URI uri(String scheme) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ActiveFault apply(LinkFault fault) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void during(LinkFault fault, ThrowingRunnable body) {
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
}
