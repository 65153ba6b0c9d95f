package dev.haywire.samples.datagramlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.function.Consumer;

/** The logger as it was written first: it logs its whole buffer, and ends with the first empty datagram. {@link DatagramLogger} does neither. */
public final class FirstDatagramLogger implements DatagramLog {
    private final DatagramSocket socket;
    private final Consumer<String> log;

    /**
     * Begins to listen.
     *
     * @param where address and port, 0 for any
     * @param log gets the lines
     * @throws IOException if the port is taken
     */
    public FirstDatagramLogger(InetSocketAddress where, Consumer<String> log) throws IOException {
        this.socket = new DatagramSocket(where);
        this.log = log;
        Thread listener = new Thread(this::listen, "datagram logger");
        listener.setDaemon(true);
        listener.start();
    }

    private void listen() {
        DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
        try {
            socket.receive(packet);
            while (packet.getLength() > 0) { // bug: UDP has no end that an empty datagram could be
                // bug: behind a short datagram the buffer still holds what a longer one left there
                String text = new String(packet.getData(), UTF_8).trim();
                log.accept(text.length() + " B: " + text);
                socket.receive(packet);
            }
        } catch (IOException closed) {
            // by close()
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
}
