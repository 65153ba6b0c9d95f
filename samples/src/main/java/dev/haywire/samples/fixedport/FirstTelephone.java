package dev.haywire.samples.fixedport;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;

/** The client as it was written first: its first call works, over IPv4. {@link FixedPortTelephone} can call again. */
public final class FirstTelephone implements Telephone {
    private final int port;

    /**
     * Makes a client.
     *
     * @param port the port that it calls from
     */
    public FirstTelephone(int port) {
        this.port = port;
    }

    @Override
    public String call(InetSocketAddress server, String line) throws IOException {
        // bug: who closes first keeps the port in TIME_WAIT, and cannot bind it for a minute
        try (Socket socket = new Socket()) {
            // bug: an IPv4 address does not reach an IPv6 one
            socket.bind(new InetSocketAddress("127.0.0.1", port));
            socket.connect(server, 5000);
            socket.setSoTimeout(5000);
            socket.getOutputStream().write((line + "\n").getBytes(UTF_8));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8)).readLine();
        }
    }
}
