package dev.haywire.capture;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * What passes the loopback interface to and from some ports, as tshark sees it.
 *
 * <p>A bell, a connection to a port of its own, tells when it has begun, and later that it has seen all that came before.
 */
final class Capture implements AutoCloseable {
    private static final long BOUND = Duration.ofSeconds(30).toNanos();
    /** Enough of each packet; the whole of them would come faster than a busy machine can look at them. */
    private static final String HEADERS = "128";

    private static final String MEBIBYTES = "64";
    private static final long RING_EVERY_MILLIS = 50;

    private final ServerSocket bell;
    private final Process tshark;
    private final List<Segment> seen = new ArrayList<>();
    private final List<String> said = new ArrayList<>();

    private Capture(ServerSocket bell, Process tshark) {
        this.bell = bell;
        this.tshark = tshark;
    }

    /** Starts it; when this returns, it captures. */
    static Capture ofPorts(int... ports) throws IOException, InterruptedException {
        ServerSocket bell = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress());
        StringBuilder filter = new StringBuilder("tcp port " + bell.getLocalPort());
        for (int port : ports) {
            filter.append(" or tcp port ").append(port);
        }
        List<String> command = new ArrayList<>(List.of(
                "tshark",
                "-i",
                "lo",
                "-n",
                "-l",
                "-s",
                HEADERS,
                "-B",
                MEBIBYTES,
                "-f",
                filter.toString(),
                "-T",
                "fields"));
        command.addAll(Segment.FIELDS);
        Capture capture = new Capture(bell, new ProcessBuilder(command).start());
        capture.listen();
        capture.ring();
        return capture;
    }

    private void listen() {
        reader(tshark.inputReader(StandardCharsets.UTF_8), line -> seen.add(Segment.parse(line)));
        reader(tshark.errorReader(StandardCharsets.UTF_8), said::add);
    }

    private void reader(BufferedReader lines, Consumer<String> each) {
        Thread thread = new Thread(
                () -> {
                    try {
                        lines.lines().forEach(line -> take(line, each));
                    } catch (UncheckedIOException ended) {
                        // with the process
                    }
                },
                "tshark");
        thread.setDaemon(true);
        thread.start();
    }

    private synchronized void take(String line, Consumer<String> each) {
        each.accept(line);
        notifyAll();
    }

    /** Returns once it has seen what happens now. */
    private synchronized void ring() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + BOUND;
        List<Integer> rung = new ArrayList<>();
        while (seen.stream().noneMatch(segment -> rung.contains(segment.sourcePort()))) {
            if (System.nanoTime() > deadline || !tshark.isAlive()) {
                throw new IOException("tshark sees nothing on lo; it needs root, or its package's group: " + said);
            }
            try (Socket ringing = new Socket(bell.getInetAddress(), bell.getLocalPort())) {
                rung.add(ringing.getLocalPort());
            }
            wait(RING_EVERY_MILLIS);
        }
    }

    /** All segments so far to and from that port, in order. */
    List<Segment> segments(int port) throws IOException, InterruptedException {
        ring();
        synchronized (this) {
            return seen.stream()
                    .filter(segment -> segment.sourcePort() == port || segment.destinationPort() == port)
                    .toList();
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        tshark.destroy();
        tshark.waitFor(10, TimeUnit.SECONDS);
        bell.close();
    }
}
