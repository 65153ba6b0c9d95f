package dev.haywire.samples.pool;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;

/** Looks at each connection before it lends it, and replaces those that are dead. */
public final class CheckingPool implements Pool {
    private final InetSocketAddress server;
    private final Deque<PooledConnection> idle = new ArrayDeque<>();

    /**
     * Makes an empty pool.
     *
     * @param server where its connections go
     */
    public CheckingPool(InetSocketAddress server) {
        this.server = server;
    }

    @Override
    public PooledConnection borrow() throws IOException {
        for (PooledConnection kept = next(); kept != null; kept = next()) {
            if (kept.isAlive()) {
                return kept;
            }
            kept.close();
        }
        return new PooledConnection(server);
    }

    private synchronized PooledConnection next() {
        return idle.poll();
    }

    @Override
    public synchronized void giveBack(PooledConnection connection) {
        idle.push(connection);
    }

    @Override
    public synchronized void close() {
        idle.forEach(PooledConnection::close);
        idle.clear();
    }
}
