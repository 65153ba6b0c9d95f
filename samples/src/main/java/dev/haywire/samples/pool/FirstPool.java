package dev.haywire.samples.pool;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;

/** The pool as it was written first: it lends what has died meanwhile. {@link CheckingPool} looks before it lends. */
public final class FirstPool implements Pool {
    private final InetSocketAddress server;
    private final Deque<PooledConnection> idle = new ArrayDeque<>();

    /**
     * Makes an empty pool.
     *
     * @param server where its connections go
     */
    public FirstPool(InetSocketAddress server) {
        this.server = server;
    }

    @Override
    public synchronized PooledConnection borrow() throws IOException {
        // bug: the server may have given it up an hour ago
        return idle.isEmpty() ? new PooledConnection(server) : idle.pop();
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
