package dev.haywire.samples.orders;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.function.Consumer;

/** Reconnects with capped exponential backoff, and waits for nothing without a bound. */
public final class OrderClient implements Orders {
    private static final int CONNECT_TIMEOUT_MILLIS = 250;
    private static final int ACKNOWLEDGEMENT_TIMEOUT_MILLIS = 1000;
    private static final int MOST_ATTEMPTS = 20;

    private final InetSocketAddress server;
    private final Backoff backoff;
    private volatile Consumer<IOException> listener = failure -> {};
    private volatile OrderConnection connection; // null: none
    private volatile boolean closed;

    /**
     * Makes a client that connects when it has something to send.
     *
     * @param server where the server listens
     */
    public OrderClient(InetSocketAddress server) {
        this(server, new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5)));
    }

    /**
     * Makes a client with pauses of its own.
     *
     * @param server where the server listens
     * @param backoff the pauses between attempts
     */
    public OrderClient(InetSocketAddress server, Backoff backoff) {
        this.server = server;
        this.backoff = backoff;
    }

    @Override
    public synchronized String send(String order) {
        for (int attempt = 1; ; attempt++) {
            try {
                return connected().place(order);
            } catch (IOException failure) {
                disconnect();
                if (closed || attempt == MOST_ATTEMPTS) {
                    throw new UncheckedIOException("gave up order " + order + " after attempt " + attempt, failure);
                }
                listener.accept(failure);
                pause(backoff.pause(attempt));
            }
        }
    }

    private OrderConnection connected() throws IOException {
        if (connection == null) {
            Socket socket = new Socket();
            try {
                socket.connect(server, CONNECT_TIMEOUT_MILLIS);
                socket.setSoTimeout(ACKNOWLEDGEMENT_TIMEOUT_MILLIS);
                connection = new OrderConnection(socket);
            } catch (IOException failure) {
                socket.close();
                throw failure;
            }
        }
        return connection;
    }

    private void disconnect() {
        OrderConnection broken = connection;
        connection = null;
        if (broken != null) {
            broken.close();
        }
    }

    private static void pause(Duration pause) {
        try {
            Thread.sleep(pause.toMillis());
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
