package dev.haywire.internal.net;

import dev.haywire.CloseReason;
import dev.haywire.internal.journal.EventKind;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** Puts the server behind the wire of one connection; somebody else's is dialled first. */
final class FarEnd {
    private final Relay relay;
    private @Nullable Dialling dialling;
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
            dial(proxy.upstream(), "no upstream yet");
        } else if (service instanceof TcpService.Dialled dialled) {
            closesWhereUnreachable = true;
            dial(dialled.leadsTo(), "upstream \"" + dialled.upstream() + "\" is no host:port");
        }
    }

    private void dial(@Nullable InetSocketAddress upstream, String whyNone) {
        if (upstream == null) {
            failed(CloseReason.UPSTREAM_UNREACHABLE, null, whyNone);
        } else {
            dialling = new Dialling(relay, this);
            dialling.start(upstream);
        }
    }

    /** Somebody has answered where the server was dialled. */
    void answered(SocketChannel channel) throws IOException {
        if (dialling != null) {
            dialling.answered(channel);
        }
    }

    /** The connection to the server is there. */
    void connected() {
        InetSocketAddress upstream = dialling == null ? null : dialling.dialled();
        if (upstream != null) {
            relay.wire()
                    .log()
                    .add(EventKind.CONNECTED_UPSTREAM, relay.connection().index(), upstream, System.nanoTime());
        }
    }

    /** The server that was dialled does not answer there. */
    void broken(IOException failure) {
        if (dialling != null) {
            dialling.broken(failure);
        }
    }

    /** A proxy without a server to send this connection to: the application's side is reset, or hears FIN where the proxy has it so. */
    void failed(CloseReason reason, @Nullable InetSocketAddress address, String why) {
        if (!relay.isOver()) {
            long now = System.nanoTime();
            int index = relay.connection().index();
            if (address != null) {
                relay.wire().log().add(EventKind.UPSTREAM_FAILED, index, address, now);
            }
            relay.wire().log().note(why, index, now);
            if (closesWhereUnreachable) {
                relay.hangUp(reason);
            } else {
                relay.resetNow(reason);
            }
        }
    }

    /** The connection has ended. */
    void ended() {
        if (dialling != null) {
            dialling.forgetHop();
        }
    }
}
