package dev.haywire.samples.fixedport;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Has its port free again as soon as it has hung up. */
public final class FixedPortTelephone implements Telephone {
    private static final int TIMEOUT_MILLIS = 5000;

    private final int port;

    /**
     * Makes a client.
     *
     * @param port the port that it calls from
     */
    public FixedPortTelephone(int port) {
        this.port = port;
    }

    @Override
    public String call(InetSocketAddress server, String line) throws IOException {
        try (Socket socket = new Socket()) {
            socket.setReuseAddress(true); // where the server hung up first, or an earlier run was killed
            socket.bind(new InetSocketAddress(port)); // any local address, so any family
            socket.connect(server, TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write((line + "\n").getBytes(UTF_8));
            String answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8)).readLine();
            if (answer == null) {
                throw new EOFException("the server hung up");
            }
            // all that was said is answered, so nothing is lost by leaving with RST, and no TIME_WAIT holds the port
            socket.setSoLinger(true, 0);
            return answer;
        }
    }
}
