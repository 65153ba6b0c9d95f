package dev.haywire.internal.journal;

/** What an event of the log tells; how its value is read depends on it. */
public enum EventKind {
    /** A connection was accepted; the event carries the application's address. */
    ACCEPTED,
    /** A proxy reached its upstream; the event carries the upstream's address. */
    CONNECTED_UPSTREAM,
    /** A proxy could not reach its upstream; the event carries the upstream's address, a note beside it the reason. */
    UPSTREAM_FAILED,
    /** Bytes left the wire in one direction; the value counts them. */
    DATA,
    /** Someone sent FIN: the application where the direction is UPSTREAM, the server where it is DOWNSTREAM. */
    FIN,
    /** Someone sent RST: the application where the direction is UPSTREAM, the server where it is DOWNSTREAM. */
    RST,
    /** The connection ended; the value is the ordinal of its {@link dev.haywire.CloseReason}. */
    CLOSED,
    /** A UDP client was given its index, which stands in place of a connection's; the event carries its address. */
    CLIENT,
    /** A datagram left the wire; the value is its ordinal, beside it are its copy number and its bytes. */
    DELIVERED,
    /** A datagram was lost; the value is its ordinal, beside it are its copy number and the cause. */
    DROPPED;

    private static final EventKind[] ALL = values();

    static EventKind of(int ordinal) {
        return ALL[ordinal];
    }
}
