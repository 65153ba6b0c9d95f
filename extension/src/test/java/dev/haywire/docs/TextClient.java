package dev.haywire.docs;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.haywire.TcpEndpoint;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** The application of the pages' examples: says and reads text. */
final class TextClient implements AutoCloseable {
    private static final int PATIENCE = 10_000;

    private final Socket socket = new Socket();

    /** Connects within so many milliseconds. */
    TextClient(InetSocketAddress address, int timeout) throws IOException {
        socket.connect(address, timeout);
        socket.setSoTimeout(PATIENCE);
    }

    static TextClient of(TcpEndpoint endpoint) throws IOException {
        return new TextClient(endpoint.address(), PATIENCE);
    }

    void say(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(UTF_8));
    }

    /** So many bytes, fewer only at the end of the stream. */
    String read(int bytes) throws IOException {
        return new String(socket.getInputStream().readNBytes(bytes), UTF_8);
    }

    /** Everything up to the end of the stream. */
    String readAll() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }

    /** Reads no longer than so many milliseconds. */
    TextClient patience(int millis) throws IOException {
        socket.setSoTimeout(millis);
        return this;
    }

    void endOutput() throws IOException {
        socket.shutdownOutput();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
