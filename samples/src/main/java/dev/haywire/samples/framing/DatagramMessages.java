package dev.haywire.samples.framing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;

/** Sends each message as one datagram: UDP keeps them apart, so nothing has to be written around them. */
public final class DatagramMessages implements Messages {
    private static final int TIMEOUT_MILLIS = 10_000;

    private final DatagramSocket socket;

    /**
     * Makes it.
     *
     * @param server where the server listens
     * @throws IOException if there is no way to that address
     */
    public DatagramMessages(InetSocketAddress server) throws IOException {
        socket = new DatagramSocket();
        socket.connect(server);
        socket.setSoTimeout(TIMEOUT_MILLIS);
    }

    @Override
    public void send(String message) throws IOException {
        byte[] bytes = message.getBytes(UTF_8);
        socket.send(new DatagramPacket(bytes, bytes.length));
    }

    @Override
    public String receive() throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
        socket.receive(packet);
        return new String(packet.getData(), 0, packet.getLength(), UTF_8);
    }

    @Override
    public void close() {
        socket.close();
    }
}
