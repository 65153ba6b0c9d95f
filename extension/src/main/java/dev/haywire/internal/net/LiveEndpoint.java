package dev.haywire.internal.net;

import dev.haywire.Endpoint;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** An endpoint as its owner sees it: what starts it also restarts its records and ends it. */
public interface LiveEndpoint extends Endpoint, AutoCloseable {

    /** Clears the records for the next test: what has been thrown until now is forgotten with them. */
    void restartRecords();

    /**
     * Waits a moment for what a test has left to come to its end: connections that the application has closed, handlers that are at work. What
     * goes on for longer is left alone.
     */
    void settle();

    /**
     * Returns where it is bound.
     *
     * @return its {@link #address()}, but for one that is bound to the wildcard address: that itself
     */
    InetSocketAddress boundAddress();

    /**
     * Sets the seed of faults applied from now on.
     *
     * @param seed the running test's seed
     */
    void seed(long seed);

    /**
     * Hands over what handlers and the engine itself have thrown since the last call.
     *
     * @return the errors, in order; empty where all went well
     */
    List<Throwable> takeErrors();

    /**
     * Tells whether something that came to the wire is unaccounted for.
     *
     * @return what does not add up, one sentence with all counts; empty where all does, and always on TCP
     */
    Optional<String> unaccounted();

    /**
     * Ends what an application may wait in without end: refuse and connectHang end, open connections are reset. Does not wait, and does nothing
     * over UDP, where there is nothing to reset.
     *
     * @return completes when that is done; never where the event loop hangs
     */
    CompletableFuture<Void> unblock();

    /**
     * Spells the last faults that were on it since its records restarted, ended ones too. Does not wait for the event loop.
     *
     * @return one line per fault with its state and counts, in order
     */
    List<String> faultLines();

    /**
     * Returns what the journal has now. Does not wait for the event loop, so that what a local peer did a moment ago may be missing.
     *
     * @return the lines, a copy
     */
    List<String> recordedLines();

    /**
     * Tells whether it has ended.
     *
     * @return whether {@link #close} was called
     */
    boolean isClosed();

    /** Ends the endpoint: open connections are reset, what is held is gone, the port is free. Bounded; does nothing the second time. */
    @Override
    void close();
}
