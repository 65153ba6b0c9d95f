package dev.haywire.samples.roaming;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** A guest of a chat room: notices nothing of what a NAT on its way does. */
public final class Guest implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 5000;

    private final DatagramSocket socket;
    private final String token;

    /**
     * Enters the room.
     *
     * @param room where it is
     * @param name who enters
     * @throws IOException if it does not let the guest in
     */
    public Guest(InetSocketAddress room, String name) throws IOException {
        // bound to one address, so that address() is the one that others see
        socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        socket.connect(room);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        send("enter " + name);
        token = hear().substring("token ".length());
    }

    /**
     * Says a line.
     *
     * @param line the line
     * @throws IOException if it cannot be sent
     */
    public void say(String line) throws IOException {
        send(token + " " + line);
    }

    /**
     * Waits for the next line.
     *
     * @return what was said, and by whom: {@code anna: hello}
     * @throws IOException if nothing is said
     */
    public String hear() throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
        socket.receive(packet);
        return new String(packet.getData(), 0, packet.getLength(), UTF_8);
    }

    private void send(String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        socket.send(new DatagramPacket(bytes, bytes.length));
    }

    /**
     * Returns where it calls from.
     *
     * @return its own address and port, before any NAT
     */
    public InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    @Override
    public void close() {
        socket.close();
    }
}
