package dev.haywire.truth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** Over {@link Socket}. */
final class BlockingClient implements Client {
    // Not by way of a SOCKS proxy: Java times out there without a text when a busy machine took the time.
    private final Socket socket = new Socket(Proxy.NO_PROXY);

    @Override
    public Sight connect(InetSocketAddress address, Duration atMost) {
        try {
            socket.setTcpNoDelay(true);
            socket.connect(address, (int) atMost.toMillis());
            return Sight.CONNECTED;
        } catch (ConnectException refused) {
            return new Sight.Refused(refused.getMessage());
        } catch (SocketTimeoutException timedOut) {
            return new Sight.TimedOut(timedOut.getMessage());
        } catch (IOException reset) {
            return new Sight.Reset(reset.getMessage());
        }
    }

    @Override
    public void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    }

    @Override
    public Sight read(int bytes, Duration atMost) {
        byte[] into = new byte[bytes];
        int filled = 0;
        Sight other = Sight.SILENCE;
        long deadline = System.nanoTime() + atMost.toNanos();
        try {
            while (filled < bytes) {
                long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
                socket.setSoTimeout((int) Math.max(1, left));
                int read = socket.getInputStream().read(into, filled, bytes - filled);
                if (read < 0) {
                    other = Sight.EOF;
                    break;
                }
                filled += read;
            }
        } catch (SocketTimeoutException nothing) {
            other = Sight.SILENCE;
        } catch (IOException reset) {
            other = new Sight.Reset(reset.getMessage());
        }
        return filled > 0 ? new Sight.Bytes(new String(into, 0, filled, ISO_8859_1)) : other;
    }

    @Override
    public int available() throws IOException {
        return socket.getInputStream().available();
    }

    @Override
    public void shutdownOutput() throws IOException {
        socket.shutdownOutput();
    }

    /** Ends it by RST. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
