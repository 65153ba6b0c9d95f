package dev.haywire.internal.toxiproxy;

import dev.haywire.internal.net.Addresses;
import dev.haywire.internal.net.TcpSpec;
import java.net.InetSocketAddress;

/** Where a Toxiproxy runs, as far as addresses are concerned: what its proxies listen on, how they reach this JVM, how that reaches them. */
interface Site extends AutoCloseable {

    /** Where the control API answers. */
    String controlHost();

    int controlPort();

    /** Where the server behind a proxy listens in this JVM. */
    String serverHost(TcpSpec spec);

    /** How the proxy reaches it: by its own address, where that is one of the same network. */
    default String upstream(InetSocketAddress server) {
        return Addresses.spelled(server);
    }

    /**
     * What a proxy listens on.
     *
     * @throws IllegalStateException if nothing is left
     */
    String listen(TcpSpec spec);

    /** How the application reaches a proxy. */
    InetSocketAddress reached(TcpSpec spec, String listens);

    /** The proxy is gone. */
    void release(String listens);

    /** Ends it if it was started here. */
    @Override
    void close();
}
