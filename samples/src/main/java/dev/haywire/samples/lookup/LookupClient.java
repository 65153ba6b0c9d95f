package dev.haywire.samples.lookup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;

/** Asks a server by datagram, and asks again when no answer comes; tells it things that need no answer. */
public final class LookupClient implements AutoCloseable {
    private static final int ATTEMPTS = 5;
    private static final int PATIENCE_MILLIS = 1000;
    private static final int PAUSE_MILLIS = 100;

    private final InetSocketAddress server;
    private final DatagramSocket telling;

    /**
     * Makes a client.
     *
     * @param server where the server listens
     */
    public LookupClient(InetSocketAddress server) {
        this.server = server;
        try {
            telling = new DatagramSocket();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * Asks a question, five times at most, and waits for an answer, one second each time. Each question has a socket of its own, as a resolver's
     * has (RFC 5452): a late answer to an earlier one is not taken for an answer to this one.
     *
     * @param question what to ask
     * @return the answer
     */
    public String ask(String question) {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(server);
            socket.setSoTimeout(PATIENCE_MILLIS);
            for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
                try {
                    socket.send(packet(question));
                    DatagramPacket answer = new DatagramPacket(new byte[65_535], 65_535);
                    socket.receive(answer);
                    return new String(answer.getData(), 0, answer.getLength(), UTF_8);
                } catch (SocketTimeoutException lost) {
                    // the question or its answer: once more
                } catch (PortUnreachableException down) {
                    Thread.sleep(PAUSE_MILLIS); // it may be starting
                }
            }
            throw new IOException("no answer to \"" + question + "\", asked " + ATTEMPTS + " times");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted between two attempts"));
        }
    }

    /**
     * Tells the server something, and does not know whether it hears.
     *
     * @param news one datagram
     */
    public void tell(String news) {
        try {
            DatagramPacket packet = packet(news);
            packet.setSocketAddress(server);
            telling.send(packet);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * Returns where its news come from.
     *
     * @return the port
     */
    public int port() {
        return telling.getLocalPort();
    }

    private static DatagramPacket packet(String text) {
        byte[] payload = text.getBytes(UTF_8);
        return new DatagramPacket(payload, payload.length);
    }

    @Override
    public void close() {
        telling.close();
    }
}
