package dev.haywire.internal.net;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnresolvedAddressException;

/** Puts the server behind the wire of a new connection. */
final class FarEnds {

    private FarEnds() {}

    static void serve(Relay relay, TcpService service, HandlerThreads handlers) {
        if (service instanceof TcpService.Echo) {
            relay.serveBy(new EchoPort(relay));
        } else if (service instanceof TcpService.Script script) {
            ScriptPort port = new ScriptPort(relay, script);
            relay.serveBy(port);
            port.greet();
        } else if (service instanceof TcpService.Handled handled) {
            HandlerPort port = new HandlerPort(relay, handled);
            relay.serveBy(port);
            handlers.start(relay.connection().index(), port);
        } else if (service instanceof TcpService.Proxy proxy) {
            dial(relay, proxy.upstream());
        } else if (service instanceof TcpService.Dialled dialled) {
            relay.closesWhereUnreachable();
            dial(relay, dialled.upstream());
        }
    }

    private static void dial(Relay relay, String upstream) {
        int colon = upstream.lastIndexOf(':');
        int port = colon < 0 ? -1 : Addresses.port(upstream.substring(colon + 1));
        if (port < 0) {
            relay.upstreamFailed(null, "upstream \"" + upstream + "\" is no host:port");
            return;
        }
        String host = upstream.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        if (Addresses.isLiteral(host)) {
            dial(relay, new InetSocketAddress(Addresses.resolve(host), port));
        } else {
            // no host is this machine, as Go has it
            new NamedUpstream(relay, host.isEmpty() ? "localhost" : host, port).start();
        }
    }

    /** Opens a socket of the address's own family: one of both is listed among those of IPv6, where its send queue would not be found. */
    static SocketChannel open(InetAddress address) throws IOException {
        return address instanceof Inet4Address ? SocketChannel.open(StandardProtocolFamily.INET) : SocketChannel.open();
    }

    private static void dial(Relay relay, InetSocketAddress upstream) {
        if (upstream == null) {
            relay.upstreamFailed(null, "no upstream yet");
            return;
        }
        SocketChannel channel = null;
        try {
            channel = open(upstream.getAddress());
            SocketPort.prepare(channel);
            relay.dial(channel, upstream);
        } catch (IOException | UnresolvedAddressException failure) {
            close(channel);
            relay.upstreamFailed(
                    upstream,
                    failure instanceof UnresolvedAddressException
                            ? "unknown host " + upstream.getHostString()
                            : failure.getMessage());
        }
    }

    private static void close(SocketChannel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException alreadyGone) {
                // it never was connected
            }
        }
    }
}
