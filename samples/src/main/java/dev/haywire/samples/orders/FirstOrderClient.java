package dev.haywire.samples.orders;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.function.Consumer;

/**
 * The client as it was written first. It reconnects, and on the developer's machine nothing is missing; three bugs wait in it for a worse
 * network. {@link OrderClient} is the version that survives it.
 */
public final class FirstOrderClient implements Orders {
    private final InetSocketAddress server;
    private volatile Consumer<IOException> listener = failure -> {};
    private volatile OrderConnection connection; // null: none
    private volatile boolean closed;

    /**
     * Makes a client that connects when it has something to send.
     *
     * @param server where the server listens
     */
    public FirstOrderClient(InetSocketAddress server) {
        this.server = server;
    }

    @Override
    public synchronized String send(String order) {
        long pause = 50;
        while (true) {
            try {
                if (connection == null) {
                    // bug: waits for a connect as long as the kernel does, two minutes and more
                    Socket socket = new Socket(server.getAddress(), server.getPort());
                    // bug: no read timeout, so an acknowledgement that never comes is awaited for ever
                    connection = new OrderConnection(socket);
                }
                return connection.place(order);
            } catch (IOException failure) {
                disconnect();
                if (closed) {
                    throw new UncheckedIOException("gave up order " + order, failure);
                }
                listener.accept(failure);
                pause(pause);
                pause *= 2; // bug: no cap, so an outage of ten minutes costs ten more
            }
        }
    }

    private void disconnect() {
        OrderConnection broken = connection;
        connection = null;
        if (broken != null) {
            broken.close();
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new InterruptedIOException("interrupted between two attempts"));
        }
    }

    @Override
    public void onRetry(Consumer<IOException> listener) {
        this.listener = listener;
    }

    @Override
    public void close() {
        closed = true;
        disconnect();
    }
}
