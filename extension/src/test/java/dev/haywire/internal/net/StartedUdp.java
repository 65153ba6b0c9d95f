package dev.haywire.internal.net;

import dev.haywire.UdpHandler;
import dev.haywire.internal.net.UdpSpec.Cast;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Starts UDP endpoints for tests. */
final class StartedUdp {
    static final Duration TIMEOUT = Duration.ofSeconds(20);

    private StartedUdp() {}

    static LiveUdpEndpoint sink() {
        return service("sink", new UdpService.Sink());
    }

    static LiveUdpEndpoint echo() {
        return service("echo", new UdpService.Echo());
    }

    static LiveUdpEndpoint handler(UdpHandler handler) {
        return service("handler", new UdpService.Handled(handler, StandardCharsets.UTF_8));
    }

    static LiveUdpEndpoint proxy(InetSocketAddress upstream) {
        return service("proxy", new UdpService.Proxy(upstream));
    }

    static LiveUdpEndpoint service(String name, UdpService service) {
        return at("127.0.0.1", 0, name, service);
    }

    static LiveUdpEndpoint at(String host, int port, String name, UdpService service) {
        return Endpoints.start(new UdpSpec(name, host, port, Cast.UNICAST, 0, service, 0, TIMEOUT));
    }

    static LiveUdpEndpoint cast(Cast cast, int port, UdpService service) {
        return Endpoints.start(new UdpSpec("cast", "127.0.0.1", port, cast, 0, service, 0, TIMEOUT));
    }
}
