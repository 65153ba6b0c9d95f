package dev.haywire.samples.orders;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;

/** The protocol: an order is a line, its acknowledgement is one too. */
final class OrderConnection {
    private final Socket socket;
    private final OutputStream out;
    private final BufferedReader in;

    OrderConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.out = socket.getOutputStream();
        this.in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
    }

    String place(String order) throws IOException {
        out.write((order + "\n").getBytes(UTF_8));
        String acknowledgement = in.readLine();
        if (acknowledgement == null) {
            throw new EOFException("the server closed the connection");
        }
        return acknowledgement;
    }

    void close() {
        try {
            socket.close();
        } catch (IOException alreadyBroken) {
            // it is not used any more, which is all that closing is for
        }
    }
}
