package dev.haywire.internal.toxiproxy;

import dev.haywire.fault.ActiveFault;
import dev.haywire.fault.UdpFault;
import dev.haywire.internal.net.Addresses;
import dev.haywire.internal.net.Endpoints;
import dev.haywire.internal.net.KeptPort;
import dev.haywire.internal.net.LiveUdpEndpoint;
import dev.haywire.internal.net.UdpService;
import dev.haywire.internal.net.UdpSpec;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Datagrams through Haywire's engine, its own faults as their toxics. */
final class UdpCarrier implements Carrier {
    private final LiveUdpEndpoint endpoint;
    private final Map<Long, Applied> applied = new HashMap<>();

    /** What one toxic does now; nothing where it never acts. */
    private record Applied(int revision, @Nullable ActiveFault fault) {}

    private UdpCarrier(LiveUdpEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    static Carrier start(String name, String host, int port, String upstream, long seed, List<ManagedToxic> toxics) {
        UdpService service = new UdpService.Proxy(address(upstream));
        UdpCarrier carrier = new UdpCarrier(Endpoints.start(
                new UdpSpec(name, host, port, UdpSpec.Cast.UNICAST, 0, service, seed, Duration.ofSeconds(5))));
        carrier.toxics(toxics);
        return carrier;
    }

    /** What is no address is taken all the same, as it is for connections: then nobody answers. */
    private static @Nullable InetSocketAddress address(String upstream) {
        int colon = upstream.lastIndexOf(':');
        int port = colon < 0 ? -1 : Addresses.port(upstream.substring(colon + 1));
        return port < 0 ? null : new InetSocketAddress(upstream.substring(0, colon), port);
    }

    @Override
    public InetSocketAddress address() {
        return endpoint.boundAddress();
    }

    @Override
    public synchronized void toxics(List<ManagedToxic> wanted) {
        Set<Long> gone = new HashSet<>(applied.keySet());
        wanted.forEach(toxic -> gone.remove(toxic.id()));
        gone.forEach(this::end);
        for (ManagedToxic toxic : wanted) {
            Applied known = applied.get(toxic.id());
            if (known == null || known.revision() != toxic.revision()) {
                end(toxic.id());
                UdpFault fault = PacketFaults.of(toxic);
                applied.put(toxic.id(), new Applied(toxic.revision(), fault == null ? null : endpoint.apply(fault)));
            }
        }
    }

    private void end(long id) {
        Applied known = applied.remove(id);
        if (known != null && known.fault() != null) {
            known.fault().close();
        }
    }

    @Override
    public CompletableFuture<Void> unblock() {
        return endpoint.unblock();
    }

    @Override
    public @Nullable KeptPort hangUp() {
        endpoint.close();
        return null;
    }

    @Override
    public void close() {
        endpoint.close();
    }
}
