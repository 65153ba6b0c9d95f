package dev.haywire.samples.pool;

import java.io.IOException;

/** Keeps connections that nobody uses now for those who need one later. */
public interface Pool extends AutoCloseable {

    /**
     * Takes a connection out of the pool, or opens one where none is left.
     *
     * @return a connection that is the caller's alone
     * @throws IOException if the server cannot be reached
     */
    PooledConnection borrow() throws IOException;

    /**
     * Puts a connection that is in order back into the pool.
     *
     * @param connection what was borrowed
     */
    void giveBack(PooledConnection connection);

    @Override
    void close();
}
