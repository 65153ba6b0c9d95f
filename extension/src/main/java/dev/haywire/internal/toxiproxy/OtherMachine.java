package dev.haywire.internal.toxiproxy;

import dev.haywire.internal.net.Addresses;
import dev.haywire.internal.net.TcpSpec;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/**
 * A Toxiproxy elsewhere on the network: servers must listen on an address that it can reach, which is for {@code haywire.host} to name.
 *
 * @param controlHost where the control API answers
 * @param controlPort its port
 */
record OtherMachine(String controlHost, int controlPort) implements Site {

    @Override
    public String serverHost(TcpSpec spec) {
        try {
            if (InetAddress.getByName(spec.host()).isLoopbackAddress()) {
                throw new IllegalStateException("Toxiproxy at " + controlHost + " cannot reach " + spec.host()
                        + ": set haywire.host, or host, to an address of this machine that it can");
            }
        } catch (UnknownHostException toldWhenItIsBound) {
            return spec.host();
        }
        return spec.host();
    }

    @Override
    public String listen(TcpSpec spec) {
        return Addresses.spelled("0.0.0.0", spec.port());
    }

    @Override
    public InetSocketAddress reached(TcpSpec spec, String listens) {
        return new InetSocketAddress(controlHost, Addresses.parse(listens).getPort());
    }

    @Override
    public void release(String listens) {
        // a port of that machine, free again
    }

    @Override
    public void close() {
        // it was there before
    }
}
