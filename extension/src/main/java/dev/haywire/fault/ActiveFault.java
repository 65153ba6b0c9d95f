package dev.haywire.fault;

import dev.haywire.Experimental;
import java.time.Duration;

/**
 * A fault on one endpoint; closing it ends the fault.
 *
 * @since 0.1
 */
@Experimental
public interface ActiveFault extends AutoCloseable {

    /**
     * Returns what was applied.
     *
     * @return the fault's value
     */
    Fault fault();

    /**
     * Tells whether it has not ended yet: not closed, not healed, not past its {@code lasting}.
     *
     * @return whether it still is, or after {@code startingAfter} will be, on the wire
     */
    boolean isActive();

    /**
     * Counts the connections or datagrams that the narrowings selected. Unobservable, and 0, for {@code refuse} and {@code connectHang}.
     *
     * @return connections or datagrams
     */
    long matched();

    /**
     * Counts what it acted upon: an event or limit once per connection it reset, closed or half-closed, another stream fault once per
     * connection, at the first byte it delayed, dropped, changed or cut, a datagram fault once per datagram.
     *
     * @return connections or datagrams
     */
    long fired();

    /**
     * Waits until it has fired.
     *
     * @param timeout how long to wait at most
     * @throws AssertionError if it has not fired by then
     */
    void awaitFired(Duration timeout);

    /** Waits until it has fired, {@code haywire.timeout} at most. */
    void awaitFired();

    /** Ends the fault, whatever the peer does. Does nothing if it has ended. */
    @Override
    void close();
}
