package dev.haywire;

import dev.haywire.fault.ActiveFault;
import dev.haywire.fault.Direction;
import dev.haywire.fault.UdpFault;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/**
 * A UDP endpoint: a peer that records, echoes or answers, or a proxy before somebody else's server. A client is an address and port that
 * sends to it; each has an index, from 0 by first arrival.
 *
 * <p>Waits are bounded; on timeout they throw an {@link AssertionError} that says what was awaited, how long, and what was seen instead.
 * An interrupted wait is an {@link AssertionError} too, with the interrupt flag restored. Overloads without a Duration wait
 * {@code haywire.timeout} (5 s).
 *
 * @since 0.1
 */
@Experimental
public interface UdpEndpoint extends Endpoint {

    /**
     * Breaks the wire, as {@link Endpoint#apply}.
     *
     * @param fault what happens, to which datagrams
     * @return the handle that ends it
     * @throws IllegalArgumentException if the fault lacks a direction that it needs, or refuses on a group or a broadcast address
     * @throws IllegalStateException if the endpoint is closed
     */
    ActiveFault apply(UdpFault fault);

    /**
     * Runs the body; the fault is active exactly while it runs.
     *
     * @param fault what happens
     * @param body the code to run meanwhile
     */
    void during(UdpFault fault, ThrowingRunnable body);

    /**
     * Returns the datagrams delivered to the server's side, copies included.
     *
     * @return a copy, in order of delivery; the first 10 000 of both directions together, see {@link #recordTruncated()}
     */
    List<Datagram> datagrams();

    /**
     * Returns the datagrams delivered in a direction, copies included.
     *
     * @param direction UPSTREAM: to the server's side, DOWNSTREAM: to the application, BOTH: all
     * @return a copy, in order of delivery; the first 10 000 of both directions together, see {@link #recordTruncated()}
     */
    List<Datagram> datagrams(Direction direction);

    /**
     * Waits for the next datagram delivered upstream and not yet taken. Of those that the records do not hold, see {@link #recordTruncated()}, it
     * sees the ones that are delivered while it waits; those delivered before cannot be taken.
     *
     * @param timeout how long to wait at most
     * @return the datagram
     */
    Datagram takeDatagram(Duration timeout);

    /**
     * Waits for the next datagram delivered upstream and not yet taken, {@code haywire.timeout} at most.
     *
     * @return the datagram
     */
    Datagram takeDatagram();

    /**
     * Waits until at least so many datagrams were delivered upstream.
     *
     * @param count datagrams, copies included
     * @param timeout how long to wait at most
     */
    void awaitDatagrams(int count, Duration timeout);

    /**
     * Waits until at least so many datagrams were delivered upstream, {@code haywire.timeout} at most.
     *
     * @param count datagrams, copies included
     */
    void awaitDatagrams(int count);

    /**
     * Sends a datagram towards the application, through the wire: downstream faults meet it. Never blocks: where 16 MiB wait to be sent it is
     * dropped, cause {@code sendQueue} of {@link UdpCounts#dropped(String)}.
     *
     * @param payload 0 to 65 507 bytes, on IPv6 65 527
     * @param client whom to
     * @throws IllegalArgumentException if the payload is larger, or the client is no address that this endpoint can send to
     * @throws IllegalStateException if the endpoint is closed
     */
    void send(byte[] payload, InetSocketAddress client);

    /**
     * Gives the datagrams delivered from now on to another handler.
     *
     * @param handler serves one datagram after the other, on a thread of its own
     * @throws IllegalStateException on a proxy
     */
    void handle(UdpHandler handler);

    /**
     * Sends datagrams from now on to another upstream, those of known clients too.
     *
     * @param upstream the server behind the proxy; an unresolved one is looked up for each new client and after an error, a resolved one is
     *     used as it is
     * @throws IllegalStateException on anything but a proxy, and if the upstream leads back to this proxy, as far as addresses tell
     */
    void forwardTo(InetSocketAddress upstream);

    /**
     * Tells whether more datagrams were delivered than the records hold: 10 000, 64 MiB of payload, or the bound of all records together (see
     * {@link TcpConnection}; here the first 64 KiB of payload may use its last quarter). Counters and waits go on.
     *
     * @return whether {@link #datagrams()} lacks the later ones
     */
    boolean recordTruncated();

    /**
     * Returns every client since the records restarted.
     *
     * @return a copy, in order of {@link Datagram#index()}
     */
    List<InetSocketAddress> clients();

    /**
     * Gives a client the next index before it speaks: where several start at once, their indices are reproducible so. Does nothing where it has
     * one.
     *
     * @param client the address and port it is going to send from
     * @throws IllegalArgumentException if the client is no address that this endpoint can send to
     */
    void expectClient(InetSocketAddress client);

    /**
     * Lets a client's datagrams reach the server from another source port from now on, as behind a NAT that has lost its mapping. What the
     * server sends to the old port is refused.
     *
     * @param client one of {@link #clients()}
     * @throws IllegalStateException on anything but a proxy
     * @throws IllegalArgumentException if the client is not known
     */
    void rebind(InetSocketAddress client);

    /**
     * Lets a client's datagrams reach the server from another address and port from now on.
     *
     * @param client one of {@link #clients()}
     * @param newSource an address of this machine; on Linux any of 127.0.0.0/8
     * @throws IllegalStateException on anything but a proxy
     * @throws IllegalArgumentException if the client is not known, or the source is no address of this machine
     */
    void rebind(InetSocketAddress client, InetAddress newSource);

    /**
     * Counts what became of the datagrams of both directions.
     *
     * @return a snapshot
     */
    UdpCounts counts();

    /**
     * Counts what became of the datagrams of one direction.
     *
     * @param direction UPSTREAM, DOWNSTREAM, or BOTH for the sum
     * @return a snapshot
     */
    UdpCounts counts(Direction direction);
}
