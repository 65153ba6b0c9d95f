package dev.haywire.junit;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;

/** The application's side: plain sockets, every call bounded. */
final class Client {
    private static final int PATIENCE_MS = 20_000;

    private Client() {}

    static Socket open(InetSocketAddress address) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(address, PATIENCE_MS);
            socket.setSoTimeout(PATIENCE_MS);
            return socket;
        } catch (IOException | RuntimeException failure) {
            socket.close();
            throw failure;
        }
    }

    /** Whether a new connection gives back what is sent. */
    static boolean echoes(InetSocketAddress address) {
        try (Socket socket = open(address)) {
            return "ping".equals(exchange(socket, "ping", 4));
        } catch (IOException broken) {
            return false;
        }
    }

    static String exchange(Socket socket, String text, int expected) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        return new String(socket.getInputStream().readNBytes(expected), StandardCharsets.UTF_8);
    }

    /** Whether what listened there has ended; a test beside may have been given the port, for as long as it takes. */
    static boolean isGone(InetSocketAddress address) {
        long start = System.nanoTime();
        while (!isRefused(address)) {
            if (System.nanoTime() - start > PATIENCE_MS * 1_000_000L) {
                return false;
            }
            LockSupport.parkNanos(1_000_000);
        }
        return true;
    }

    static boolean isRefused(InetSocketAddress address) {
        try (Socket socket = new Socket()) {
            socket.connect(address, PATIENCE_MS);
            return socket.getLocalPort() == address.getPort(); // a socket that got the free port connects to itself
        } catch (ConnectException refused) {
            return true;
        } catch (IOException other) {
            return false;
        }
    }
}
