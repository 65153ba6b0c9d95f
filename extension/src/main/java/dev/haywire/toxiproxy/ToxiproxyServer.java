package dev.haywire.toxiproxy;

import dev.haywire.Experimental;
import dev.haywire.internal.toxiproxy.ControlServer;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Objects;

/**
 * An HTTP control server that speaks Toxiproxy's API, version 2.12, over Haywire's own engine: what was written for a Toxiproxy finds one here,
 * in the JVM.
 *
 * <p>It listens on the loopback only, as everybody who reaches it may have it open ports. The proxies made through it listen where they are told
 * to. They end with it.
 *
 * @since 0.1
 */
@Experimental
public final class ToxiproxyServer implements AutoCloseable {
    private final ControlServer server;

    private ToxiproxyServer(ControlServer server) {
        this.server = server;
    }

    /**
     * Starts one whose toxics decide by seed 0.
     *
     * @param address where it listens, on the loopback: the wildcard address stands for that; port 0 for any free one
     * @return the server, accepting; to be closed
     * @throws IllegalArgumentException if the address is another machine's, or another one of this machine
     * @throws java.io.UncheckedIOException if the port is taken
     */
    public static ToxiproxyServer start(InetSocketAddress address) {
        return start(address, 0);
    }

    /**
     * Starts one.
     *
     * @param address where it listens, on the loopback: the wildcard address stands for that; port 0 for any free one
     * @param seed of the random decisions of its toxics: toxicity, jitter, slices
     * @return the server, accepting; to be closed
     * @throws IllegalArgumentException if the address is another machine's, or another one of this machine
     * @throws java.io.UncheckedIOException if the port is taken
     */
    public static ToxiproxyServer start(InetSocketAddress address, long seed) {
        return new ToxiproxyServer(ControlServer.start(Objects.requireNonNull(address, "address"), seed));
    }

    /**
     * Returns where it listens.
     *
     * @return the address with the real port
     */
    public InetSocketAddress address() {
        return server.address();
    }

    /**
     * Returns what clients are given.
     *
     * @return {@code http://}, host and port
     */
    public URI uri() {
        return server.uri();
    }

    /** Ends it with all its proxies: their connections are reset, their ports free. Does nothing the second time. */
    @Override
    public void close() {
        server.close();
    }

    @Override
    public String toString() {
        return "Toxiproxy control server at " + uri();
    }
}
