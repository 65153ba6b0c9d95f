package dev.haywire.benchmark;

import dev.haywire.Haywire;
import dev.haywire.TcpEndpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tells how long an echo of 64 B takes beside bulk: alone, with eight bulk connections on another endpoint, and with them on its own. Each
 * line has the same without Haywire, as that is what the machine itself makes of seventeen busy threads. Interleaved rounds, medians.
 *
 * <p>Run it with {@code extension/src/benchmark/echo-beside-bulk.sh}.
 */
public final class EchoBesideBulk {
    private static final int ROUNDS = 5;
    private static final int BULK = 8;
    private static final int WARM_UP = 200;
    private static final long MEASURED_NANOS = 1_500_000_000L;

    private static final AtomicLong PASSED = new AtomicLong();

    private EchoBesideBulk() {}

    private interface Case {
        double[] measure() throws Exception;
    }

    /**
     * Measures.
     *
     * @param args none
     */
    public static void main(String[] args) throws Exception {
        InetSocketAddress server = serve();
        String[] names = {
            "direct, alone", "direct, beside 8 bulk", "Haywire, alone", "Haywire, 8 bulk on another endpoint",
            "Haywire, 8 bulk on the same endpoint"
        };
        List<List<double[]>> results = new ArrayList<>();
        try (Haywire haywire = Haywire.open()) {
            TcpEndpoint echo = haywire.tcpProxy(server);
            TcpEndpoint other = haywire.tcpProxy(server);
            List<Case> cases = List.of(
                    () -> echo(server),
                    () -> echoBeside(server, server),
                    () -> echo(echo.address()),
                    () -> echoBeside(echo.address(), other.address()),
                    () -> echoBeside(echo.address(), echo.address()));
            for (int round = 0; round <= ROUNDS; round++) {
                for (int i = 0; i < cases.size(); i++) {
                    double[] seen = cases.get(i).measure();
                    if (round == 0) {
                        results.add(new ArrayList<>());
                    } else {
                        results.get(i).add(seen);
                    }
                    // what the kernel still had in its queues
                    Thread.sleep(200);
                }
            }
        }
        System.out.println("| 64 B echo | p50, us | p99, us | bulk, MB/s |");
        System.out.println("| --- | ---: | ---: | ---: |");
        for (int i = 0; i < names.length; i++) {
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %.0f | %.0f | %.0f |%n",
                    names[i],
                    median(results.get(i), 0),
                    median(results.get(i), 1),
                    median(results.get(i), 2));
        }
        System.exit(0);
    }

    private static double median(List<double[]> rounds, int column) {
        double[] values = rounds.stream().mapToDouble(round -> round[column]).sorted().toArray();
        return values[values.length / 2];
    }

    private static double[] echoBeside(InetSocketAddress echo, InetSocketAddress bulk) throws Exception {
        List<SocketChannel> channels = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < BULK; i++) {
            SocketChannel channel = Exchange.connect(bulk);
            channel.write(ByteBuffer.wrap(new byte[] {0}));
            channels.add(channel);
            threads.add(start("bulk-" + i, () -> pour(channel)));
        }
        try {
            return echo(echo);
        } finally {
            for (SocketChannel channel : channels) {
                channel.close();
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }
    }

    private static double[] echo(InetSocketAddress to) throws IOException {
        try (SocketChannel channel = Exchange.connect(to)) {
            channel.write(ByteBuffer.wrap(new byte[] {1}));
            Exchange exchange = new Exchange();
            for (int i = 0; i < WARM_UP; i++) {
                exchange.with(channel);
            }
            long[] took = new long[1 << 16];
            int count = 0;
            long passed = PASSED.get();
            long start = System.nanoTime();
            long now = start;
            while (count < took.length && now - start < MEASURED_NANOS) {
                exchange.with(channel);
                long after = System.nanoTime();
                took[count++] = after - now;
                now = after;
            }
            double bulk = (PASSED.get() - passed) * 1e3 / (now - start);
            Arrays.sort(took, 0, count);
            return new double[] {took[count / 2] / 1e3, took[count * 99 / 100] / 1e3, bulk};
        }
    }

    private static void pour(SocketChannel channel) {
        ByteBuffer much = ByteBuffer.allocateDirect(64 * 1024);
        try {
            while (true) {
                channel.write(much.clear());
            }
        } catch (IOException closed) {
            // that is how it ends
        }
    }

    /** Echoes on connections that begin with 1, counts what comes on others. */
    private static InetSocketAddress serve() throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open();
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        start("server", () -> {
            while (true) {
                try {
                    SocketChannel channel = server.accept();
                    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                    start("server-connection", () -> answer(channel));
                } catch (IOException failure) {
                    throw new IllegalStateException(failure);
                }
            }
        });
        return (InetSocketAddress) server.getLocalAddress();
    }

    private static void answer(SocketChannel accepted) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(256 * 1024);
        try (SocketChannel channel = accepted) {
            channel.read(buffer.limit(1));
            boolean echoes = buffer.get(0) == 1;
            int read;
            while ((read = channel.read(buffer.clear())) >= 0) {
                if (echoes) {
                    buffer.flip();
                    while (buffer.hasRemaining()) {
                        channel.write(buffer);
                    }
                } else {
                    PASSED.addAndGet(read);
                }
            }
        } catch (IOException ended) {
            // by its client
        }
    }

    private static Thread start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
