package dev.haywire.internal.junit;

import dev.haywire.Endpoint;
import dev.haywire.fault.Fault;
import dev.haywire.fault.FaultRules;
import dev.haywire.fault.TcpFault;
import dev.haywire.fault.UdpFault;
import dev.haywire.internal.net.LiveEndpoint;
import dev.haywire.internal.net.LiveTcpEndpoint;
import dev.haywire.internal.net.LiveUdpEndpoint;
import dev.haywire.internal.net.WireFault;

/** A declared endpoint that runs. */
final class Started {
    private final Declaration declaration;
    private final LiveEndpoint endpoint;
    private final SystemProperties.Lease lease;
    private final Shared shared;

    Started(Declaration declaration, LiveEndpoint endpoint, SystemProperties.Lease lease) {
        this.declaration = declaration;
        this.endpoint = endpoint;
        this.lease = lease;
        this.shared = new Shared(endpoint);
    }

    Declaration declaration() {
        return declaration;
    }

    Endpoint endpoint() {
        return endpoint;
    }

    Shared shared() {
        return shared;
    }

    /** Applies a fault; one that the endpoint's protocol does not support is refused. */
    WireFault apply(Fault fault) {
        FaultRules.checkProtocol(fault, endpoint.protocol(), endpoint.name());
        return (WireFault)
                (endpoint instanceof LiveTcpEndpoint tcp
                        ? tcp.apply((TcpFault) fault)
                        : ((LiveUdpEndpoint) endpoint).apply((UdpFault) fault));
    }

    void close() {
        try {
            endpoint.close();
        } finally {
            lease.end();
        }
    }
}
