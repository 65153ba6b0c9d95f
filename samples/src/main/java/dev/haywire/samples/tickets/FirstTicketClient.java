package dev.haywire.samples.tickets;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;

/** The client as it was written first: it does ask again, but nobody can tell one request from another. {@link TicketClient} gives them ids. */
public final class FirstTicketClient implements Tickets {
    private static final int ATTEMPTS = 4;
    private static final int FIRST_WAIT_MILLIS = 200;

    private final DatagramSocket socket;

    /**
     * Makes a client.
     *
     * @param office where the office listens
     * @throws IOException if there is no way to that address
     */
    public FirstTicketClient(InetSocketAddress office) throws IOException {
        socket = new DatagramSocket();
        socket.connect(office);
    }

    @Override
    public String buy(String seat) throws IOException {
        byte[] request = ("buy " + seat).getBytes(UTF_8);
        DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            socket.setSoTimeout(FIRST_WAIT_MILLIS << attempt);
            socket.send(new DatagramPacket(request, request.length)); // bug: to the office this is another purchase
            try {
                socket.receive(packet); // bug: this may be the answer to an earlier request
                return new String(packet.getData(), 0, packet.getLength(), UTF_8);
            } catch (SocketTimeoutException lost) {
                // the request or its answer: once more
            }
        }
        throw new IOException("no answer, asked " + ATTEMPTS + " times: buy " + seat);
    }

    @Override
    public void close() {
        socket.close();
    }
}
