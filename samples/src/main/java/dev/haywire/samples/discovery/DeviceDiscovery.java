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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Asks three times, for questions and answers get lost, and lists who answers more than once as one. */
public final class DeviceDiscovery implements Discovery {
    private static final int QUESTIONS = 3;
    private static final long WAIT_MILLIS = 300; // behind each question

    private final InetSocketAddress group;
    private final NetworkInterface network;

    /**
     * Makes it.
     *
     * @param group the group's address and port
     * @param network where to ask; nothing leaves this machine, whichever it is (TTL 0)
     */
    public DeviceDiscovery(InetSocketAddress group, NetworkInterface network) {
        this.group = group;
        this.network = network;
    }

    @Override
    public List<String> find() throws IOException {
        Set<String> found = new LinkedHashSet<>();
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.setOption(StandardSocketOptions.IP_MULTICAST_IF, network);
            socket.setOption(StandardSocketOptions.IP_MULTICAST_TTL, 0);
            byte[] question = "who is there?".getBytes(UTF_8);
            for (int asked = 0; asked < QUESTIONS; asked++) {
                socket.send(new DatagramPacket(question, question.length, group));
                collect(socket, found);
            }
        }
        return new ArrayList<>(found);
    }

    private static void collect(DatagramSocket socket, Set<String> found) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(WAIT_MILLIS);
        for (long left = WAIT_MILLIS; left > 0; left = (deadline - System.nanoTime()) / 1_000_000) {
            socket.setSoTimeout((int) left);
            try {
                socket.receive(packet);
            } catch (SocketTimeoutException silence) {
                return;
            }
            found.add(new String(packet.getData(), 0, packet.getLength(), UTF_8));
        }
    }
}
