package dev.haywire.samples.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;

/** Sends readings, numbered from 1: what is lost on the way is not sent again, but it can be missed. */
public final class TelemetrySender implements AutoCloseable {
    private final DatagramSocket socket;
    private int number;

    /**
     * Makes a sender.
     *
     * @param receiver where the receiver listens
     * @throws IOException if there is no way to that address
     */
    public TelemetrySender(InetSocketAddress receiver) throws IOException {
        socket = new DatagramSocket();
        socket.connect(receiver);
    }

    /**
     * Sends a reading.
     *
     * @param reading one line
     * @throws IOException if it cannot be sent
     */
    public void send(String reading) throws IOException {
        number++;
        sendAsItIs(number + " " + reading);
    }

    /**
     * Tells the receiver how many readings there were: without that, nobody misses the last one.
     *
     * @throws IOException if it cannot be sent
     */
    public void end() throws IOException {
        sendAsItIs("end " + number);
    }

    private void sendAsItIs(String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        socket.send(new DatagramPacket(bytes, bytes.length));
    }

    @Override
    public void close() {
        socket.close();
    }
}
