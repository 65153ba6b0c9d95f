package dev.haywire.internal.net;

import dev.haywire.TcpHandler;
import java.net.InetSocketAddress;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What answers behind the wire of a TCP endpoint. */
public sealed interface TcpService {

    /**
     * Returns what its texts are in, and those of a handler that takes its place.
     *
     * @return its charset; UTF-8 where it has no texts
     */
    default Charset charset() {
        return StandardCharsets.UTF_8;
    }

    /**
     * Returns where the server is that it relays to.
     *
     * @return its address, maybe a name; null where it answers itself or has none yet
     */
    default @Nullable InetSocketAddress leadsTo() {
        return null;
    }

    /** Sends back what comes, and the FIN too. */
    record Echo() implements TcpService {}

    /**
     * Answers from a script; with nothing in it, a sink that only records.
     *
     * @param greeting sent on accept; empty for none
     * @param reply sent for each received line, and for what is left at the end of input; empty for none
     * @param until what ends a line; never empty
     * @param closeAfterReply whether the first reply, or the greeting where there is no reply, is followed by FIN
     * @param charset what greeting, reply and the end of a line were written in
     */
    record Script(byte[] greeting, byte[] reply, byte[] until, boolean closeAfterReply, Charset charset)
            implements TcpService {

        /** Tells whether it never answers. */
        boolean isSink() {
            return greeting.length == 0 && reply.length == 0;
        }
    }

    /**
     * Hands each connection to user code on a thread of its own.
     *
     * @param handlers gives the handler of one connection
     * @param charset of {@code readLine}
     */
    record Handled(Supplier<? extends TcpHandler> handlers, Charset charset) implements TcpService {}

    /**
     * Relays to somebody else's server.
     *
     * @param upstream where it listens; null until {@code forwardTo}: connections are reset
     */
    record Proxy(@Nullable InetSocketAddress upstream) implements TcpService {

        /** Resolves a literal; a name is looked up for each connection. */
        public Proxy {
            upstream = upstream == null ? null : Addresses.unlessName(upstream);
        }

        @Override
        public @Nullable InetSocketAddress leadsTo() {
            return upstream;
        }
    }

    /**
     * Relays as Toxiproxy does: the server is looked up and dialled anew for each connection, and one that cannot be reached is FIN for the
     * application.
     *
     * @param upstream host:port, looked at only then
     */
    record Dialled(String upstream) implements TcpService {

        /** Reads it; null if it is no host and port. */
        @Override
        public @Nullable InetSocketAddress leadsTo() {
            int colon = upstream.lastIndexOf(':');
            int port = colon < 0 ? -1 : Addresses.port(upstream.substring(colon + 1));
            if (port < 0) {
                return null;
            }
            String host = upstream.substring(0, colon);
            if (host.startsWith("[") && host.endsWith("]")) {
                host = host.substring(1, host.length() - 1);
            }
            // no host is this machine, as Go has it
            return Addresses.unlessName(InetSocketAddress.createUnresolved(host.isEmpty() ? "localhost" : host, port));
        }
    }
}
