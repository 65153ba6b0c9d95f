package dev.haywire.samples.framing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;

/** Writes the length of each message before it, in four bytes, so that it does not matter how the stream is cut into reads. */
public final class LengthPrefixedMessages implements Messages {
    private static final int TIMEOUT_MILLIS = 10_000;
    private static final int LONGEST = 1024 * 1024;

    private final Socket socket = new Socket();
    private final DataInputStream in;

    /**
     * Connects.
     *
     * @param server where the server listens
     * @throws IOException if the server cannot be reached
     */
    public LengthPrefixedMessages(InetSocketAddress server) throws IOException {
        socket.connect(server, TIMEOUT_MILLIS);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    }

    @Override
    public void send(String message) throws IOException {
        byte[] bytes = message.getBytes(UTF_8);
        ByteBuffer frame = ByteBuffer.allocate(Integer.BYTES + bytes.length);
        frame.putInt(bytes.length).put(bytes);
        socket.getOutputStream().write(frame.array());
    }

    @Override
    public String receive() throws IOException {
        int length = in.readInt();
        if (length < 0 || length > LONGEST) {
            throw new IOException("a message of " + length + " bytes: the other side does not speak this protocol");
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return new String(bytes, UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
