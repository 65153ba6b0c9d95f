package dev.haywire.benchmark;

import dev.haywire.Endpoint;
import dev.haywire.Haywire;
import dev.haywire.UdpEndpoint;
import dev.haywire.fault.Faults;
import dev.haywire.fault.LinkFault;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
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
        if (fault.kind() == Kind.LOSS_PERCENT) {
            ((UdpEndpoint) proxy).apply(Faults.loss(fault.value() / 100).upstream());
        } else {
            wireFault(fault).ifPresent(proxy::apply);
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

    private static Optional<LinkFault> wireFault(Fault fault) {
        return switch (fault.kind()) {
            case NONE -> Optional.empty();
            case LATENCY_MS -> Optional.of(
                    Faults.latency(Duration.ofNanos(Math.round(fault.value() * 1e6))).upstream());
            case RATE_BYTES_PER_S -> Optional.of(
                    Faults.bandwidth(Math.round(fault.value())).upstream());
            case LOSS_PERCENT -> throw new IllegalArgumentException(fault + " is no fault of every link");
        };
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
