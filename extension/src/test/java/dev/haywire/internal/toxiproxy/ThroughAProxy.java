package dev.haywire.internal.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Connections through a proxy of a control server, whichever that is, with both their ends in the hands of the test. */
abstract class ThroughAProxy {
    private static final int PATIENCE_MILLIS = 30_000;
    private static final int SILENCE_MILLIS = 150;

    private final List<Socket> sockets = new ArrayList<>();
    ServerSocket upstream;
    Control proxy;

    abstract InetSocketAddress server();

    abstract boolean isReal();

    @BeforeEach
    void start() throws IOException {
        upstream = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        upstream.setSoTimeout(PATIENCE_MILLIS);
        proxy = Control.proxy(server(), "127.0.0.1:" + upstream.getLocalPort());
    }

    @AfterEach
    void end() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        upstream.close();
        proxy.close();
    }

    /** Both ends of a connection through the proxy. */
    record Ends(Socket client, Socket server) {}

    Ends connect() throws IOException {
        Socket client = connectOnly();
        Socket server = upstream.accept();
        server.setSoTimeout(PATIENCE_MILLIS);
        server.setTcpNoDelay(true);
        sockets.add(server);
        return new Ends(client, server);
    }

    Socket connectOnly() throws IOException {
        Socket client = new Socket();
        client.connect(proxy.address(), PATIENCE_MILLIS);
        client.setSoTimeout(PATIENCE_MILLIS);
        client.setTcpNoDelay(true);
        sockets.add(client);
        return client;
    }

    static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    static String read(Socket socket, int bytes) throws IOException {
        return new String(socket.getInputStream().readNBytes(bytes), StandardCharsets.ISO_8859_1);
    }

    static void assertPasses(Socket from, Socket to, String text) throws IOException {
        send(from, text);
        assertThat(read(to, text.length())).isEqualTo(text);
    }

    static void assertFin(Socket socket) throws IOException {
        assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }

    static void assertReset(Socket socket) {
        assertThatThrownBy(() -> socket.getInputStream().read())
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("reset");
    }

    static void assertSilent(Socket socket) throws IOException {
        socket.setSoTimeout(SILENCE_MILLIS);
        assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        socket.setSoTimeout(PATIENCE_MILLIS);
    }

    /** Waits until what was sent has surely been read by the proxy. */
    static void letTheProxyRead() throws InterruptedException {
        Thread.sleep(50); // shows nothing: a toxic can only be asked to let go of what it has
    }

    static long millisSince(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }
}
