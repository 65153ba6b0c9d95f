package dev.haywire.internal.net;

import dev.haywire.TcpEndpoint;
import java.util.List;

/** A TCP endpoint as its owner sees it: what starts it also restarts its records and ends it. */
public interface LiveTcpEndpoint extends TcpEndpoint, AutoCloseable {

    /** Begins records, indices and counters anew; open connections stay, are numbered from 0, and have empty records. */
    void restartRecords();

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

    /** Ends the endpoint: open connections are reset, the port is free. Bounded; does nothing the second time. */
    @Override
    void close();
}
