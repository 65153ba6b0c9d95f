package dev.haywire.internal.net;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** One TCP connection of the soak, as its application sees it: what it said and heard, and how it ended. */
final class SoakTalk {
    private static final int CONNECT_MILLIS = 60_000;
    private static final int POLL_MILLIS = 100;
    private static final int QUIET_MILLIS = 90_000;
    private static final int GIVES_UP_MILLIS = 500;

    final byte[] up;
    private final int expected;
    private final boolean patient;

    /** The application's port, by which the wire's side of it is found; 0 where it could not connect. */
    int port;

    byte[] heard = new byte[0];

    /** RST, on whichever of its threads; null for an end by FIN. */
    volatile IOException broken;

    boolean gaveUp;

    /**
     * Prepares one.
     *
     * @param expected what an undisturbed server answers: bytes
     * @param patient whether it sends FIN only when all of that is there, or the stream has ended
     */
    SoakTalk(byte[] up, int expected, boolean patient) {
        this.up = up;
        this.expected = expected;
        this.patient = patient;
    }

    boolean isComplete() {
        return heard.length >= expected;
    }

    /** Talks up to the end of the stream; gives up in the silence that a loss leaves, where that is told. */
    void run(InetSocketAddress server, int connectMillis, BooleanSupplier mayGiveUp) throws Exception {
        try (Socket socket = new Socket()) {
            socket.setTcpNoDelay(true);
            try {
                socket.connect(server, connectMillis > 0 ? connectMillis : CONNECT_MILLIS);
            } catch (IOException refused) {
                broken = refused;
                return;
            }
            port = socket.getLocalPort();
            CompletableFuture<Void> said = Async.run(() -> say(socket));
            listen(socket, mayGiveUp);
            if (gaveUp) {
                socket.close();
            }
            said.get(QUIET_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void say(Socket socket) {
        try {
            for (int at = 0; at < up.length; at += 30_000) {
                socket.getOutputStream().write(up, at, Math.min(30_000, up.length - at));
            }
            if (!patient) {
                socket.shutdownOutput();
            }
        } catch (IOException failure) {
            broken = failure;
        }
    }

    private void listen(Socket socket, BooleanSupplier mayGiveUp) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] piece = new byte[16_384];
        int quiet = 0;
        boolean finished = !patient;
        try {
            socket.setSoTimeout(POLL_MILLIS);
            InputStream in = socket.getInputStream();
            while (true) {
                if (!finished && all.size() >= expected) {
                    finished = true;
                    socket.shutdownOutput();
                }
                try {
                    int read = in.read(piece);
                    if (read < 0) {
                        return;
                    }
                    all.write(piece, 0, read);
                    quiet = 0;
                } catch (SocketTimeoutException silence) {
                    quiet += POLL_MILLIS;
                    if (mayGiveUp.getAsBoolean() && quiet >= GIVES_UP_MILLIS) {
                        gaveUp = true;
                        return;
                    }
                    if (quiet >= QUIET_MILLIS) {
                        throw new AssertionError("nothing for " + QUIET_MILLIS + " ms: " + socket + " has heard "
                                + all.size() + " bytes of " + expected);
                    }
                }
            }
        } catch (IOException reset) {
            broken = reset;
        } finally {
            heard = all.toByteArray();
        }
    }
}
