package dev.haywire.samples.drain;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A piece of work that lives on one connection: it cannot move to another server half-way. */
public final class Session {
    private static final int TIMEOUT_MILLIS = 5000;

    private final InetSocketAddress server;
    private final Socket socket = new Socket();
    private final BufferedReader in;

    Session(InetSocketAddress server) throws IOException {
        this.server = server;
        socket.connect(server, TIMEOUT_MILLIS);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
    }

    /**
     * Does a step.
     *
     * @param step one line
     * @return the server's answer, one line
     * @throws IOException if the session is broken
     */
    public String step(String step) throws IOException {
        socket.getOutputStream().write((step + "\n").getBytes(UTF_8));
        String answer = in.readLine();
        if (answer == null) {
            throw new EOFException("the server closed the session");
        }
        return answer;
    }

    InetSocketAddress server() {
        return server;
    }

    void close() {
        try {
            socket.close();
        } catch (IOException alreadyBroken) {
            // it is not used any more, which is all that closing is for
        }
    }
}
