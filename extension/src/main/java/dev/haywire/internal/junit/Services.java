package dev.haywire.internal.junit;

import dev.haywire.TcpHandler;
import dev.haywire.UdpPeer;
import dev.haywire.internal.net.TcpService;
import dev.haywire.internal.net.UdpService;
import dev.haywire.internal.net.UdpSpec;
import java.lang.reflect.InvocationTargetException;
import java.net.InetSocketAddress;
import java.nio.charset.Charset;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Makes what answers behind the wire from what an annotation says. */
final class Services {
    private final ExtensionContext context;
    private final Function<String, InetSocketAddress> endpoints;

    /**
     * Makes it.
     *
     * @param context whose configuration parameters upstreams may name
     * @param endpoints the address of the endpoint of a name
     */
    Services(ExtensionContext context, Function<String, InetSocketAddress> endpoints) {
        this.context = context;
        this.endpoints = endpoints;
    }

    TcpService ofTcp(DeclaredService service) {
        if (service instanceof DeclaredService.Script script) {
            Charset charset = EndpointRules.charset(script.charset());
            return new TcpService.Script(
                    EndpointRules.encoded("greeting", script.greeting(), charset),
                    EndpointRules.encoded("reply", script.reply(), charset),
                    EndpointRules.encoded("until", script.until(), charset),
                    script.closeAfterReply(),
                    charset);
        }
        if (service instanceof DeclaredService.Handled handled) {
            TcpHandler handler = make(handled.handler());
            return new TcpService.Handled(() -> handler, EndpointRules.charset(handled.charset()));
        }
        return service instanceof DeclaredService.Proxy proxy
                ? new TcpService.Proxy(upstream(proxy))
                : new TcpService.Echo();
    }

    UdpService ofUdp(DeclaredService service) {
        if (service instanceof DeclaredService.Proxy proxy) {
            return new UdpService.Proxy(upstream(proxy));
        }
        DeclaredService.Peer peer = (DeclaredService.Peer) service;
        Charset charset = EndpointRules.charset(peer.charset());
        if (peer.isHandled()) {
            return new UdpService.Handled(make(peer.handler()), charset);
        }
        if (!peer.reply().isEmpty()) {
            return new UdpService.Reply(EndpointRules.encoded("reply", peer.reply(), charset), charset);
        }
        return peer.mode() == UdpPeer.Mode.ECHO ? new UdpService.Echo(charset) : new UdpService.Sink(charset);
    }

    static UdpSpec.Cast cast(DeclaredService service) {
        if (service instanceof DeclaredService.Peer peer) {
            if (!peer.multicastGroup().isEmpty()) {
                return new UdpSpec.Cast.Multicast(peer.multicastGroup());
            }
            if (peer.broadcast()) {
                return new UdpSpec.Cast.Broadcast();
            }
        }
        return UdpSpec.Cast.UNICAST;
    }

    static int receiveBuffer(DeclaredService service) {
        return service instanceof DeclaredService.Peer peer ? peer.receiveBuffer() : 0;
    }

    private static <H> H make(Class<? extends H> handler) {
        try {
            return EndpointRules.<H>constructor(handler).newInstance();
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
        return proxy.to().isEmpty()
                ? Upstream.parse(Upstream.filledIn(proxy.upstream(), this::lookup))
                : endpoints.apply(proxy.to());
    }
}
