package dev.haywire.internal.junit;

import dev.haywire.TcpHandler;
import dev.haywire.UdpPeer;
import dev.haywire.internal.net.Scripts;
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
            return script(script);
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
        return peer.mode() == UdpPeer.Mode.ECHO ? new UdpService.Echo(charset) : reply(peer);
    }

    /** Makes a scripted server, or says what is wrong with its script. */
    static TcpService script(DeclaredService.Script script) {
        return Scripts.tcp(
                Scripts.Written.AS_ATTRIBUTE,
                script.greeting(),
                script.reply(),
                script.until(),
                script.closeAfterReply(),
                EndpointRules.charset(script.charset()));
    }

    /** Makes what says a peer's reply, or says what is wrong with that. */
    static UdpService reply(DeclaredService.Peer peer) {
        return Scripts.udp(Scripts.Written.AS_ATTRIBUTE, peer.reply(), EndpointRules.charset(peer.charset()));
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
