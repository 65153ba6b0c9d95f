package dev.haywire;

import dev.haywire.fault.ActiveFault;
import dev.haywire.fault.LinkFault;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;

/**
 * What the application under test connects to: a real socket with a wire in front of it that faults can break at any time.
 *
 * <p>Thread-safe. After the endpoint has been closed its address, records and journal can still be read; {@code apply} is an
 * {@link IllegalStateException}.
 *
 * @since 0.1
 */
@Experimental
public interface Endpoint {

    /**
     * Returns the name, as declared or derived from the declaration.
     *
     * @return the name, unique among the endpoints of a test
     */
    String name();

    /**
     * Returns the transport.
     *
     * @return TCP or UDP
     */
    Protocol protocol();

    /**
     * Returns where the application connects to.
     *
     * @return a resolved address with the real port
     */
    InetSocketAddress address();

    /**
     * Returns the host of {@link #address()} as a literal, without brackets.
     *
     * @return such as {@code 127.0.0.1} or {@code ::1}
     */
    String host();

    /**
     * Returns the port of {@link #address()}.
     *
     * @return 1 to 65535
     */
    int port();

    /**
     * Returns the address as a URI.
     *
     * @param scheme the URI's scheme, {@code redis} for instance
     * @return such as {@code redis://127.0.0.1:6379}
     */
    URI uri(String scheme);

    /**
     * Breaks the wire. When this returns, every byte that the engine has not read yet meets the fault; bytes it already handed to the kernel do not.
     *
     * @param fault what happens, to what, from where on
     * @return the handle that ends it; what is left ends with the test, or with the class where it was applied before all tests
     * @throws IllegalArgumentException if the fault lacks a direction it needs, or has a narrowing this protocol does not know
     * @throws IllegalStateException if the endpoint is closed, or an active fault contradicts this one
     * @throws UnsupportedOperationException if this operating system cannot do it
     */
    ActiveFault apply(LinkFault fault);

    /**
     * Runs the body; the fault is active exactly while it runs. What the body throws is passed on as it is, checked exceptions too.
     *
     * @param fault what happens
     * @param body the code to run meanwhile
     */
    void during(LinkFault fault, ThrowingRunnable body);

    /**
     * Returns the active faults, annotated ones included, in the order in which they were applied.
     *
     * @return a copy
     */
    List<ActiveFault> faults();

    /** Ends all active faults. Waits for no peer. */
    void heal();

    /**
     * Returns what happened on the wire.
     *
     * @return the journal, live
     */
    Journal journal();

    /**
     * Forgets what has been recorded, as happens before each test to an endpoint that outlives it: journal, records, indices and counters begin
     * anew. Connections stay open, numbered from 0 before any new one, with empty records; a client has an index again when it next speaks. Faults
     * stay and go on counting, but begin anew for a client that comes by another index; what handlers and predicates have thrown still fails the
     * test. Called by a predicate, it forgets the datagram that the predicate looks at, too.
     */
    void clearRecords();
}
