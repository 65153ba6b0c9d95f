package dev.haywire.samples.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;

/** Receives the readings of one sender on 127.0.0.1, and reports in the end how many of them were lost. */
public final class TelemetryReceiver implements AutoCloseable {
    private final DatagramSocket socket;
    private final LossMeter meter;
    private final CompletableFuture<LossMeter.Report> report = new CompletableFuture<>();

    /**
     * Begins to receive.
     *
     * @param meter finds out what was lost
     * @throws IOException if there is no free port
     */
    public TelemetryReceiver(LossMeter meter) throws IOException {
        this.socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        this.meter = meter;
        Thread listener = new Thread(this::listen, "telemetry");
        listener.setDaemon(true);
        listener.start();
    }

    private void listen() {
        DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
        try {
            while (!report.isDone()) {
                socket.receive(packet);
                String[] words = new String(packet.getData(), 0, packet.getLength(), UTF_8).split(" ");
                if (words[0].equals("end")) {
                    report.complete(meter.report(Integer.parseInt(words[1])));
                } else {
                    meter.saw(Integer.parseInt(words[0]));
                }
            }
        } catch (IOException closed) {
            report.completeExceptionally(closed);
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

    /**
     * Returns what became of the readings.
     *
     * @return complete when the sender has said that it was the last one
     */
    public CompletableFuture<LossMeter.Report> report() {
        return report;
    }

    @Override
    public void close() {
        socket.close();
    }
}
