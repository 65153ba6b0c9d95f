package dev.haywire.samples.discovery;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.util.ArrayList;
import java.util.List;

/** The discovery as it was written first: it asks once, and takes each answer for a device. {@link DeviceDiscovery} knows UDP better. */
public final class FirstDiscovery implements Discovery {
    private static final int WAIT_MILLIS = 1000;

    private final InetSocketAddress group;
    private final NetworkInterface network;

    /**
     * Makes it.
     *
     * @param group the group's address and port
     * @param network where to ask; nothing leaves this machine, whichever it is (TTL 0)
     */
    public FirstDiscovery(InetSocketAddress group, NetworkInterface network) {
        this.group = group;
        this.network = network;
    }

    @Override
    public List<String> find() throws IOException {
        List<String> found = new ArrayList<>();
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.setOption(StandardSocketOptions.IP_MULTICAST_IF, network);
            socket.setOption(StandardSocketOptions.IP_MULTICAST_TTL, 0);
            socket.setSoTimeout(WAIT_MILLIS);
            byte[] question = "who is there?".getBytes(UTF_8);
            socket.send(new DatagramPacket(question, question.length, group)); // bug: asked once, and it may be lost
            DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
            while (true) {
                socket.receive(packet);
                // bug: the network, or two interfaces, may bring an answer twice
                found.add(new String(packet.getData(), 0, packet.getLength(), UTF_8));
            }
        } catch (SocketTimeoutException silence) {
            return found;
        }
    }
}
