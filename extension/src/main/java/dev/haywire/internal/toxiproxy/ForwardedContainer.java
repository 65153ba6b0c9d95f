package dev.haywire.internal.toxiproxy;

import dev.haywire.internal.net.Addresses;
import dev.haywire.internal.net.TcpSpec;
import java.net.InetSocketAddress;
import java.util.BitSet;
import org.testcontainers.Testcontainers;
import org.testcontainers.toxiproxy.ToxiproxyContainer;

/** A Toxiproxy in a container with a network of its own: its proxies have the ports that the image exposes, and no others. */
final class ForwardedContainer implements Site {
    private static final int FIRST = 8666;
    private static final int PORTS = 32;

    private final ToxiproxyContainer container;
    private final BitSet used = new BitSet(PORTS);

    ForwardedContainer(ToxiproxyContainer container) {
        this.container = container;
    }

    @Override
    public String controlHost() {
        return container.getHost();
    }

    @Override
    public int controlPort() {
        return container.getControlPort();
    }

    @Override
    public String serverHost(TcpSpec spec) {
        return spec.host();
    }

    @Override
    public String upstream(InetSocketAddress server) {
        Testcontainers.exposeHostPorts(server.getPort());
        return Addresses.spelled("host.testcontainers.internal", server.getPort());
    }

    @Override
    public synchronized String listen(TcpSpec spec) {
        if (spec.port() != 0) {
            throw new IllegalArgumentException("port = " + spec.port() + ": behind Toxiproxy in a container, ports are"
                    + " the container engine's choice; allowed is 0");
        }
        int free = used.nextClearBit(0);
        if (free >= PORTS) {
            throw new IllegalStateException("all " + PORTS + " ports of the Toxiproxy container (" + FIRST + " to "
                    + (FIRST + PORTS - 1) + ") are in use, " + used.cardinality()
                    + " endpoints live: let fewer live at a time, or use a Toxiproxy on this machine's network");
        }
        used.set(free);
        return Addresses.spelled("0.0.0.0", FIRST + free);
    }

    @Override
    public InetSocketAddress reached(TcpSpec spec, String listens) {
        return new InetSocketAddress(
                container.getHost(),
                container.getMappedPort(Addresses.parse(listens).getPort()));
    }

    @Override
    public synchronized void release(String listens) {
        used.clear(Addresses.parse(listens).getPort() - FIRST);
    }

    @Override
    public void close() {
        container.stop();
    }
}
