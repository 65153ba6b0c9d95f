package dev.haywire;

import dev.haywire.fault.ActiveFault;
import dev.haywire.fault.TcpFault;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/**
 * A TCP endpoint: an echo server, a scripted server or a proxy before somebody else's server.
 *
 * <p>Waits are bounded; on timeout they throw an {@link AssertionError} that says what was awaited, how long, and what was seen instead.
 * An interrupted wait is an {@link AssertionError} too, with the interrupt flag restored. Overloads without a Duration wait
 * {@code haywire.timeout} (5 s).
 *
 * @since 0.1
 */
@Experimental
public interface TcpEndpoint extends Endpoint {

    /**
     * Breaks the wire, as {@link Endpoint#apply}.
     *
     * @param fault what happens, to which connections, from which position on
     * @return the handle that ends it
     */
    ActiveFault apply(TcpFault fault);

    /**
     * Runs the body; the fault is active exactly while it runs.
     *
     * @param fault what happens
     * @param body the code to run meanwhile
     */
    void during(TcpFault fault, ThrowingRunnable body);

    /**
     * Returns the connections accepted since the records restarted, closed ones too, after those that were open then.
     *
     * @return a copy, in order of {@link TcpConnection#index()}
     */
    List<TcpConnection> connections();

    /**
     * Returns one connection.
     *
     * @param index from 0
     * @return the connection
     * @throws IndexOutOfBoundsException if there is none of that index; the message says how many there are
     */
    TcpConnection connection(int index);

    /**
     * Counts the connections accepted since the records restarted.
     *
     * @return connections, those carried over from an earlier test left out
     */
    int acceptedCount();

    /**
     * Counts the open connections. A FIN or RST of the application that lies behind data the server does not take is seen only when that is taken.
     *
     * @return connections, those carried over from an earlier test included
     */
    int openCount();

    /**
     * Waits for the next accepted connection not yet taken.
     *
     * @param timeout how long to wait at most
     * @return the connection
     */
    TcpConnection takeConnection(Duration timeout);

    /**
     * Waits for the next accepted connection not yet taken, {@code haywire.timeout} at most.
     *
     * @return the connection
     */
    TcpConnection takeConnection();

    /**
     * Waits until at least so many connections were accepted.
     *
     * @param count connections
     * @param timeout how long to wait at most
     */
    void awaitAccepted(int count, Duration timeout);

    /**
     * Waits until at least so many connections were accepted, {@code haywire.timeout} at most.
     *
     * @param count connections
     */
    void awaitAccepted(int count);

    /**
     * Waits until exactly so many connections are open.
     *
     * @param count connections
     * @param timeout how long to wait at most
     */
    void awaitOpen(int count, Duration timeout);

    /**
     * Waits until exactly so many connections are open, {@code haywire.timeout} at most.
     *
     * @param count connections
     */
    void awaitOpen(int count);

    /** Sends RST on all open connections, idle ones too, at once and to both sides of the wire. */
    void resetConnections();

    /** Sends FIN on all open connections, idle ones too, behind what is already on the wire, and to both sides of it. */
    void closeConnections();

    /**
     * Gives the connections accepted from now on to another handler. Its texts are in the charset of the server.
     *
     * @param handler serves one connection per call, on a thread of its own
     * @throws IllegalStateException on a proxy
     */
    void handle(TcpHandler handler);

    /**
     * Sends the connections accepted from now on to another upstream.
     *
     * @param upstream the server behind the proxy; an unresolved one is looked up for each connection, a resolved one is used as it is
     * @throws IllegalStateException on anything but a proxy, and if the upstream leads back to this proxy, as far as addresses tell
     */
    void forwardTo(InetSocketAddress upstream);
}
