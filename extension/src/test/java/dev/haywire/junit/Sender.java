package dev.haywire.junit;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** The application's side over UDP: a connected socket, every call bounded. */
final class Sender implements AutoCloseable {
    private static final int PATIENCE_MS = 20_000;
    private final DatagramSocket socket;

    Sender(InetSocketAddress address) throws IOException {
        socket = new DatagramSocket();
        socket.setSoTimeout(PATIENCE_MS);
        socket.setBroadcast(true);
        socket.connect(address);
    }

    Sender send(String... texts) throws IOException {
        for (String text : texts) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            socket.send(new DatagramPacket(bytes, bytes.length));
        }
        return this;
    }

    String receive() throws IOException {
        return receive(StandardCharsets.UTF_8);
    }

    String receive(Charset charset) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
        socket.receive(packet);
        return new String(packet.getData(), 0, packet.getLength(), charset);
    }

    InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    /** Waits for what the loop is about to count. */
    static void until(BooleanSupplier counted) {
        long start = System.nanoTime();
        while (!counted.getAsBoolean()) {
            if (System.nanoTime() - start > PATIENCE_MS * 1_000_000L) {
                throw new AssertionError("not within " + PATIENCE_MS + " ms");
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** Whether what is sent comes back. */
    static boolean echoes(InetSocketAddress address) {
        try (Sender sender = new Sender(address)) {
            return sender.send("ping").receive().equals("ping");
        } catch (SocketTimeoutException silence) {
            throw new AssertionError("no answer", silence);
        } catch (IOException refused) {
            return false;
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
