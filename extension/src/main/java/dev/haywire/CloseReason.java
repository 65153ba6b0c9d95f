package dev.haywire;

/**
 * Names the first FIN or RST that led to a connection's end; later ones change nothing.
 *
 * @since 0.1
 */
@Experimental
public enum CloseReason {
    /** The connection is open. */
    OPEN,
    /** The application sent FIN first. */
    APPLICATION_FIN,
    /** The application sent RST first. */
    APPLICATION_RST,
    /** The server sent FIN first: its handler returned, its script ended, or the upstream of a proxy closed. */
    SERVER_FIN,
    /** The server sent RST first, or its handler failed. */
    SERVER_RST,
    /** The upstream of a proxy answered RST to the connect: nobody listens there. The application sees RST. */
    UPSTREAM_REFUSED,
    /**
     * The upstream of a proxy could not be reached otherwise: no answer in time, an ICMP error, an unknown host, no upstream yet, or a chain
     * of proxies that comes back to this one. The application sees RST; the journal says why.
     */
    UPSTREAM_UNREACHABLE,
    /** A fault sent FIN: {@code close}, {@code halfClose} or {@code limitData}. */
    FAULT_FIN,
    /** A fault sent RST: {@code reset}, {@code refuse} or {@code limitData(..).thenReset()}. */
    FAULT_RST,
    /** The test sent FIN: {@code close()}, {@code halfClose()} or {@code closeConnections()}. */
    TEST_FIN,
    /** The test sent RST: {@code reset()} or {@code resetConnections()}. */
    TEST_RST,
    /** The endpoint ended while the connection was open. */
    ENDPOINT_ENDED,
    /** What ended it cannot be known, as behind a real Toxiproxy. */
    UNKNOWN
}
