package dev.haywire.samples.syslog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.Consumer;

/** Receives log messages, one datagram each (RFC 5426), on 127.0.0.1. */
public final class SyslogReceiver implements AutoCloseable {

    /** The most that a datagram can hold over IPv4: 65 535 bytes less the headers of IP and UDP. */
    private static final int LARGEST_DATAGRAM = 65_507;

    /** What the old RFC 3164 allowed for a message. */
    private static final int LARGEST_MESSAGE_ONCE = 1024;

    private final DatagramSocket socket;
    private final int bufferSize;
    private final Consumer<String> store;

    private SyslogReceiver(int bufferSize, Consumer<String> store) throws IOException {
        this.socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        this.bufferSize = bufferSize;
        this.store = store;
        Thread listener = new Thread(this::listen, "syslog");
        listener.setDaemon(true);
        listener.start();
    }

    /**
     * Begins to receive.
     *
     * @param store gets the messages
     * @return the receiver
     * @throws IOException if there is no free port
     */
    public static SyslogReceiver withRoomForAll(Consumer<String> store) throws IOException {
        return new SyslogReceiver(LARGEST_DATAGRAM, store);
    }

    /**
     * Begins to receive as it was written first. Its bug: of a datagram larger than the buffer the kernel gives what fits, throws the rest away,
     * and nobody is told.
     *
     * @param store gets the messages
     * @return the receiver
     * @throws IOException if there is no free port
     */
    public static SyslogReceiver withRoomForMost(Consumer<String> store) throws IOException {
        return new SyslogReceiver(LARGEST_MESSAGE_ONCE, store);
    }

    private void listen() {
        DatagramPacket packet = new DatagramPacket(new byte[bufferSize], bufferSize);
        try {
            while (true) {
                socket.receive(packet);
                store.accept(new String(packet.getData(), 0, packet.getLength(), UTF_8));
            }
        } catch (IOException closed) {
            // by close(): there is no other end
        }
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
