package dev.haywire.internal.toxiproxy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads a connection until a deadline, however slowly its bytes come: each read waits no longer than what is left of the time. */
final class HttpInput {
    private final byte[] buffer = new byte[8192];
    private final Socket socket;
    private final InputStream in;
    private int next;
    private int end;
    private long deadline;

    HttpInput(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
    }

    /** All reads from now on must be done within that time. */
    void within(Duration time) {
        deadline = System.nanoTime() + time.toNanos();
    }

    /** Waits for a byte, and leaves it there; false where the client has ended. */
    boolean hasNext() throws IOException {
        return next < end || fill();
    }

    private boolean fill() throws IOException {
        long left = (deadline - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
            throw new SocketTimeoutException("not within its time");
        }
        socket.setSoTimeout((int) Math.min(left, Integer.MAX_VALUE));
        next = 0;
        end = Math.max(0, in.read(buffer));
        return end > 0;
    }

    /**
     * Reads a line, without its end.
     *
     * @param most how many bytes it may have, its end included
     * @return null where it has more
     */
    @Nullable
    String line(int most) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int read = 0; read < most; read++) {
            char letter = (char) (one() & 0xFF);
            if (letter == '\n') {
                boolean carriage = line.length() > 0 && line.charAt(line.length() - 1) == '\r';
                return carriage ? line.substring(0, line.length() - 1) : line.toString();
            }
            line.append(letter);
        }
        return null;
    }

    private byte one() throws IOException {
        if (!hasNext()) {
            throw new EOFException("the request ends within itself");
        }
        return buffer[next++];
    }

    /** Reads exactly that many bytes. Takes the memory for them as they come: what a client announces costs nothing. */
    byte[] bytes(int count) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (bytes.size() < count) {
            if (!hasNext()) {
                throw new EOFException("the request ends within its body");
            }
            int part = Math.min(count - bytes.size(), end - next);
            bytes.write(buffer, next, part);
            next += part;
        }
        return bytes.toByteArray();
    }

    /** Throws bytes away until the client ends or the time does. */
    void drain() {
        try {
            while (hasNext()) {
                next = end;
            }
        } catch (IOException over) {
            // then it is closed as it is
        }
    }
}
