package dev.haywire.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import dev.haywire.TcpProxy;
import dev.haywire.UdpEchoServer;
import dev.haywire.UdpEndpoint;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Tests that run at the same time and need the same property or fixed port. */
class WaitForAnotherTestTest {
    private static final String P = "haywire.test.wait";
    private static final AtomicInteger AT_WORK = new AtomicInteger();
    private static final Kit.Notes SEEN = new Kit.Notes();
    private static final AtomicInteger MOST = new AtomicInteger();

    @BeforeEach
    void forget() {
        MOST.set(0);
    }

    /** What each test does that must be alone. */
    private static void alone() {
        MOST.accumulateAndGet(AT_WORK.incrementAndGet(), Math::max);
        Thread.yield();
        AT_WORK.decrementAndGet();
    }

    @Test
    void takeTheirTurns() {
        Kit.of(Chain.class, OtherOrder.class).parallel().run().passed(75);
        assertThat(MOST).hasValue(1);
        assertThat(System.getProperty(P + ".a")).isNull();
        assertThat(System.getProperty(P + ".b")).isNull();
    }

    @InKit
    @Execution(ExecutionMode.CONCURRENT)
    static class Chain {
        @TcpProxy(name = "entry", to = "proxy", property = P + ".a")
        private TcpEndpoint entry;

        @TcpProxy(name = "proxy", to = "server")
        private TcpEndpoint proxy;

        @TcpEchoServer(property = P + ".b", port = 26_121)
        private TcpEndpoint server;

        @RepeatedTest(50)
        void test() {
            assertThat(System.getProperty(P + ".a")).isEqualTo("127.0.0.1:" + entry.port());
            assertThat(Client.echoes(entry.address())).isTrue();
            alone();
        }
    }

    @InKit
    @Execution(ExecutionMode.CONCURRENT)
    static class OtherOrder {
        @RepeatedTest(25)
        void test(
                @TcpEchoServer(property = P + ".b") TcpEndpoint b,
                @TcpEchoServer(property = P + ".a", port = 26_121) TcpEndpoint a) {
            assertThat(System.getProperty(P + ".b")).isEqualTo("127.0.0.1:" + b.port());
            alone();
        }
    }

    @Test
    void alsoForAFixedPortWhateverTheProtocolOfTheRest() {
        Kit.of(FixedPort.class).parallel().run().passed(40);
        assertThat(MOST).hasValue(1);
    }

    /** The port is one that nothing else of this suite binds. */
    @InKit
    @Execution(ExecutionMode.CONCURRENT)
    static class FixedPort {
        @RepeatedTest(20)
        void tcp(@TcpEchoServer(name = "tcp", port = 26_117) TcpEndpoint tcp) {
            alone();
        }

        @RepeatedTest(20)
        void both(
                @TcpEchoServer(name = "tcp", port = 26_117) TcpEndpoint tcp,
                @UdpEchoServer(samePortAs = "tcp") UdpEndpoint udp) {
            assertThat(udp.port()).isEqualTo(26_117);
            alone();
        }
    }

    @Test
    void anEndpointThatOutlivesItsTestIsNotWaitedFor() {
        SEEN.clear();
        Throwable failure = Kit.of(Lasting.class, Another.class)
                .parallel()
                .run()
                .ended(1, 1, 0)
                .failure();
        assertThat(failure)
                .hasMessage("Two live endpoints listen on TCP port 26118:"
                        + " @TcpEchoServer on field WaitForAnotherTestTest.Lasting.shared and"
                        + " @TcpEchoServer on field WaitForAnotherTestTest.Another.own;"
                        + " only one can at a time: give them different ports, or port = 0 for any free one");
    }

    @InKit
    @Execution(ExecutionMode.CONCURRENT)
    static class Lasting {
        @TcpEchoServer(port = 26_118)
        private static TcpEndpoint shared;

        @Test
        void staysUntilTheOtherHasFailed() {
            SEEN.add("lives");
            Sender.until(() -> SEEN.all().contains("failed"));
        }
    }

    @InKit
    @Execution(ExecutionMode.CONCURRENT)
    static class Another {
        @RegisterExtension
        static final BeforeAllCallback ONCE_THE_OTHER_LIVES =
                context -> Sender.until(() -> SEEN.all().contains("lives"));

        @RegisterExtension
        static final AfterAllCallback FAILED = context -> SEEN.add("failed");

        @TcpEchoServer(port = 26_118)
        private TcpEndpoint own;

        @Test
        void test() {}
    }

    @Test
    void twoAddressesOfOneTestMayShareANumber() {
        Kit.run(TwoAddresses.class).passed(2);
    }

    @InKit
    static class TwoAddresses {
        @TcpEchoServer(port = 26_119)
        private static TcpEndpoint four;

        @Test
        void test(@TcpEchoServer(port = 26_119, host = "127.0.0.2") TcpEndpoint other) {
            assertThat(Client.echoes(four.address())).isTrue();
            assertThat(Client.echoes(other.address())).isTrue();
        }

        @Nested
        class Inner {
            @Test
            void test(@TcpEchoServer(port = 26_119, host = "127.0.0.2") TcpEndpoint other) {
                assertThat(Client.echoes(other.address())).isTrue();
            }
        }
    }
}
