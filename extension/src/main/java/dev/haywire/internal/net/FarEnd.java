package dev.haywire.internal.net;

import dev.haywire.CloseReason;
import dev.haywire.internal.journal.EventKind;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnresolvedAddressException;
import org.jspecify.annotations.Nullable;

/** Puts the server behind the wire of one connection; somebody else's is dialled first. */
final class FarEnd {
    private final Relay relay;
    private @Nullable InetSocketAddress upstream;
    private boolean closesWhereUnreachable;

    FarEnd(Relay relay) {
        this.relay = relay;
    }

    void serve(TcpService service, HandlerThreads handlers) {
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
            dial(proxy.upstream());
        } else if (service instanceof TcpService.Dialled dialled) {
            closesWhereUnreachable = true;
            dial(dialled.upstream());
        }
    }

    private void dial(String address) {
        int colon = address.lastIndexOf(':');
        int port = colon < 0 ? -1 : Addresses.port(address.substring(colon + 1));
        if (port < 0) {
            failed(null, "upstream \"" + address + "\" is no host:port");
            return;
        }
        String host = address.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        if (Addresses.isLiteral(host)) {
            dial(new InetSocketAddress(Addresses.resolve(host), port));
        } else {
            // no host is this machine, as Go has it
            new NamedUpstream(relay, this, host.isEmpty() ? "localhost" : host, port).start();
        }
    }

    private void dial(@Nullable InetSocketAddress address) {
        if (address == null) {
            failed(null, "no upstream yet");
            return;
        }
        SocketChannel channel = null;
        try {
            channel = open(address.getAddress());
            SocketPort.prepare(channel);
            connect(channel, address);
        } catch (IOException | UnresolvedAddressException failure) {
            close(channel);
            failed(
                    address,
                    failure instanceof UnresolvedAddressException
                            ? "unknown host " + address.getHostString()
                            : failure.getMessage());
        }
    }

    /** Opens a socket of the address's own family: one of both is listed among those of IPv6, where its send queue would not be found. */
    static SocketChannel open(InetAddress address) throws IOException {
        return address instanceof Inet4Address ? SocketChannel.open(StandardProtocolFamily.INET) : SocketChannel.open();
    }

    private void connect(SocketChannel channel, InetSocketAddress address) throws IOException {
        upstream = address;
        // on loopback the handshake is over when connect returns: no need to wait for an event
        if (channel.connect(address) || channel.finishConnect()) {
            connected(channel);
        } else {
            relay.serveBy(SocketPort.connecting(relay, channel));
        }
    }

    private static void close(@Nullable SocketChannel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException alreadyGone) {
                // it never was connected
            }
        }
    }

    /** Puts a server behind the wire which has answered already. */
    void connected(SocketChannel channel) throws IOException {
        upstream = (InetSocketAddress) channel.getRemoteAddress();
        relay.serveBy(SocketPort.connected(relay, channel));
        relay.connected();
    }

    /** The server that was dialled has answered. */
    void answered() {
        relay.wire().log().add(EventKind.CONNECTED_UPSTREAM, relay.connection().index(), upstream, System.nanoTime());
    }

    /** The server that was dialled does not answer. */
    void failed(@Nullable String why) {
        failed(upstream, why);
    }

    /** A proxy without a server to send this connection to: the application's side is reset, or hears FIN where the proxy has it so. */
    void failed(@Nullable InetSocketAddress address, @Nullable String why) {
        if (!relay.isOver()) {
            long now = System.nanoTime();
            int index = relay.connection().index();
            if (address != null && !address.isUnresolved()) {
                relay.wire().log().add(EventKind.UPSTREAM_FAILED, index, address, now);
            }
            relay.wire().log().note(String.valueOf(why), index, now);
            if (closesWhereUnreachable) {
                relay.hangUp(CloseReason.SERVER_FIN);
            } else {
                relay.resetNow(CloseReason.SERVER_RST);
            }
        }
    }
}
