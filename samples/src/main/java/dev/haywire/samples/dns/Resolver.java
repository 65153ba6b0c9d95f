package dev.haywire.samples.dns;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.List;

/**
 * Looks names up as DNS does, only in plain text: {@code www} is answered {@code 192.0.2.1}, over UDP, or over TCP on the same port number where
 * the answer over UDP says that it is not all ({@code truncated}).
 */
public final class Resolver {
    private static final int ATTEMPTS = 3;
    private static final int TIMEOUT_MILLIS = 500;
    private static final int TCP_TIMEOUT_MILLIS = 5000;

    private final InetSocketAddress server;
    private final boolean overTcpToo;

    private Resolver(InetSocketAddress server, boolean overTcpToo) {
        this.server = server;
        this.overTcpToo = overTcpToo;
    }

    /**
     * Makes a resolver.
     *
     * @param server where the server listens, over both protocols
     * @return the resolver
     */
    public static Resolver overBoth(InetSocketAddress server) {
        return new Resolver(server, true);
    }

    /**
     * Makes the resolver as it was written first. Its bug: "DNS is UDP", and what does not fit into a datagram is believed to be all.
     *
     * @param server where the server listens
     * @return the resolver
     */
    public static Resolver overUdp(InetSocketAddress server) {
        return new Resolver(server, false);
    }

    /**
     * Looks a name up.
     *
     * @param name such as {@code www}
     * @return its addresses
     * @throws IOException if the server does not answer
     */
    public List<String> resolve(String name) throws IOException {
        List<String> answer = List.of(askOverUdp(name).split(" "));
        return overTcpToo && answer.contains("truncated")
                ? List.of(askOverTcp(name).split(" "))
                : answer;
    }

    private String askOverUdp(String name) throws IOException {
        byte[] question = name.getBytes(UTF_8);
        DatagramPacket packet = new DatagramPacket(new byte[512], 512);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            // a socket per question: what comes late of an earlier one finds nobody
            try (DatagramSocket socket = new DatagramSocket()) {
                socket.connect(server);
                socket.setSoTimeout(TIMEOUT_MILLIS);
                socket.send(new DatagramPacket(question, question.length));
                socket.receive(packet);
                return new String(packet.getData(), 0, packet.getLength(), UTF_8);
            } catch (SocketTimeoutException lost) {
                // the question or its answer: once more
            }
        }
        throw new IOException("no answer, asked " + ATTEMPTS + " times: " + name);
    }

    private String askOverTcp(String name) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(server, TCP_TIMEOUT_MILLIS);
            socket.setSoTimeout(TCP_TIMEOUT_MILLIS);
            socket.getOutputStream().write((name + "\n").getBytes(UTF_8));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8)).readLine();
        }
    }
}
