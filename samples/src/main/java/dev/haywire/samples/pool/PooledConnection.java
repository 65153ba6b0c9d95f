package dev.haywire.samples.pool;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;

/** A connection that asks one question at a time. */
public final class PooledConnection {
    private static final int TIMEOUT_MILLIS = 5000;

    private final Socket socket = new Socket();

    PooledConnection(InetSocketAddress server) throws IOException {
        socket.connect(server, TIMEOUT_MILLIS);
        socket.setSoTimeout(TIMEOUT_MILLIS);
    }

    /**
     * Asks a question.
     *
     * @param question one line
     * @return the server's answer, one line
     * @throws IOException if the connection is broken
     */
    public String ask(String question) throws IOException {
        socket.getOutputStream().write((question + "\n").getBytes(UTF_8));
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        for (int next = socket.getInputStream().read();
                next != '\n';
                next = socket.getInputStream().read()) {
            if (next < 0) {
                throw new EOFException("the server closed the connection");
            }
            answer.write(next);
        }
        return answer.toString(UTF_8);
    }

    /** Tells whether the other side still holds it: nothing is due, so the only good answer to a read is none. */
    boolean isAlive() {
        try {
            socket.setSoTimeout(1);
            socket.getInputStream().read();
            return false; // its end, or something that nobody has asked for
        } catch (SocketTimeoutException silence) {
            return restored();
        } catch (IOException reset) {
            return false;
        }
    }

    private boolean restored() {
        try {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            return true;
        } catch (IOException closed) {
            return false;
        }
    }

    void close() {
        try {
            socket.close();
        } catch (IOException alreadyBroken) {
            // it is not used any more, which is all that closing is for
        }
    }
}
