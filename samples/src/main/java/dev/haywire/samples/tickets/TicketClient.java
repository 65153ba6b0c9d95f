package dev.haywire.samples.tickets;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** Gives each request an id, asks again with the same id when no answer comes, and takes an answer with that id only. */
public final class TicketClient implements Tickets {
    private static final int ATTEMPTS = 4;
    private static final long FIRST_WAIT_MILLIS = 200; // doubles with each attempt

    private final DatagramSocket socket;

    /**
     * Makes a client.
     *
     * @param office where the office listens
     * @throws IOException if there is no way to that address
     */
    public TicketClient(InetSocketAddress office) throws IOException {
        socket = new DatagramSocket();
        socket.connect(office);
    }

    @Override
    public String buy(String seat) throws IOException {
        // made once per request, outside of the loop: that is how the office knows it again
        String id = UUID.randomUUID().toString();
        byte[] request = (id + " buy " + seat).getBytes(UTF_8);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            socket.send(new DatagramPacket(request, request.length));
            try {
                return answerTo(id, FIRST_WAIT_MILLIS << attempt);
            } catch (SocketTimeoutException lost) {
                // the request or its answer: once more
            }
        }
        throw new IOException("no answer, asked " + ATTEMPTS + " times: buy " + seat);
    }

    private String answerTo(String id, long millis) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        for (long left = millis; left > 0; left = (deadline - System.nanoTime()) / 1_000_000) {
            socket.setSoTimeout((int) left);
            socket.receive(packet);
            String answer = new String(packet.getData(), 0, packet.getLength(), UTF_8);
            if (answer.startsWith(id + " ")) {
                return answer.substring(id.length() + 1);
            } // else the answer to an earlier request, once more
        }
        throw new SocketTimeoutException();
    }

    @Override
    public void close() {
        socket.close();
    }
}
