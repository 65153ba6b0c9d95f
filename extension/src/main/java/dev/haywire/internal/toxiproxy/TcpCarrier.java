package dev.haywire.internal.toxiproxy;

import dev.haywire.internal.net.Endpoints;
import dev.haywire.internal.net.KeptPort;
import dev.haywire.internal.net.TcpService;
import dev.haywire.internal.net.TcpSpec;
import dev.haywire.internal.net.Toxic;
import dev.haywire.internal.net.ToxicTcpEndpoint;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Connections through Haywire's engine. */
final class TcpCarrier implements Carrier {
    private final ToxicTcpEndpoint endpoint;

    private TcpCarrier(ToxicTcpEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    static Carrier start(String name, String host, int port, String upstream, long seed, List<ManagedToxic> toxics) {
        TcpService service = new TcpService.Dialled(upstream);
        return new TcpCarrier(Endpoints.start(
                new TcpSpec(name, host, port, service, seed, Duration.ofSeconds(5)), translated(toxics)));
    }

    private static List<Toxic> translated(List<ManagedToxic> toxics) {
        List<Toxic> translated = new ArrayList<>(toxics.size());
        for (ManagedToxic toxic : toxics) {
            Map<String, Long> values = new HashMap<>();
            toxic.attributes().forEach((name, value) -> values.put(name, value.longValue()));
            translated.add(new Toxic(
                    toxic.id(),
                    toxic.revision(),
                    toxic.type().type(),
                    toxic.direction(),
                    toxic.occurrence(),
                    toxic.toxicity(),
                    values));
        }
        return translated;
    }

    @Override
    public InetSocketAddress address() {
        return endpoint.boundAddress();
    }

    @Override
    public void toxics(List<ManagedToxic> wanted) {
        endpoint.toxics(translated(wanted));
    }

    @Override
    public CompletableFuture<Void> unblock() {
        return endpoint.unblock();
    }

    @Override
    public @Nullable KeptPort hangUp() {
        return endpoint.hangUp();
    }

    @Override
    public void close() {
        endpoint.close();
    }
}
