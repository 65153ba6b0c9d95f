package dev.haywire.truth.udp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Over {@link DatagramSocket}, not connected. */
final class SocketApp implements App {
    private final DatagramSocket socket;
    private final InetSocketAddress server;
    private final byte[] buffer = new byte[65_536];

    SocketApp(InetSocketAddress server) throws IOException {
        this.server = server;
        this.socket = new DatagramSocket(new InetSocketAddress(server.getAddress(), 0));
    }

    @Override
    public InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    @Override
    public void send(String text) throws IOException {
        byte[] payload = text.getBytes(ISO_8859_1);
        socket.send(new DatagramPacket(payload, payload.length, server));
    }

    @Override
    public @Nullable String receive(Duration atMost) throws IOException {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        socket.setSoTimeout((int) atMost.toMillis());
        try {
            socket.receive(packet);
        } catch (SocketTimeoutException nothing) {
            return null;
        }
        return new String(buffer, 0, packet.getLength(), ISO_8859_1);
    }

    @Override
    public boolean isTold() {
        return false;
    }

    @Override
    public void close() {
        socket.close();
    }
}
