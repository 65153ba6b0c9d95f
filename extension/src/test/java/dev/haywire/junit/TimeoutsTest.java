package dev.haywire.junit;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.Endpoint;
import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import dev.haywire.TcpServer;
import dev.haywire.UdpEndpoint;
import dev.haywire.UdpPeer;
import dev.haywire.fault.Blackhole;
import dev.haywire.fault.ConnectHang;
import dev.haywire.fault.Direction;
import dev.haywire.fault.Faults;
import dev.haywire.fault.Stall;
import dev.haywire.toxiproxy.EmbeddedToxiproxy;
import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.PreInterruptCallback;
import org.junit.jupiter.api.extension.PreInterruptContext;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A timeout of JUnit ends what waits on a socket, which an interrupt does not wake; without that these tests would hang. */
class TimeoutsTest {
    private static final Kit.Notes NOTES = new Kit.Notes();

    @BeforeEach
    void forget() {
        NOTES.clear();
        Interrupts.begun = new CountDownLatch(1);
    }

    /** Of a run that may hang. */
    private static Ran over(Kit kit) {
        try {
            return CompletableFuture.supplyAsync(kit::run, task -> {
                        Thread thread = new Thread(task, "timeouts-kit");
                        thread.setDaemon(true);
                        thread.start();
                    })
                    .get(40, TimeUnit.SECONDS);
        } catch (Exception hangs) {
            throw new AssertionError("the subjects are not over", hangs);
        }
    }

    private static Throwable timedOut(Kit kit) {
        return over(kit).ended(0, 1, 0).failure();
    }

    private static String note(Throwable failure) {
        assertThat(failure).isInstanceOf(TimeoutException.class);
        List<Throwable> notes = Arrays.stream(failure.getSuppressed())
                .filter(told -> told.toString().contains("haywire.seed="))
                .toList();
        assertThat(notes).hasSize(1);
        assertThat(notes.get(0).getStackTrace()).isEmpty();
        return notes.get(0).toString();
    }

    /** Sends a line and waits for the answer without any timeout. */
    private static void ask(Endpoint endpoint) throws IOException {
        try (Socket socket = new Socket(endpoint.host(), endpoint.port())) {
            socket.getOutputStream().write("hello\n".getBytes());
            NOTES.add(socket.getInputStream().read());
        }
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                Reads.class,
                ReadsOnAThreadOfItsOwn.class,
                ReadsInBeforeEach.class,
                ReadsInAfterEach.class,
                ReadsFromAnOuterEndpoint.class,
                ConnectsAnew.class,
                Connects.class
            })
    void endsWhatWaitsForASocket(Class<?> subject) {
        note(timedOut(Kit.of(subject)));
    }

    @Test
    void endsWhatWaitsForAProxyOfAControlServer() {
        assertThat(timedOut(Kit.of(ReadsThroughAControlledProxy.class))).isInstanceOf(TimeoutException.class);
        assertThat(timedOut(Kit.of(ReadsThroughOneOfItsClass.class))).isInstanceOf(TimeoutException.class);
    }

    private static Socket connect(Proxy proxy) throws IOException {
        return new Socket("127.0.0.1", Integer.parseInt(proxy.getListen().replaceFirst(".*:", "")));
    }

    @InKit
    static class ReadsThroughAControlledProxy {
        @EmbeddedToxiproxy
        private ToxiproxyClient toxiproxy;

        @Test
        @Timeout(value = 300, unit = MILLISECONDS)
        void test(@TcpEchoServer TcpEndpoint upstream) throws IOException {
            Proxy proxy = toxiproxy.createProxy("echo", "127.0.0.1:0", "127.0.0.1:" + upstream.port());
            proxy.toxics().timeout("silence", ToxicDirection.DOWNSTREAM, 0);
            try (Socket socket = connect(proxy)) {
                socket.getOutputStream().write("hello\n".getBytes());
                NOTES.add(socket.getInputStream().read());
            }
        }
    }

    @InKit
    static class ReadsThroughOneOfItsClass {
        @EmbeddedToxiproxy
        private static URI toxiproxy;

        @Test
        @Timeout(value = 300, unit = MILLISECONDS)
        void test() throws Exception {
            ToxiproxyClient client = new ToxiproxyClient(toxiproxy.getHost(), toxiproxy.getPort());
            Proxy proxy = client.createProxy("silent", "127.0.0.1:0", "127.0.0.1:1");
            proxy.toxics().timeout("silence", ToxicDirection.DOWNSTREAM, 0);
            try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                proxy.setUpstream("127.0.0.1:" + server.getLocalPort());
                try (Socket socket = connect(proxy)) {
                    NOTES.add(socket.getInputStream().read());
                }
            }
        }
    }

    @Test
    void tellsOfEndpointsFaultsJournalAndSeed() {
        String text = note(timedOut(Kit.of(Reads.class)));
        assertThat(text.lines().toList())
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("The endpoints of this test:"),
                        line -> assertThat(line)
                                .matches(
                                        "TCP endpoint \"TimeoutsTest.Reads.test\\(TcpEndpoint\\)\\[0\\]\" at 127.0.0.1:\\d+, 1 open connection, \\[blackhole\\(\\)]"),
                        line -> assertThat(line)
                                .isEqualTo("  fault blackhole(), active, matched 1 connection, fired 1 time"),
                        line -> assertThat(line).isEqualTo("  journal:"),
                        line -> assertThat(line).endsWith("  fault blackhole() applied"),
                        line -> assertThat(line).contains("  #0 accepted from 127.0.0.1:"),
                        line -> assertThat(line).endsWith("  fault blackhole() fired on #0"),
                        line -> assertThat(line)
                                .endsWith("  JUnit's timeout ends connects that hang, and resets connections"),
                        line -> assertThat(line).endsWith("  #0 closed: TEST_RST"),
                        line -> assertThat(line).endsWith("  fault blackhole() ended"),
                        line -> assertThat(line).matches("haywire.seed=-?\\d+"));
    }

    @InKit
    static class Reads {
        @Test
        @Timeout(value = 300, unit = MILLISECONDS)
        @Blackhole
        void test(@TcpEchoServer TcpEndpoint endpoint) throws IOException {
            ask(endpoint);
        }
    }

    @InKit
    static class ReadsOnAThreadOfItsOwn {
        @TcpEchoServer
        private TcpEndpoint endpoint;

        @Test
        @Timeout(value = 300, unit = MILLISECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
        @Stall
        void test() throws IOException {
            ask(endpoint);
        }
    }

    @InKit
    static class ReadsInBeforeEach {
        @TcpServer
        private TcpEndpoint silent;

        @BeforeEach
        @Timeout(value = 300, unit = MILLISECONDS)
        void setUp() throws IOException {
            ask(silent);
        }

        @Test
        void test() {}
    }

    @InKit
    static class ReadsInAfterEach {
        @TcpServer
        private TcpEndpoint silent;

        @AfterEach
        @Timeout(value = 300, unit = MILLISECONDS)
        void tearDown() throws IOException {
            ask(silent);
        }

        @Test
        void test() {}
    }

    @InKit
    @Timeout(value = 300, unit = MILLISECONDS)
    static class ReadsFromAnOuterEndpoint {
        @TcpEchoServer
        private static TcpEndpoint endpoint;

        @Nested
        class Inner {
            @Test
            @Blackhole
            void test() throws IOException {
                ask(endpoint);
            }
        }
    }

    @InKit
    static class ConnectsAnew {
        @Test
        @Timeout(value = 300, unit = MILLISECONDS)
        @Blackhole
        void test(@TcpEchoServer TcpEndpoint endpoint) throws IOException {
            for (int tries = 0; tries < 3; tries++) {
                try {
                    ask(endpoint);
                } catch (IOException again) {
                    // as clients with a pool do
                }
            }
        }
    }

    @InKit
    static class Connects {
        @Test
        @Timeout(value = 300, unit = MILLISECONDS)
        @ConnectHang
        void test(@TcpEchoServer TcpEndpoint endpoint) throws IOException {
            ask(endpoint);
        }
    }

    @Test
    void endsWhatWaitsInBeforeAll() {
        Ran ran = over(Kit.of(ReadsInBeforeAll.class)).ended(0, 0, 0, 1);
        assertThat(note(ran.failure())).contains("\nTCP endpoint \"silent\" at 127.0.0.1:");
    }

    @InKit
    static class ReadsInBeforeAll {
        @TcpServer
        private static TcpEndpoint silent;

        @BeforeAll
        @Timeout(value = 300, unit = MILLISECONDS)
        static void setUp() throws IOException {
            ask(silent);
        }

        @Test
        void test() {}
    }

    @Test
    void endsWhatWaitsUnderATimeoutForAllTests() {
        Kit kit = Kit.of(NoTimeout.class).with("junit.jupiter.execution.timeout.default", "300 ms");
        assertThat(note(timedOut(kit))).contains("blackhole()");
    }

    @InKit
    static class NoTimeout {
        @Test
        @Blackhole
        void test(@TcpEchoServer TcpEndpoint endpoint) throws IOException {
            ask(endpoint);
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {AwaitsConnections.class, AwaitsDatagrams.class})
    void endsWhatWaitsForAnEndpoint(Class<?> subject) {
        Throwable failure = timedOut(Kit.of(subject));
        note(failure);
        assertThat(failure.getSuppressed()).anySatisfy(told -> assertThat(told)
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("Interrupted while"));
    }

    @InKit
    static class AwaitsConnections {
        @Test
        @Timeout(value = 300, unit = MILLISECONDS)
        void test(@TcpEchoServer TcpEndpoint endpoint) {
            endpoint.awaitAccepted(1, Duration.ofMinutes(5));
        }
    }

    @InKit
    static class AwaitsDatagrams {
        @Test
        @Timeout(value = 300, unit = MILLISECONDS)
        void test(@UdpPeer UdpEndpoint endpoint) {
            endpoint.takeDatagram(Duration.ofMinutes(5));
        }
    }

    /** Tells when JUnit's timeout has come, after our extension was called. */
    static final class Interrupts implements PreInterruptCallback {
        private static volatile CountDownLatch begun;

        @Override
        public void beforeThreadInterrupt(PreInterruptContext interrupt, ExtensionContext context) {
            begun.countDown();
        }
    }

    @Test
    void sparesAnEndpointThatAnotherTestUsesNow() {
        Ran ran = over(Kit.of(Spared.class).parallel()).ended(1, 1, 0);
        note(ran.failure());
        assertThat(NOTES.all()).containsExactly("echoed after the timeout");
    }

    @InKit
    @Execution(ExecutionMode.CONCURRENT)
    static class Spared {
        private static final CountDownLatch CONNECTED = new CountDownLatch(1);

        @TcpEchoServer
        @ExtendWith(Interrupts.class)
        private static TcpEndpoint shared;

        @Test
        @Timeout(value = 300, unit = MILLISECONDS)
        void blocked() throws Exception {
            CONNECTED.await(30, TimeUnit.SECONDS);
            shared.apply(Faults.blackhole().onConnectionsWhere(connection -> connection.index() > 0));
            ask(shared);
        }

        @Test
        void goesOn() throws Exception {
            try (Socket socket = new Socket(shared.host(), shared.port())) {
                shared.awaitAccepted(1);
                CONNECTED.countDown();
                assertThat(Interrupts.begun.await(30, TimeUnit.SECONDS)).isTrue();
                socket.getOutputStream().write('x');
                assertThat(socket.getInputStream().read()).isEqualTo('x');
                NOTES.add("echoed after the timeout");
            }
        }
    }

    @Test
    void endsTestsThatShareAnEndpointWhereAllOfThemTimedOut() {
        Ran ran = over(Kit.of(AllBlocked.class).parallel()).ended(0, 2, 0);
        assertThat(ran.failures()).allSatisfy(TimeoutsTest::note);
    }

    @InKit
    @Execution(ExecutionMode.CONCURRENT)
    @Timeout(value = 300, unit = MILLISECONDS)
    static class AllBlocked {
        @TcpServer
        private static TcpEndpoint silent;

        @Test
        void one() throws IOException {
            ask(silent);
        }

        @Test
        void another() throws IOException {
            ask(silent);
        }
    }

    @Test
    void laterMethodsMeetNoResets() {
        note(timedOut(Kit.of(UsedAfterwards.class)));
        assertThat(NOTES.all()).containsExactly((int) 'h');
    }

    @InKit
    static class UsedAfterwards {
        @TcpEchoServer
        private TcpEndpoint endpoint;

        @Test
        @Blackhole
        @Timeout(value = 300, unit = MILLISECONDS)
        void test() throws IOException {
            ask(endpoint);
        }

        @AfterEach
        void tearDown() throws Exception {
            Thread.sleep(100); // as long as resets would need to be seen
            ask(endpoint);
        }
    }

    @Test
    void doesNotWaitForALoopThatHangs() {
        over(Kit.of(LoopHangs.class)).ended(0, 1, 0);
        assertThat(NOTES.all()).containsExactly("interrupted while the loop hangs");
    }

    @InKit
    static class LoopHangs {
        @TcpEchoServer
        private TcpEndpoint endpoint;

        @Test
        @Timeout(value = 300, unit = MILLISECONDS)
        void test() throws IOException {
            CountDownLatch hangs = new CountDownLatch(1);
            CountDownLatch goesOn = new CountDownLatch(1);
            endpoint.apply(Faults.latency(Duration.ofMillis(1))
                    .direction(Direction.UPSTREAM)
                    .onConnectionsWhere(connection -> {
                        hangs.countDown();
                        try {
                            return goesOn.await(30, TimeUnit.SECONDS);
                        } catch (InterruptedException stray) {
                            return false;
                        }
                    }));
            try (Socket socket = new Socket(endpoint.host(), endpoint.port())) {
                hangs.await();
                new CountDownLatch(1).await();
            } catch (InterruptedException timeout) {
                NOTES.add(
                        goesOn.getCount() == 1 && hangs.getCount() == 0
                                ? "interrupted while the loop hangs"
                                : "interrupted too late");
            } finally {
                goesOn.countDown();
            }
        }
    }
}
