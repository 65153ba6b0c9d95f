package dev.haywire.samples.roaming;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/** The server of a chat room on 127.0.0.1: who enters is given a token, and what anybody says is told to all. */
public abstract class Room implements AutoCloseable {
    private final DatagramSocket socket;

    /**
     * Opens the room.
     *
     * @throws IOException if there is no free port
     */
    protected Room() throws IOException {
        socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    /** Lets guests in. */
    public void open() {
        Thread porter = new Thread(this::serve, "room");
        porter.setDaemon(true);
        porter.start();
    }

    private void serve() {
        DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
        try {
            while (true) {
                socket.receive(packet);
                take(new String(packet.getData(), 0, packet.getLength(), UTF_8), packet.getSocketAddress());
            }
        } catch (IOException closed) {
            // by close(): there is no other end
        }
    }

    /**
     * Takes a datagram.
     *
     * @param text {@code enter anna}, or the token and a line: {@code 5f0c hello}
     * @param from where it came from
     * @throws IOException if an answer cannot be sent
     */
    protected abstract void take(String text, SocketAddress from) throws IOException;

    /**
     * Sends a line.
     *
     * @param line the line
     * @param to where to
     * @throws IOException if it cannot be sent
     */
    protected final void tell(String line, SocketAddress to) throws IOException {
        byte[] bytes = line.getBytes(UTF_8);
        socket.send(new DatagramPacket(bytes, bytes.length, to));
    }

    /**
     * Returns where it listens.
     *
     * @return address and port
     */
    public InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    @Override
    public void close() {
        socket.close();
    }
}
