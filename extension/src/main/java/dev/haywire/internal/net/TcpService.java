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

        /** Looks an unresolved name up, here, since the loop must not wait for a name server; an unknown one shows when it is dialled. */
        public Proxy {
            if (upstream != null && upstream.isUnresolved()) {
                upstream = new InetSocketAddress(upstream.getHostString(), upstream.getPort());
            }
        }
    }

    /**
     * Relays as Toxiproxy does: the server is looked up and dialled anew for each connection, and one that cannot be reached is FIN for the
     * application.
     *
     * @param upstream host:port, looked at only then
     */
    record Dialled(String upstream) implements TcpService {}
}
