package dev.haywire.internal.net;

import dev.haywire.UdpHandler;
import java.net.InetSocketAddress;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What answers behind the wire of a UDP endpoint. */
public sealed interface UdpService {

    /**
     * Returns what the texts of its datagrams are in, and those of a handler that takes its place.
     *
     * @return its charset; UTF-8 where it has none of its own
     */
    default Charset charset() {
        return StandardCharsets.UTF_8;
    }

    /**
     * Says nothing.
     *
     * @param charset of what it receives
     */
    record Sink(Charset charset) implements UdpService {

        /** Receives UTF-8. */
        public Sink() {
            this(StandardCharsets.UTF_8);
        }
    }

    /**
     * Sends back what comes.
     *
     * @param charset of what it receives
     */
    record Echo(Charset charset) implements UdpService {

        /** Receives UTF-8. */
        public Echo() {
            this(StandardCharsets.UTF_8);
        }
    }

    /**
     * Answers each datagram with the same one.
     *
     * @param payload what it says
     * @param charset of what it receives
     */
    record Reply(byte[] payload, Charset charset) implements UdpService {

        /**
         * Receives UTF-8.
         *
         * @param payload what it says
         */
        public Reply(byte[] payload) {
            this(payload, StandardCharsets.UTF_8);
        }
    }

    /**
     * Hands each datagram to user code, one after the other, on a thread of its own.
     *
     * @param handler the test's own
     * @param charset of what it receives, and of the texts that it replies
     */
    record Handled(UdpHandler handler, Charset charset) implements UdpService {}

    /**
     * Relays to somebody else's server, by a channel of its own for each client.
     *
     * @param upstream where it listens; null until {@code forwardTo}: datagrams are dropped
     */
    record Proxy(@Nullable InetSocketAddress upstream) implements UdpService {

        /** Resolves a literal; a name is looked up for each client. */
        public Proxy {
            upstream = upstream == null ? null : Addresses.unlessName(upstream);
        }
    }
}
