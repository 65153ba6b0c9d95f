package com.example.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Ten thousand tests with an endpoint each leave nothing behind in the JVM that ran them. Reads /proc. */
@Tag("long")
@EnabledOnOs(OS.LINUX)
class TenThousandTest {
    private static final int WARM_UP = 2_000;
    private static final int TESTS = 10_000;

    /** Nobody else's: what is in TIME_WAIT there is ours. */
    private static final String HOST = "127.93.7.1";

    private static final String HOST_IN_PROC = "01075D7F:";
    private static final String TIME_WAIT = "06";

    private static final long[] STARTED = new long[TESTS];
    private static int started;
    private static Socket last;

    /** One byte there and back; the connection is left to the end of the endpoint. */
    static final class WithEndpoint {
        @RepeatedTest(WARM_UP)
        @Tag("warm-up")
        void warmUp(@TcpEchoServer(host = HOST) TcpEndpoint server) throws IOException {
            echo(server.address());
        }

        @RepeatedTest(TESTS)
        @Tag("measured")
        void measured(@TcpEchoServer(host = HOST) TcpEndpoint server) throws IOException {
            echo(server.address());
        }

        private static void echo(InetSocketAddress server) throws IOException {
            begin();
            last = new Socket(server.getAddress(), server.getPort());
            last.getOutputStream().write(1);
            assertThat(last.getInputStream().read()).isEqualTo(1);
        }
    }

    /** The same with Java's own sockets, served by the test itself. */
    static final class WithSockets {
        @RepeatedTest(WARM_UP)
        @Tag("warm-up")
        void warmUp() throws IOException {
            echo();
        }

        @RepeatedTest(TESTS)
        @Tag("measured")
        void measured() throws IOException {
            echo();
        }

        private static void echo() throws IOException {
            begin();
            try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getByName(HOST))) {
                last = new Socket(server.getInetAddress(), server.getLocalPort());
                try (Socket accepted = server.accept()) {
                    last.getOutputStream().write(1);
                    accepted.getOutputStream().write(accepted.getInputStream().read());
                    assertThat(last.getInputStream().read()).isEqualTo(1);
                    accepted.setSoLinger(true, 0);
                }
            }
        }
    }

    private record Left(int threads, long sockets, long heap, long timeWait) {
        static Left now() {
            return new Left(Thread.getAllStackTraces().size(), openSockets(), heapInUse(), inTimeWait());
        }
    }

    @Test
    void leaveNothingBehind() {
        run(WithEndpoint.class, "warm-up");
        Left before = Left.now();
        long medianNanos = run(WithEndpoint.class, "measured");
        Left after = Left.now();
        run(WithSockets.class, "warm-up");
        long bareNanos = run(WithSockets.class, "measured");
        System.out.printf(
                "[%,d tests] %d us each (median; with Java's own sockets instead: %d us)%n  before: %s%n  after:  %s%n",
                TESTS, medianNanos / 1_000, bareNanos / 1_000, before, after);

        assertThat(after.threads).isLessThanOrEqualTo(before.threads);
        assertThat(after.sockets).isLessThanOrEqualTo(before.sockets);
        assertThat(after.heap).isLessThan(before.heap + 1_000_000);
        assertThat(after.timeWait).isLessThanOrEqualTo(before.timeWait);
    }

    /** What the other test does not see could also be what it cannot see. */
    @Test
    void timeWaitIsSeen() throws IOException {
        long before = inTimeWait();
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getByName(HOST))) {
            Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
            Socket accepted = server.accept();
            client.close();
            assertThat(accepted.getInputStream().read()).isEqualTo(-1);
            accepted.close();
        }
        assertThat(inTimeWait()).isEqualTo(before + 1);
    }

    private static void begin() throws IOException {
        STARTED[started++] = System.nanoTime();
        if (last != null) {
            last.close();
        }
    }

    /** The median time from the start of a test to the start of the next one: JUnit's part is in it. */
    private static long run(Class<?> tests, String tag) {
        started = 0;
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(tests))
                .filters(TagFilter.includeTags(tag))
                .execute()
                .testEvents()
                .assertStatistics(statistics -> statistics.failed(0));
        try {
            last.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        last = null;
        long[] took = new long[started - 1];
        Arrays.setAll(took, i -> STARTED[i + 1] - STARTED[i]);
        Arrays.sort(took);
        return took[took.length / 2];
    }

    private static long heapInUse() {
        for (int i = 0; i < 5; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long openSockets() {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.filter(TenThousandTest::isSocket).count();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static boolean isSocket(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }

    private static long inTimeWait() {
        return Stream.of("/proc/self/net/tcp", "/proc/self/net/tcp6")
                .map(Path::of)
                .flatMap(TenThousandTest::lines)
                .map(line -> line.strip().split("\\s+"))
                .filter(columns -> columns[3].equals(TIME_WAIT))
                .filter(columns -> columns[1].contains(HOST_IN_PROC) || columns[2].contains(HOST_IN_PROC))
                .count();
    }

    private static Stream<String> lines(Path table) {
        try {
            List<String> lines = Files.readAllLines(table);
            return lines.stream().skip(1);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
