package dev.haywire.samples.datagramlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.function.Consumer;

/** Logs of each datagram what arrived, and no more. An empty one is a datagram like any other. */
public final class DatagramLogger implements DatagramLog {
    private final DatagramSocket socket;
    private final Consumer<String> log;

    /**
     * Begins to listen.
     *
     * @param where address and port, 0 for any
     * @param log gets the lines
     * @throws IOException if the port is taken
     */
    public DatagramLogger(InetSocketAddress where, Consumer<String> log) throws IOException {
        this.socket = new DatagramSocket(where);
        this.log = log;
        Thread listener = new Thread(this::listen, "datagram logger");
        listener.setDaemon(true);
        listener.start();
    }

    private void listen() {
        DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
        try {
            while (true) {
                socket.receive(packet);
                log.accept(packet.getLength() + " B: "
                        + new String(packet.getData(), packet.getOffset(), packet.getLength(), UTF_8));
            }
        } catch (IOException closed) {
            // by close(): there is no other end
        }
    }

    @Override
    public InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    @Override
    public void close() {
        socket.close();
    }

    /**
     * Logs until it is killed.
     *
     * @param args the port
     * @throws Exception if the port is taken
     */
    public static void main(String[] args) throws Exception {
        try (DatagramLogger logger =
                new DatagramLogger(new InetSocketAddress(Integer.parseInt(args[0])), System.out::println)) {
            System.out.println("listening on " + logger.address());
            Thread.currentThread().join();
        }
    }
}
