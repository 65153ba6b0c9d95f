package dev.haywire.internal.junit;

import dev.haywire.Protocol;
import dev.haywire.internal.net.Endpoints;
import dev.haywire.internal.net.LiveEndpoint;
import dev.haywire.internal.net.TcpSpec;
import dev.haywire.internal.net.UdpSpec;
import java.net.InetSocketAddress;
import java.util.function.Function;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Starts a declared endpoint. */
final class Starter {
    private final ExtensionContext context;
    private final Settings settings;
    private final long seed;
    private final Function<String, InetSocketAddress> endpoints;

    /**
     * Makes it.
     *
     * @param endpoints the address of the endpoint of a name, started on demand
     */
    Starter(ExtensionContext context, Settings settings, long seed, Function<String, InetSocketAddress> endpoints) {
        this.context = context;
        this.settings = settings;
        this.seed = seed;
        this.endpoints = endpoints;
    }

    Started start(Declaration declaration) {
        return start(declaration, declaration.attributes().port());
    }

    /** Starts it on that port, whatever it declares; a taken one is the cause of what is thrown. */
    Started start(Declaration declaration, int port) {
        EventLoopsEnd.with(context);
        LiveEndpoint endpoint;
        try {
            endpoint = live(declaration.attributes(), port);
        } catch (IllegalArgumentException | IllegalStateException refused) {
            throw new ExtensionConfigurationException(declaration + ": " + refused.getMessage(), refused);
        }
        return new Started(
                declaration,
                endpoint,
                SystemProperties.set(declaration, endpoint.host(), Injection.text(endpoint), endpoint.port()));
    }

    private LiveEndpoint live(EndpointAttributes attributes, int port) {
        String host = attributes.host().isEmpty() ? settings.host() : attributes.host();
        Services services = new Services(context, endpoints);
        DeclaredService service = attributes.service();
        if (service instanceof DeclaredService.Peer peer && attributes.host().isEmpty()) {
            PeerRules.checkAt(peer, "haywire.host", host);
        }
        if (attributes.protocol() == Protocol.TCP) {
            return Backends.start(
                    context,
                    settings,
                    new TcpSpec(
                            attributes.name(),
                            host,
                            port,
                            attributes.receiveBuffer(),
                            services.ofTcp(service),
                            seed,
                            settings.timeout()));
        }
        return Endpoints.start(new UdpSpec(
                attributes.name(),
                host,
                port,
                Services.cast(service),
                attributes.receiveBuffer(),
                services.ofUdp(service),
                seed,
                settings.timeout()));
    }
}
