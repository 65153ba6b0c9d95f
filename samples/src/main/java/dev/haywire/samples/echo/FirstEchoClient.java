package dev.haywire.samples.echo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;

/** The client as it was written first: it believes that each datagram arrives, and arrives once. {@link EchoClient} does not. */
public final class FirstEchoClient implements Echo {
    private final DatagramSocket socket;

    /**
     * Makes a client.
     *
     * @param server where the server listens
     * @throws IOException if there is no way to that address
     */
    public FirstEchoClient(InetSocketAddress server) throws IOException {
        socket = new DatagramSocket();
        socket.connect(server);
    }

    @Override
    public String say(String line) throws IOException {
        if (line.equals("q")) {
            close();
            return "bye";
        }
        byte[] said = line.getBytes(UTF_8);
        socket.send(new DatagramPacket(said, said.length));
        DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
        socket.receive(packet); // bug: for ever, if the answer was lost
        return new String(packet.getData(), 0, packet.getLength(), UTF_8); // bug: may be the answer to another line
    }

    @Override
    public boolean isOpen() {
        return !socket.isClosed();
    }

    @Override
    public void close() {
        socket.close();
    }
}
