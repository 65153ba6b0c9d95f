package dev.haywire.internal.net;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** The application in a test: a blocking socket whose reads end after half a minute. */
final class Client implements Closeable {
    static final int PATIENCE_MILLIS = 30_000;

    private final Socket socket;

    private Client(Socket socket) {
        this.socket = socket;
    }

    static Client connect(InetSocketAddress address) throws IOException {
        return connect(address, new Socket());
    }

    /**
     * One whose receive buffer is small, so that who sends to it soon has to wait. Larger than two segments of the loopback
     * device (64 KiB): in a smaller window the kernel sends only now and then.
     */
    static Client slow(InetSocketAddress address) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(256 * 1024);
        return connect(address, socket);
    }

    /** Any other socket, to be read in the same way. */
    static Client of(Socket socket) {
        return new Client(socket);
    }

    private static Client connect(InetSocketAddress address, Socket socket) throws IOException {
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        socket.connect(address, PATIENCE_MILLIS);
        return new Client(socket);
    }

    /** Connects to somebody who resets at once, which may come so soon that connect itself says so. */
    static void expectReset(InetSocketAddress address) {
        assertThatThrownBy(() -> {
                    try (Client client = connect(address)) {
                        client.read();
                    }
                })
                .isInstanceOf(SocketException.class)
                .hasMessageStartingWith("Connection reset");
    }

    Socket socket() {
        return socket;
    }

    void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.UTF_8));
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** Reads exactly so many bytes. */
    String read(int bytes) throws IOException {
        return new String(readBytes(bytes), StandardCharsets.UTF_8);
    }

    /** Reads exactly so many bytes, fewer only at the end of the stream. */
    byte[] readBytes(int bytes) throws IOException {
        return socket.getInputStream().readNBytes(bytes);
    }

    /** Returns -1 at the end of the stream. */
    int read() throws IOException {
        return socket.getInputStream().read();
    }

    /** Reads up to FIN. */
    String readAll() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Reads up to FIN or RST; what is there in front of a RST counts. */
    byte[] readUntilReset() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] piece = new byte[64 * 1024];
        while (true) {
            int read;
            try {
                read = socket.getInputStream().read(piece);
            } catch (IOException reset) {
                if (!"Connection reset".equals(reset.getMessage())) {
                    throw reset;
                }
                return all.toByteArray();
            }
            if (read < 0) {
                throw new IOException("FIN instead of RST after " + all.size() + " bytes");
            }
            all.write(piece, 0, read);
        }
    }

    String echo(String text) throws IOException {
        send(text);
        return read(text.getBytes(StandardCharsets.UTF_8).length);
    }

    void finish() throws IOException {
        socket.shutdownOutput();
    }

    /** Closes by RST. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
