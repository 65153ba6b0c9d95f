package dev.haywire.internal.toxiproxy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/** Accepts connections and serves each on a thread of its own: what takes its time on one keeps none of the others waiting. */
final class HttpListener implements AutoCloseable {
    private static final int BACKLOG = 256;
    /** More at the same time wait in the backlog. */
    private static final int MOST_CONNECTIONS = 1000;

    private final AtomicInteger number = new AtomicInteger();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(this::thread);
    private final ServerSocket listener = new ServerSocket();
    private final InetSocketAddress address;

    HttpListener(InetSocketAddress at) throws IOException {
        try {
            listener.bind(at, BACKLOG);
        } catch (IOException taken) {
            listener.close();
            throw taken;
        }
        address = (InetSocketAddress) listener.getLocalSocketAddress();
    }

    private Thread thread(Runnable task) {
        Thread thread = new Thread(task, "haywire-toxiproxy-" + number.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    InetSocketAddress address() {
        return address;
    }

    /**
     * Begins to accept.
     *
     * @param arrival how long a request may take to arrive
     */
    void start(Duration arrival, Function<HttpRequest, Answer> handler) {
        threads.execute(() -> {
            while (!listener.isClosed()) {
                accept(arrival, handler);
            }
        });
    }

    private void accept(Duration arrival, Function<HttpRequest, Answer> handler) {
        try {
            if (open.size() >= MOST_CONNECTIONS) {
                pause();
                return;
            }
            Socket socket = listener.accept();
            open.add(socket);
            HttpConnection connection = new HttpConnection(socket, arrival, handler);
            threads.execute(() -> {
                try {
                    connection.run();
                } finally {
                    open.remove(socket);
                }
            });
            if (listener.isClosed()) {
                closeAll();
            }
        } catch (IOException | RejectedExecutionException failure) {
            // closed, or no descriptor is free: one may be soon
            pause();
        }
    }

    private static void pause() {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }

    private void closeAll() {
        open.forEach(HttpListener::close);
    }

    private static void close(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception alreadyGone) {
            // then it is closed
        }
    }

    @Override
    public void close() {
        close(listener);
        closeAll();
        threads.shutdownNow();
    }
}
