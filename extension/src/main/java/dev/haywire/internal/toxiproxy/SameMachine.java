package dev.haywire.internal.toxiproxy;

import dev.haywire.internal.net.Addresses;
import dev.haywire.internal.net.TcpSpec;
import java.net.InetSocketAddress;

/**
 * A Toxiproxy that shares this machine's network: one that runs at a loopback address, or in a container on the host's network.
 *
 * @param controlHost where the control API answers
 * @param controlPort its port
 * @param end ends it, if it was started here
 */
record SameMachine(String controlHost, int controlPort, Runnable end) implements Site {

    @Override
    public String serverHost(TcpSpec spec) {
        return spec.host();
    }

    @Override
    public String listen(TcpSpec spec) {
        return Addresses.spelled(spec.host(), spec.port());
    }

    @Override
    public InetSocketAddress reached(TcpSpec spec, String listens) {
        return Addresses.named(Addresses.parse(listens));
    }

    @Override
    public void release(String listens) {
        // a port of the machine, free again
    }

    @Override
    public void close() {
        end.run();
    }
}
