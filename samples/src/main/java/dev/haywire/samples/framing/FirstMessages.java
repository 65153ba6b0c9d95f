package dev.haywire.samples.framing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** The client as it was written first: it takes what one read returns for one message. {@link LengthPrefixedMessages} does not. */
public final class FirstMessages implements Messages {
    private final Socket socket;

    /**
     * Connects.
     *
     * @param server where the server listens
     * @throws IOException if the server cannot be reached
     */
    public FirstMessages(InetSocketAddress server) throws IOException {
        this.socket = new Socket(server.getAddress(), server.getPort());
    }

    @Override
    public void send(String message) throws IOException {
        socket.getOutputStream().write(message.getBytes(UTF_8));
    }

    @Override
    public String receive() throws IOException {
        byte[] buffer = new byte[8192];
        // bug: TCP is a stream of bytes, a read may return half a message or three
        int n = socket.getInputStream().read(buffer);
        if (n < 0) {
            throw new EOFException("the server closed the connection");
        }
        return new String(buffer, 0, n, UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
