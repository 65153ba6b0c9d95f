package dev.haywire.internal.net;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Somebody else's server behind a proxy, its connections in the test's hands. */
final class Server implements Closeable {
    private final ServerSocket listener;

    private Server(ServerSocket listener) {
        this.listener = listener;
    }

    static Server start() throws IOException {
        ServerSocket listener = new ServerSocket();
        // inherited by what it accepts: who sends to it soon has to wait
        listener.setReceiveBufferSize(256 * 1024);
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        listener.setSoTimeout(Client.PATIENCE_MILLIS);
        return new Server(listener);
    }

    InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    Socket accept() throws IOException {
        Socket accepted = listener.accept();
        accepted.setSoTimeout(Client.PATIENCE_MILLIS);
        accepted.setTcpNoDelay(true);
        return accepted;
    }

    static String read(Socket socket, int bytes) throws IOException {
        return new String(socket.getInputStream().readNBytes(bytes), StandardCharsets.UTF_8);
    }

    static String readAll(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Closes by RST. */
    static void reset(Socket socket) throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
