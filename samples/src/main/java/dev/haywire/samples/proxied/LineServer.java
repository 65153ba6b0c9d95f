package dev.haywire.samples.proxied;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Accepts clients and gives each of them a thread. */
abstract class LineServer implements AutoCloseable {
    private final ServerSocket listener;

    LineServer() throws IOException {
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                start(() -> serve(client));
            }
        } catch (IOException closed) {
            // the end of the server
        }
    }

    private void serve(Socket client) {
        try (client) {
            talk(client.getInputStream(), client.getOutputStream());
        } catch (IOException clientIsGone) {
            // the others are served on
        }
    }

    /** Answers what one client says until it ends. */
    abstract void talk(InputStream in, OutputStream out) throws IOException;

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "ledger");
        thread.setDaemon(true);
        thread.start();
    }

    /** Returns where it listens. */
    InetSocketAddress address() {
        return new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort());
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
