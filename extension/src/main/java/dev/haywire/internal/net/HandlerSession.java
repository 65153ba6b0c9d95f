package dev.haywire.internal.net;

import dev.haywire.TcpConnection;
import dev.haywire.TcpSession;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a handler sees of its connection. */
final class HandlerSession implements TcpSession {
    /** A handler's write waits while more than this waits to be sent; longer writes go in pieces. */
    private static final int PIECE = 64 * 1024;

    private final HandlerPort port;
    private final RecordedConnection connection;
    private final Inbox inbox;
    private final Outbox outbox;
    private final Charset charset;
    private final OutputStream out = new Out();

    HandlerSession(HandlerPort port, RecordedConnection connection, Inbox inbox, Outbox outbox, Charset charset) {
        this.port = port;
        this.connection = connection;
        this.inbox = inbox;
        this.outbox = outbox;
        this.charset = charset;
    }

    @Override
    public InputStream in() {
        return inbox;
    }

    @Override
    public OutputStream out() {
        return out;
    }

    @Override
    public @Nullable String readLine() {
        LineBytes line = new LineBytes(charset);
        try {
            int next;
            while ((next = inbox.read()) >= 0) {
                if (line.add(next)) {
                    return line.text();
                }
                requireEnd(line);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return line.isEmpty() ? null : line.text();
    }

    private void requireEnd(LineBytes line) {
        if (line.isFull()) {
            throw new IllegalStateException("readLine on connection #" + connection.index() + ": " + LineBytes.BOUND
                    + " bytes have come without the end of a line in " + charset
                    + "; take what has no lines with read(n) or in()");
        }
    }

    @Override
    public byte[] read(int n) {
        if (n < 0) {
            throw new IllegalArgumentException("read(" + n + "): a count of bytes is 0 or more");
        }
        byte[] bytes = readUpTo(n);
        if (bytes.length < n) {
            throw new UncheckedIOException(new ConnectionEndedException(
                    "the application ended its output after " + bytes.length + " of " + n + " bytes"));
        }
        return bytes;
    }

    private byte[] readUpTo(int n) {
        try {
            return inbox.readNBytes(n);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void expect(String text) {
        byte[] expected = text.getBytes(charset);
        byte[] heard = new byte[expected.length];
        int length = 0;
        int read = 0;
        // who said something else may wait for an answer now: no more comes then
        while (length < expected.length && read >= 0 && Arrays.equals(heard, 0, length, expected, 0, length)) {
            read = readSome(heard, length);
            length += Math.max(read, 0);
        }
        if (length < expected.length || !Arrays.equals(heard, expected)) {
            throw new AssertionError("Expected \"" + text + "\" on connection #" + connection.index()
                    + ", but the application sent \"" + new String(heard, 0, length, charset) + "\""
                    + (read < 0 ? " and ended its output" : ""));
        }
    }

    private int readSome(byte[] into, int from) {
        try {
            return inbox.read(into, from, into.length - from);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void send(String text) {
        send(text.getBytes(charset));
    }

    @Override
    public void send(byte[] bytes) {
        try {
            out.write(bytes);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        port.end(Outbox.End.FIN);
    }

    @Override
    public void reset() {
        port.end(Outbox.End.RST);
    }

    @Override
    public TcpConnection connection() {
        return connection;
    }

    @Override
    public String toString() {
        return "session of " + connection;
    }

    /** The way to the application: waits while too much is under way. */
    private final class Out extends OutputStream {
        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, bytes.length);
            try {
                for (int at = offset; at < offset + length; at += PIECE) {
                    byte[] piece = Arrays.copyOfRange(bytes, at, Math.min(at + PIECE, offset + length));
                    outbox.put(piece, PIECE, Long.MAX_VALUE / 2);
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while waiting for the application to read");
            }
        }

        @Override
        public void close() {
            outbox.end(Outbox.End.FIN);
        }
    }
}
