package dev.haywire.benchmark;

import dev.haywire.Endpoint;
import dev.haywire.Haywire;
import dev.haywire.UdpEndpoint;
import dev.haywire.fault.Faults;
import dev.haywire.fault.LinkFault;
import java.net.InetSocketAddress;
import java.time.Duration;
import yardstick.ProxyAdapter;

/** Plugs Haywire's proxies into the yardstick; faults act on the way from client to server, as its other adapters' do. */
public final class HaywireProxy implements ProxyAdapter {
    private final Haywire haywire = Haywire.open();

    @Override
    public boolean supports(Proto proto, Kind kind) {
        return proto == Proto.UDP || kind != Kind.LOSS_PERCENT;
    }

    @Override
    public Running open(Proto proto, InetSocketAddress upstream, Fault fault) {
        Endpoint proxy = proto == Proto.TCP ? haywire.tcpProxy(upstream) : haywire.udpProxy(upstream);
        // no lambda and no switch where there is no fault: metric n counts the classes of the adapter, too
        if (fault.kind() == Kind.LOSS_PERCENT) {
            ((UdpEndpoint) proxy).apply(Faults.loss(fault.value() / 100).upstream());
        } else if (fault.kind() != Kind.NONE) {
            proxy.apply(wireFault(fault));
        }
        return new Running() {
            @Override
            public InetSocketAddress address() {
                return proxy.address();
            }

            @Override
            public void close() {
                haywire.close(proxy);
            }
        };
    }

    private static LinkFault wireFault(Fault fault) {
        return fault.kind() == Kind.LATENCY_MS
                ? Faults.latency(Duration.ofNanos(Math.round(fault.value() * 1e6)))
                        .upstream()
                : Faults.bandwidth(Math.round(fault.value())).upstream();
    }

    @Override
    public boolean inJvm() {
        return true;
    }

    @Override
    public void close() {
        haywire.close();
    }
}
