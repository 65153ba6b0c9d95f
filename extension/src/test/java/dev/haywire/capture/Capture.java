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
 * What passes the loopback interface to and from some ports, as tshark sees it: segments, or datagrams and what ICMP says of them.
 *
 * <p>A bell, a connection to a port of its own, tells when it has begun, and later that it has seen all that came before.
 */
final class Capture implements AutoCloseable {
    private static final long BOUND = Duration.ofSeconds(50).toNanos();
    /** Enough of each packet; the whole of them would come faster than a busy machine can look at them. */
    private static final String HEADERS = "128";

    private static final String MEBIBYTES = "64";
    private static final long RING_EVERY_MILLIS = 50;

    private final ServerSocket bell;
    private final Process tshark;
    /** Columns; where it is TCP, the first two are the ports. */
    private final List<String> seen = new ArrayList<>();

    private final List<String> said = new ArrayList<>();

    private Capture(ServerSocket bell, Process tshark) {
        this.bell = bell;
        this.tshark = tshark;
    }

    /** Starts it for TCP; when this returns, it captures. */
    static Capture ofPorts(int... ports) throws IOException, InterruptedException {
        return of(Segment.FIELDS, "tcp", ports);
    }

    /** Starts it for UDP, and the ICMP that quotes a datagram from or to these ports; when this returns, it captures. */
    static Capture ofUdpPorts(int... ports) throws IOException, InterruptedException {
        return of(Sighting.FIELDS, "udp", ports);
    }

    private static Capture of(List<String> fields, String protocol, int... ports)
            throws IOException, InterruptedException {
        ServerSocket bell = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress());
        StringBuilder filter = new StringBuilder("tcp port " + bell.getLocalPort());
        for (int port : ports) {
            filter.append(" or ").append(protocol).append(" port ").append(port);
            if (protocol.equals("udp")) {
                // what others' datagrams draw may be far more than tshark can look at
                filter.append(" or icmp[28:2] = ")
                        .append(port)
                        .append(" or icmp[30:2] = ")
                        .append(port);
            }
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
        fields.forEach(field -> command.addAll(List.of("-e", field)));
        Capture capture = new Capture(bell, new ProcessBuilder(command).start());
        capture.listen();
        capture.ring();
        return capture;
    }

    private void listen() {
        reader(tshark.inputReader(StandardCharsets.UTF_8), seen::add);
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
        // by both ports: these connections may be given the source port of another one that was seen
        List<String> rung = new ArrayList<>();
        while (seen.stream().noneMatch(line -> rung.stream().anyMatch(line::startsWith))) {
            if (System.nanoTime() > deadline || !tshark.isAlive()) {
                throw new IOException("tshark sees nothing on lo; it needs root, or its package's group: " + said);
            }
            try (Socket ringing = new Socket(bell.getInetAddress(), bell.getLocalPort())) {
                rung.add(ringing.getLocalPort() + "\t" + bell.getLocalPort() + "\t");
            }
            wait(RING_EVERY_MILLIS);
        }
    }

    /** All segments so far to and from that port, in order. */
    List<Segment> segments(int port) throws IOException, InterruptedException {
        return lines().stream()
                .filter(line -> !line.startsWith("\t"))
                .map(Segment::parse)
                .filter(segment -> segment.sourcePort() == port || segment.destinationPort() == port)
                .toList();
    }

    /** All datagrams so far to and from that port, and the ICMP messages about them, in order. */
    List<Sighting> datagrams(int port) throws IOException, InterruptedException {
        return lines().stream()
                .filter(Sighting::isUdp)
                .map(Sighting::parse)
                .filter(seen -> seen.sourcePort() == port || seen.destinationPort() == port)
                .toList();
    }

    private List<String> lines() throws IOException, InterruptedException {
        ring();
        synchronized (this) {
            return List.copyOf(seen);
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        tshark.destroy();
        tshark.waitFor(10, TimeUnit.SECONDS);
        bell.close();
    }
}
