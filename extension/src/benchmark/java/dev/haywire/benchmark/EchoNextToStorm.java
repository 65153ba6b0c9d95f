package dev.haywire.benchmark;

import dev.haywire.Haywire;
import dev.haywire.TcpEndpoint;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Tells how long an echo of 64 B takes next to a storm: 16 threads that connect to another endpoint and reset the connection at once. There
 * are two neighbours for each core, so that some share the storm's event loop; the line is of the neighbour with the longest round trip. The
 * last column counts the connections accepted in a second.
 *
 * <p>The storm comes in bursts, as the kernel would drop a SYN that finds the queue full, and its client try again after a second.
 *
 * <p>Run it with {@code extension/src/benchmark/echo-next-to-storm.sh}.
 */
public final class EchoNextToStorm {
    private static final int STORMING = 16;
    private static final int BURST = 200;
    private static final int MEASURED_SECONDS = 5;

    private EchoNextToStorm() {}

    /**
     * Measures.
     *
     * @param args a name for the lines
     */
    public static void main(String[] args) throws Exception {
        int neighbours = 2 * Runtime.getRuntime().availableProcessors();
        try (Haywire haywire = Haywire.open()) {
            TcpEndpoint stormed = haywire.tcpEchoServer();
            List<SocketChannel> echoes = new ArrayList<>();
            for (int i = 0; i < neighbours; i++) {
                echoes.add(Exchange.connect(haywire.tcpEchoServer().address()));
            }
            measure(echoes, 2);
            print(args[0] + ", alone", measure(echoes, MEASURED_SECONDS), "");
            AtomicBoolean over = new AtomicBoolean();
            List<Thread> storm = storm(stormed, over);
            measure(echoes, 2);
            int before = stormed.acceptedCount();
            long from = System.nanoTime();
            long[][] stormy = measure(echoes, MEASURED_SECONDS);
            double perSecond = (stormed.acceptedCount() - before) * 1e9 / (System.nanoTime() - from);
            over.set(true);
            for (Thread thread : storm) {
                thread.join();
            }
            print(args[0] + ", next to the storm", stormy, String.format(Locale.ROOT, "%,.0f", perSecond));
        }
    }

    private static List<Thread> storm(TcpEndpoint stormed, AtomicBoolean over) {
        InetSocketAddress to = stormed.address();
        AtomicBoolean last = new AtomicBoolean();
        // asking for the count takes in all that are queued
        CyclicBarrier burst = new CyclicBarrier(STORMING, () -> last.set(stormed.acceptedCount() < 0 || over.get()));
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < STORMING; i++) {
            Thread thread = new Thread(
                    () -> {
                        try {
                            while (!last.get()) {
                                connect(to);
                                burst.await();
                            }
                        } catch (IOException | InterruptedException | BrokenBarrierException failure) {
                            throw new IllegalStateException(failure);
                        }
                    },
                    "storm-" + i);
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        return threads;
    }

    private static void connect(InetSocketAddress to) throws IOException {
        for (int i = 0; i < BURST; i++) {
            try (Socket client = new Socket()) {
                client.setSoLinger(true, 0);
                client.connect(to, 5_000);
            }
        }
    }

    /** Exchanges with each neighbour in turn; returns the round trips of each, sorted. */
    private static long[][] measure(List<SocketChannel> echoes, int seconds) throws IOException {
        Exchange exchange = new Exchange();
        long[][] took = new long[echoes.size()][1 << 18];
        int count = 0;
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        long now = System.nanoTime();
        while (count < took[0].length && now < end) {
            for (int i = 0; i < took.length; i++) {
                exchange.with(echoes.get(i));
                long after = System.nanoTime();
                took[i][count] = after - now;
                now = after;
            }
            count++;
        }
        for (int i = 0; i < took.length; i++) {
            took[i] = Arrays.copyOf(took[i], count);
            Arrays.sort(took[i]);
        }
        return took;
    }

    private static void print(String name, long[][] neighbours, String storm) {
        long[] slowest = neighbours[0];
        for (long[] neighbour : neighbours) {
            slowest = neighbour[neighbour.length - 1] > slowest[slowest.length - 1] ? neighbour : slowest;
        }
        System.out.printf(
                Locale.ROOT,
                "| %s | %.0f | %.0f | %.1f | %s |%n",
                name,
                slowest[slowest.length / 2] / 1e3,
                slowest[slowest.length * 99 / 100] / 1e3,
                slowest[slowest.length - 1] / 1e6,
                storm);
    }
}
