package dev.haywire.internal.net;

import dev.haywire.Protocol;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** The wire in front of one UDP peer or proxy. */
final class UdpWire extends Wire {
    private final FaultBoard<AppliedUdpFault> faults = new FaultBoard<>(name());

    UdpWire(UdpSpec spec, EventLoop loop, @Nullable ClassLoader context) {
        super(spec.name(), spec.seed(), spec.timeout(), loop, context);
        throw new UnsupportedOperationException("UDP endpoints");
    }

    @Override
    Protocol protocol() {
        return Protocol.UDP;
    }

    @Override
    InetSocketAddress address() {
        throw new UnsupportedOperationException();
    }

    @Override
    FaultBoard<AppliedUdpFault> faults() {
        return faults;
    }

    @Override
    void takeIn() {}

    @Override
    void release() {}
}
