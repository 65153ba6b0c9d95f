package dev.haywire.internal.junit;

import dev.haywire.TcpHandler;
import dev.haywire.internal.net.Endpoints;
import dev.haywire.internal.net.LiveTcpEndpoint;
import dev.haywire.internal.net.TcpService;
import dev.haywire.internal.net.TcpSpec;
import java.lang.reflect.InvocationTargetException;
import java.net.InetSocketAddress;
import java.nio.charset.Charset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Starts a declared endpoint. */
final class Starter {
    private final ExtensionContext context;
    private final Settings settings;
    private final long seed;

    Starter(ExtensionContext context, Settings settings, long seed) {
        this.context = context;
        this.settings = settings;
        this.seed = seed;
    }

    Started start(Declaration declaration) {
        EventLoopsEnd.with(context);
        EndpointAttributes attributes = declaration.attributes();
        String host = attributes.host().isEmpty() ? settings.host() : attributes.host();
        LiveTcpEndpoint endpoint;
        try {
            endpoint = Endpoints.start(new TcpSpec(
                    declaration.name(),
                    host,
                    attributes.port(),
                    service(attributes.service()),
                    seed,
                    settings.timeout()));
        } catch (IllegalArgumentException | IllegalStateException refused) {
            throw new ExtensionConfigurationException(declaration + ": " + refused.getMessage(), refused);
        }
        try {
            SystemProperties.Lease lease = SystemProperties.of(context)
                    .lease(declaration, endpoint.host(), Injection.text(endpoint), endpoint.port());
            return new Started(declaration, endpoint, lease);
        } catch (RuntimeException conflict) {
            endpoint.close();
            throw conflict;
        }
    }

    private TcpService service(DeclaredService service) {
        if (service instanceof DeclaredService.Script script) {
            Charset charset = EndpointRules.charset(script.charset());
            return new TcpService.Script(
                    EndpointRules.encoded("greeting", script.greeting(), charset),
                    EndpointRules.encoded("reply", script.reply(), charset),
                    EndpointRules.encoded("until", script.until(), charset),
                    script.closeAfterReply());
        }
        if (service instanceof DeclaredService.Handled handled) {
            TcpHandler handler = make(handled.handler());
            return new TcpService.Handled(() -> handler, EndpointRules.charset(handled.charset()));
        }
        return service instanceof DeclaredService.Proxy proxy
                ? new TcpService.Proxy(upstream(proxy))
                : new TcpService.Echo();
    }

    private static TcpHandler make(Class<? extends TcpHandler> handler) {
        try {
            return EndpointRules.constructor(handler).newInstance();
        } catch (InvocationTargetException thrown) {
            throw new IllegalArgumentException(
                    "handler = " + Spelling.of(handler) + ".class: its constructor throws " + thrown.getCause(),
                    thrown.getCause());
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalArgumentException(
                    "handler = " + Spelling.of(handler) + ".class: " + impossible, impossible);
        }
    }

    private Optional<String> lookup(String key) {
        return context.getConfigurationParameter(key).or(() -> Optional.ofNullable(System.getProperty(key)));
    }

    private @Nullable InetSocketAddress upstream(DeclaredService.Proxy proxy) {
        InetSocketAddress upstream = Upstream.parse(Upstream.filledIn(proxy.upstream(), this::lookup));
        return upstream == null ? null : new InetSocketAddress(upstream.getHostString(), upstream.getPort());
    }
}
