package dev.haywire.samples.greeting;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.Charset;

/** Greets a server in the charset that the two have agreed upon, and reads its answer to the end. */
public final class GreetingClient implements Greeter {
    private static final int TIMEOUT_MILLIS = 2000;

    private final InetSocketAddress server;
    private final Charset charset;

    /**
     * Makes a client.
     *
     * @param server where the server listens
     * @param charset what both sides write in
     */
    public GreetingClient(InetSocketAddress server, Charset charset) {
        this.server = server;
        this.charset = charset;
    }

    @Override
    public String greet(String greeting) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(server, TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write((greeting + "\n").getBytes(charset));
            // the answer ends where the server closes, so its bytes are decoded together
            return new String(socket.getInputStream().readAllBytes(), charset);
        }
    }

    /**
     * Greets the server of the command line and prints what it answers.
     *
     * @param args host, port, charset, greeting: {@code 127.0.0.1 5555 GBK 你好}
     * @throws IOException if the server cannot be reached, or breaks off
     */
    public static void main(String[] args) throws IOException {
        InetSocketAddress server = new InetSocketAddress(args[0], Integer.parseInt(args[1]));
        System.out.println(new GreetingClient(server, Charset.forName(args[2])).greet(args[3]));
    }
}
