package dev.haywire.internal.net;

import dev.haywire.UdpHandler;
import java.net.InetSocketAddress;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/** What answers behind the wire of a UDP endpoint. */
public sealed interface UdpService {

    /** Says nothing. */
    record Sink() implements UdpService {}

    /** Sends back what comes. */
    record Echo() implements UdpService {}

    /**
     * Answers each datagram with the same one.
     *
     * @param payload what it says
     */
    record Reply(byte[] payload) implements UdpService {}

    /**
     * Hands each datagram to user code, one after the other, on a thread of its own.
     *
     * @param handler the test's own
     * @param charset of the texts that it replies
     */
    record Handled(UdpHandler handler, Charset charset) implements UdpService {}

    /**
     * Relays to somebody else's server, by a channel of its own for each client.
     *
     * @param upstream where it listens; null until {@code forwardTo}: datagrams are dropped
     */
    record Proxy(@Nullable InetSocketAddress upstream) implements UdpService {

        /** Looks an unresolved name up, here, since the loop must not wait for a name server. */
        public Proxy {
            if (upstream != null && upstream.isUnresolved()) {
                upstream = new InetSocketAddress(upstream.getHostString(), upstream.getPort());
            }
        }
    }
}
