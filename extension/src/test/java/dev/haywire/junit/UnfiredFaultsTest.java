package dev.haywire.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import dev.haywire.fault.Corrupt;
import dev.haywire.fault.Direction;
import dev.haywire.fault.Latency;
import dev.haywire.fault.Refuse;
import dev.haywire.fault.Reset;
import dev.haywire.fault.SlowClose;
import java.io.IOException;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/** Nothing passes vacuously. */
class UnfiredFaultsTest {
    private static final String WARNED = "haywire.unfired-fault";
    private static final String HINT =
            "; allowed: a fault that fires, required = false on it, or haywire.unfired-faults = warn or ignore";
    private static final String IDLE =
            "@Latency(1) on method UnfiredFaultsTest.Idle.test(TcpEndpoint) never fired on db, where it selected 0 connections";

    @Test
    void oneThatNeverFiredFailsATestThatPasses() {
        assertThat(Kit.run(Idle.class).ended(0, 1, 0).failure())
                .isInstanceOf(AssertionError.class)
                .hasMessage(IDLE + HINT);
    }

    @Test
    void theSettingMakesItAWarningOrNothing() {
        assertThat(Kit.of(Idle.class)
                        .with("haywire.unfired-faults", "warn")
                        .run()
                        .passed(1)
                        .entries(WARNED))
                .containsExactly(IDLE);
        assertThat(Kit.of(Idle.class)
                        .with("haywire.unfired-faults", "ignore")
                        .run()
                        .passed(1)
                        .entries(WARNED))
                .isEmpty();
        assertThat(Kit.of(Idle.class)
                        .with("haywire.unfired-faults", "fail")
                        .run()
                        .ended(0, 1, 0)
                        .entries(WARNED))
                .isEmpty();
    }

    @InKit
    static class Idle {
        @Test
        @Latency(1)
        void test(@TcpEchoServer(name = "db") TcpEndpoint endpoint) {}
    }

    @Test
    void oneThatWasSelectedAndNeverFiredIsCountedAsOne() {
        assertThat(Kit.run(Silent.class).ended(0, 1, 0).failure())
                .hasMessage("@Latency(1) on method UnfiredFaultsTest.Silent.test(TcpEndpoint)"
                        + " never fired on db, where it selected 1 connection" + HINT);
    }

    @Test
    void oneWhoseJitterMayUndoItsDelayWarns() {
        assertThat(Kit.run(Jittery.class).passed(1).entries(WARNED))
                .containsExactly(
                        "@Latency(value = 10, jitter = 10) on method UnfiredFaultsTest.Jittery.test(TcpEndpoint)"
                                + " never fired on db, where it selected 0 connections");
    }

    @InKit
    static class Jittery {
        @Test
        @Latency(value = 10, jitter = 10)
        void test(@TcpEchoServer(name = "db") TcpEndpoint endpoint) {}
    }

    @InKit
    static class Silent {
        @Test
        @Latency(1)
        void test(@TcpEchoServer(name = "db") TcpEndpoint endpoint) throws IOException {
            try (Socket silent = new Socket(endpoint.address().getAddress(), endpoint.port())) {
                endpoint.awaitAccepted(1);
            }
        }
    }

    @Test
    void onlyTheTestThatItIsDeclaredOnFails() {
        Ran ran = Kit.run(OneOfThree.class).ended(2, 1, 0);
        assertThat(ran.failure())
                .hasMessageStartingWith(
                        "@Latency(1) on method UnfiredFaultsTest.OneOfThree.idle() never fired on endpoint");
    }

    @InKit
    static class OneOfThree {
        @TcpEchoServer
        private TcpEndpoint endpoint;

        @Test
        @Latency(1)
        void busy() {
            assertThat(Client.echoes(endpoint.address())).isTrue();
        }

        @Test
        @Latency(1)
        void idle() {}

        @Test
        void without() {}
    }

    @Test
    void aFailingOrAbortedTestKeepsItsOwnReason() {
        Ran ran = Kit.run(OtherReasons.class).ended(0, 1, 1);
        assertThat(ran.failure()).isInstanceOf(IllegalStateException.class).hasMessage("on purpose");
        assertThat(ran.abortion()).hasMessage("not today");
    }

    @InKit
    static class OtherReasons {
        @Test
        @Latency(1)
        void fails(@TcpEchoServer TcpEndpoint endpoint) {
            throw new IllegalStateException("on purpose");
        }

        @Test
        @Latency(1)
        void isAborted(@TcpEchoServer TcpEndpoint endpoint) {
            throw new TestAbortedException("not today");
        }
    }

    @Test
    void eachListedConnectionMustBeHit() {
        Ran ran = Kit.run(HalfHit.class).ended(1, 1, 0);
        assertThat(ran.failure())
                .hasMessage("@Reset(afterBytes = 1, connections = {0, 2}, direction = UPSTREAM) on method"
                        + " UnfiredFaultsTest.HalfHit.half(TcpEndpoint) fired on connections [0], but not on [2] on db"
                        + HINT);
    }

    @InKit
    static class HalfHit {
        @Test
        @Reset(
                afterBytes = 1,
                connections = {0, 2},
                direction = Direction.UPSTREAM)
        void half(@TcpEchoServer(name = "db") TcpEndpoint endpoint) {
            connect(endpoint, 2);
        }

        @Test
        @Reset(
                afterBytes = 1,
                connections = {0, 2},
                direction = Direction.UPSTREAM)
        void whole(@TcpEchoServer(name = "db") TcpEndpoint endpoint) {
            connect(endpoint, 3);
        }

        private static void connect(TcpEndpoint endpoint, int times) {
            for (int i = 0; i < times; i++) {
                assertThat(Client.echoes(endpoint.address())).isEqualTo(i == 1);
            }
        }
    }

    @Test
    void overSeveralEndpointsOneIsEnough() {
        Kit.run(OneOfTwoEndpoints.class).passed(1);
    }

    @InKit
    static class OneOfTwoEndpoints {
        @Test
        @Latency(1)
        void test(@TcpEchoServer TcpEndpoint busy, @TcpEchoServer TcpEndpoint idle) {
            assertThat(Client.echoes(busy.address())).isTrue();
        }
    }

    @Test
    void someNeedNotFireAndOthersWarn() {
        Ran ran = Kit.run(Exempt.class).passed(2);
        assertThat(ran.entries(WARNED))
                .containsExactly("@Corrupt(0.5) on method UnfiredFaultsTest.Exempt.random(TcpEndpoint)"
                        + " never fired on db, where it selected 0 connections");
    }

    @InKit
    static class Exempt {
        @Test
        @Latency(value = 1, required = false)
        @Refuse
        @SlowClose(1)
        void test(@TcpEchoServer TcpEndpoint endpoint) {}

        @Test
        @Corrupt(0.5)
        void random(@TcpEchoServer(name = "db") TcpEndpoint endpoint) {}
    }
}
