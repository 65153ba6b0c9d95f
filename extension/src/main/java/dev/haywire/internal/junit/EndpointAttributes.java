package dev.haywire.internal.junit;

import dev.haywire.Protocol;
import dev.haywire.Scope;
import dev.haywire.TcpEchoServer;
import dev.haywire.TcpHandler;
import dev.haywire.TcpProxy;
import dev.haywire.TcpServer;
import dev.haywire.UdpEchoServer;
import dev.haywire.UdpHandler;
import dev.haywire.UdpPeer;
import dev.haywire.UdpProxy;
import java.lang.annotation.Annotation;
import java.util.Map;
import java.util.function.Function;

/** What an endpoint annotation says, whichever it is. */
record EndpointAttributes(
        String annotation,
        Protocol protocol,
        String name,
        int port,
        String host,
        Scope scope,
        String property,
        String samePortAs,
        int receiveBuffer,
        DeclaredService service) {

    private static final Map<Class<? extends Annotation>, Kind> KINDS = Map.of(
            TcpEchoServer.class, new Kind(Protocol.TCP, a -> new DeclaredService.Echo()),
            TcpServer.class, new Kind(Protocol.TCP, EndpointAttributes::server),
            TcpProxy.class, new Kind(Protocol.TCP, EndpointAttributes::proxy),
            UdpEchoServer.class, new Kind(Protocol.UDP, a -> DeclaredService.Peer.echo()),
            UdpPeer.class, new Kind(Protocol.UDP, EndpointAttributes::peer),
            UdpProxy.class, new Kind(Protocol.UDP, EndpointAttributes::proxy));

    private record Kind(Protocol protocol, Function<Attributes, DeclaredService> service) {}

    static boolean isEndpoint(Annotation annotation) {
        return KINDS.containsKey(annotation.annotationType());
    }

    static EndpointAttributes of(Annotation annotation) {
        Kind kind = KINDS.get(annotation.annotationType());
        Attributes a = new Attributes(annotation);
        return new EndpointAttributes(
                Spelling.of(annotation),
                kind.protocol,
                a.value("name", String.class),
                a.value("port", Integer.class),
                a.value("host", String.class),
                a.value("scope", Scope.class),
                a.value("property", String.class),
                a.value("samePortAs", String.class),
                a.value("receiveBuffer", Integer.class),
                kind.service.apply(a));
    }

    /** The same under the name that it goes by, so that a derived name and a given one can be compared. */
    EndpointAttributes named(String effective) {
        return new EndpointAttributes(
                annotation, protocol, effective, port, host, scope, property, samePortAs, receiveBuffer, service);
    }

    /** The echo server that a test over each protocol is given. */
    static EndpointAttributes echoServer(Protocol protocol, String annotation, String name) {
        DeclaredService echo = protocol == Protocol.TCP ? new DeclaredService.Echo() : DeclaredService.Peer.echo();
        return new EndpointAttributes(annotation, protocol, name, 0, "", Scope.DECLARED, "", "", 0, echo);
    }

    private static DeclaredService proxy(Attributes a) {
        DeclaredService.Proxy proxy =
                new DeclaredService.Proxy(a.value("value", String.class), a.value("to", String.class));
        if (!proxy.to().isEmpty() && !proxy.upstream().isEmpty()) {
            throw new IllegalArgumentException("value = \"" + proxy.upstream() + "\" with to = \"" + proxy.to()
                    + "\"; a proxy has one upstream: keep value for an address, or to for the name of an endpoint");
        }
        return proxy;
    }

    private static DeclaredService peer(Attributes a) {
        return new DeclaredService.Peer(
                a.value("mode", UdpPeer.Mode.class),
                a.value("reply", String.class),
                ((Class<?>) a.value("handler", Class.class)).asSubclass(UdpHandler.class),
                a.value("charset", String.class),
                a.value("multicastGroup", String.class),
                a.value("broadcast", Boolean.class));
    }

    private static DeclaredService server(Attributes a) {
        String charset = a.value("charset", String.class);
        Class<? extends TcpHandler> handler = ((Class<?>) a.value("handler", Class.class)).asSubclass(TcpHandler.class);
        String greeting = a.value("greeting", String.class);
        String reply = a.value("reply", String.class);
        boolean closes = a.value("closeAfterReply", Boolean.class);
        if (handler == TcpHandler.class) {
            return new DeclaredService.Script(greeting, reply, a.value("until", String.class), charset, closes);
        }
        if (!greeting.isEmpty() || !reply.isEmpty() || closes) {
            throw new IllegalArgumentException("handler = " + Spelling.of(handler) + ".class beside "
                    + (!greeting.isEmpty() ? "greeting" : !reply.isEmpty() ? "reply" : "closeAfterReply")
                    + "; allowed is a handler or a script of greeting, reply, until and closeAfterReply");
        }
        return new DeclaredService.Handled(handler, charset);
    }
}
