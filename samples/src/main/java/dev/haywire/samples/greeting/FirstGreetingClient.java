package dev.haywire.samples.greeting;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * The client as it was written first. With ASCII in both directions nobody notices its two bugs. {@link GreetingClient} is the version without
 * them.
 */
public final class FirstGreetingClient implements Greeter {
    private final InetSocketAddress server;
    private final Charset charset;

    /**
     * Makes a client.
     *
     * @param server where the server listens
     * @param charset what the server writes in
     */
    public FirstGreetingClient(InetSocketAddress server, Charset charset) {
        this.server = server;
        this.charset = charset;
    }

    @Override
    public String greet(String greeting) throws IOException {
        try (Socket socket = new Socket(server.getAddress(), server.getPort())) {
            // bug: the server reads GBK
            socket.getOutputStream().write((greeting + "\n").getBytes(StandardCharsets.UTF_8));
            InputStream in = socket.getInputStream();
            StringBuilder answer = new StringBuilder();
            byte[] buffer = new byte[1024];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                // bug: a read may end in the middle of a character
                answer.append(new String(buffer, 0, n, charset));
            }
            return answer.toString();
        }
    }
}
