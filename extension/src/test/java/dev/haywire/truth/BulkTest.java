package dev.haywire.truth;

import static dev.haywire.fault.Faults.blackhole;
import static dev.haywire.fault.Faults.close;
import static dev.haywire.fault.Faults.latency;
import static dev.haywire.fault.Faults.limitData;
import static dev.haywire.fault.Faults.reset;
import static dev.haywire.fault.Faults.slice;
import static dev.haywire.fault.Faults.stall;
import static dev.haywire.kit.Eventually.until;
import static dev.haywire.truth.Play.BOUND;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haywire.CloseReason;
import dev.haywire.Haywire;
import dev.haywire.TcpConnection;
import dev.haywire.TcpEndpoint;
import dev.haywire.fault.ActiveFault;
import dev.haywire.fault.TcpFault;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults in the midst of much data: more than all buffers between the two sides take. */
class BulkTest {
    private static final int MUCH = 16 * 1024 * 1024;
    private static final byte[] BYTES = bytes();

    private final Haywire haywire = Haywire.open();

    /** So that a byte says where it belongs. */
    private static byte[] bytes() {
        byte[] bytes = new byte[MUCH];
        for (int i = 0; i < MUCH; i++) {
            bytes[i] = (byte) (i * 31 + (i >> 8) * 7 + (i >> 16));
        }
        return bytes;
    }

    @AfterEach
    void end() {
        haywire.close();
    }

    private static Socket connect(TcpEndpoint endpoint) throws IOException {
        Socket socket = new Socket(endpoint.address().getAddress(), endpoint.port());
        socket.setSoTimeout((int) BOUND.toMillis());
        endpoint.awaitAccepted(1, BOUND);
        return socket;
    }

    private TcpEndpoint sender() {
        return haywire.tcpServer(session -> session.send(BYTES));
    }

    /** Reads a little, then waits until it is told to read the rest. */
    private TcpEndpoint reader(byte[] received, AtomicInteger so, CountDownLatch goOn, CompletableFuture<Void> end) {
        return haywire.tcpServer(session -> {
            so.set(session.in().readNBytes(received, 0, 1000));
            goOn.await();
            read(session.in(), received, so);
            end.complete(null);
        });
    }

    @Test
    void afterAStallEveryByteArrivesAndMeanwhileTheSendersWritesBlock() throws Exception {
        byte[] received = new byte[MUCH];
        AtomicInteger so = new AtomicInteger();
        CountDownLatch goOn = new CountDownLatch(1);
        CompletableFuture<Void> end = new CompletableFuture<>();
        TcpEndpoint server = reader(received, so, goOn, end);
        try (Socket app = connect(server)) {
            AtomicInteger written = new AtomicInteger();
            CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> write(app, written), BulkTest::start);
            until("some of it to have come", () -> so.get() == 1000);
            ActiveFault stalled = server.apply(stall().upstream());
            goOn.countDown();
            stalled.awaitFired(BOUND);
            steady(so);
            int blockedAt = steady(written);
            int stoppedAt = so.get();
            assertThat(blockedAt).isLessThan(MUCH);
            assertThat(writing).isNotDone();
            stalled.close();
            writing.get(BOUND.toSeconds(), SECONDS);
            app.shutdownOutput();
            end.get(BOUND.toSeconds(), SECONDS);
            assertThat(stoppedAt).isLessThan(blockedAt);
        }
        assertThat(so).hasValue(MUCH);
        assertThat(Arrays.equals(received, BYTES)).isTrue();
    }

    private static void read(InputStream in, byte[] into, AtomicInteger so) throws IOException {
        int next;
        while ((next = in.read(into, so.get(), into.length - so.get())) > 0) {
            so.addAndGet(next);
        }
    }

    private static void write(Socket app, AtomicInteger written) {
        try {
            while (written.get() < MUCH) {
                int length = Math.min(64 * 1024, MUCH - written.get());
                app.getOutputStream().write(BYTES, written.get(), length);
                written.addAndGet(length);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The value that has not changed for a while. */
    private static int steady(AtomicInteger value) throws InterruptedException {
        int last = -1;
        while (last != value.get()) {
            last = value.get();
            Thread.sleep(200);
        }
        return last;
    }

    @Test
    void inABlackholeWritesGoOnAndWhatCameBeforeAndAfterItIsWhole() throws Exception {
        byte[] received = new byte[MUCH];
        AtomicInteger so = new AtomicInteger();
        CompletableFuture<Void> end = new CompletableFuture<>();
        TcpEndpoint server = reader(received, so, new CountDownLatch(0), end);
        try (Socket app = connect(server)) {
            app.getOutputStream().write(BYTES, 0, 1000);
            until("what came before it", () -> so.get() == 1000);
            try (ActiveFault hole = server.apply(blackhole().upstream())) {
                app.getOutputStream().write(BYTES, 1000, MUCH - 2000);
                hole.awaitFired(BOUND);
            }
            app.getOutputStream().write(BYTES, MUCH - 1000, 1000);
            app.shutdownOutput();
            end.get(BOUND.toSeconds(), SECONDS);
        }
        int after = so.get() - 1000;
        // what the kernel still had of the written bytes when the hole was closed has arrived, too
        assertThat(after).isBetween(1000, MUCH - 2000);
        assertThat(Arrays.equals(received, 0, 1000, BYTES, 0, 1000)).isTrue();
        assertThat(Arrays.equals(received, 1000, 1000 + after, BYTES, MUCH - after, MUCH))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5_000_003})
    void aLimitIsExactAndEndsByFin(int limit) throws Exception {
        TcpEndpoint server = sender();
        server.apply(limitData(limit).downstream());
        try (Socket app = connect(server)) {
            assertThat(Arrays.equals(app.getInputStream().readAllBytes(), Arrays.copyOf(BYTES, limit)))
                    .isTrue();
            server.connection(0).awaitClosed(BOUND);
            assertThat(server.connection(0).closeReason()).isEqualTo(CloseReason.FAULT_FIN);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5_000_003, 12_000_000})
    void aResetBehindDataLetsThemAllArriveHoweverLateTheyAreRead(int limit) throws Exception {
        resetsBehind(limit, limitData(limit).thenReset().downstream());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5_000_003, 12_000_000})
    void aResetAtAPositionDoesSoToo(int position) throws Exception {
        resetsBehind(position, reset().downstream().afterBytes(position));
    }

    private void resetsBehind(int limit, TcpFault fault) throws Exception {
        TcpEndpoint server = sender();
        server.apply(fault);
        try (Socket app = connect(server)) {
            TcpConnection connection = server.connection(0);
            // so that much of it lies in the sender's queue before anything is read
            AtomicInteger sent = new AtomicInteger();
            until("the server to be blocked", () -> {
                int last = sent.getAndSet((int) connection.bytesSent());
                Thread.sleep(50);
                return last == sent.get() && last > 0;
            });
            byte[] read = app.getInputStream().readNBytes(limit);
            assertThat(Arrays.equals(read, Arrays.copyOf(BYTES, limit))).isTrue();
            assertThatThrownBy(() -> app.getInputStream().read())
                    .isInstanceOf(SocketException.class)
                    .hasMessage("Connection reset");
            connection.awaitClosed(BOUND);
            assertThat(connection.closeReason()).isEqualTo(CloseReason.FAULT_RST);
        }
    }

    @Test
    void closeLetsWhatIsOnTheWireArriveThenEnds() throws Exception {
        TcpEndpoint server = sender();
        try (Socket app = connect(server)) {
            until("something to be on the wire", () -> app.getInputStream().available() > 100_000);
            server.apply(close());
            byte[] read = app.getInputStream().readAllBytes();
            assertThat(read.length).isBetween(100_000, MUCH - 1);
            assertThat(Arrays.equals(read, Arrays.copyOf(BYTES, read.length))).isTrue();
        }
    }

    @Test
    void faultsThatComeAndGoLoseNothing() throws Exception {
        TcpEndpoint server = sender();
        try (Socket app = connect(server)) {
            CompletableFuture<byte[]> reading = CompletableFuture.supplyAsync(
                    () -> {
                        try {
                            return app.getInputStream().readAllBytes();
                        } catch (IOException failure) {
                            throw new UncheckedIOException(failure);
                        }
                    },
                    BulkTest::start);
            for (int i = 0; i < 20 && !reading.isDone(); i++) {
                for (TcpFault fault : new TcpFault[] {
                    latency(Duration.ofMillis(3), Duration.ofMillis(3)),
                    stall(),
                    slice(10_000).pause(Duration.ofNanos(1))
                }) {
                    server.during(fault, () -> Thread.sleep(5));
                }
            }
            assertThat(Arrays.equals(reading.get(BOUND.toSeconds(), SECONDS), BYTES))
                    .isTrue();
        }
    }

    /** Each on a thread of its own: blocking ones would take the common pool's away from one another. */
    private static void start(Runnable task) {
        new Thread(task, "bulk").start();
    }
}
