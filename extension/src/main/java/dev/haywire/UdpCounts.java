package dev.haywire;

import java.util.Map;

/**
 * What became of the datagrams on a wire since the records restarted: a snapshot. Nothing vanishes:
 * {@code received + duplicated = delivered + dropped + held}. What the kernel threw away before Haywire could read it is counted apart, in
 * {@link #kernelDrops()}.
 *
 * @since 0.1
 */
@Experimental
public interface UdpCounts {

    /**
     * Counts what arrived at the wire: from the application, from the server, from {@link UdpEndpoint#send}.
     *
     * @return datagrams, copies left out
     */
    long received();

    /**
     * Counts what left the wire on its other side.
     *
     * @return datagrams, copies included
     */
    long delivered();

    /**
     * Counts what was lost, whatever dropped it.
     *
     * @return datagrams, copies included
     */
    long dropped();

    /**
     * Counts what was lost by one cause.
     *
     * @param cause the factory's name of a fault, {@code loss} for instance; {@code unreachable}: the kernel reported that the server's port
     *     is; {@code noUpstream}: a proxy that has none yet; {@code handler}: a handler so slow that too many waited; {@code sendQueue}:
     *     code of the test sent faster than the endpoint could; {@code send}: the kernel did not take it; {@code ended}: it was held when the endpoint ended
     * @return datagrams, copies included; 0 for what never happened
     */
    long dropped(String cause);

    /**
     * Counts what was lost, by cause: the sum is {@link #dropped()}.
     *
     * <p>Every endpoint of Haywire's tells; what else implements this interface need not, and then lists none.
     *
     * @return datagrams, copies included, by the causes of {@link #dropped(String)} in alphabetical order; those that lost nothing are left
     *     out
     */
    default Map<String, Long> droppedByCause() {
        return Map.of();
    }

    /**
     * Counts the copies that {@code duplicate} made.
     *
     * @return copies
     */
    long duplicated();

    /**
     * Counts what was delivered behind a later datagram of the same client and direction (RFC 4737).
     *
     * @return datagrams, copies left out
     */
    long reordered();

    /**
     * Counts what faults hold back at this moment.
     *
     * @return datagrams, copies included
     */
    long held();

    /**
     * Counts what the kernel dropped because the receive buffer of one of the endpoint's sockets was full: {@code drops} in
     * {@code /proc/net/udp}. Linux; elsewhere 0.
     *
     * @return datagrams that Haywire never saw, not part of {@link #received()}
     */
    long kernelDrops();
}
