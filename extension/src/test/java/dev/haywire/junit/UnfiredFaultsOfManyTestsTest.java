package dev.haywire.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import dev.haywire.fault.Latency;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.opentest4j.TestAbortedException;

/** Faults that concern several tests are judged over all of them. */
class UnfiredFaultsOfManyTestsTest {
    private static final String WARNED = "haywire.unfired-fault";
    private static final String HINT =
            "; allowed: a fault that fires, required = false on it, or haywire.unfired-faults = warn or ignore";

    @Test
    void ofTypesFieldsAndBeforeAllAreJudgedOverTheWholeClass() {
        Kit.run(OverAll.class, OverAllPerClass.class).passed(5);
    }

    @InKit
    @Latency(value = 1, on = "shared")
    static class OverAll {
        @TcpEchoServer
        @Latency(2)
        private static TcpEndpoint shared;

        private static TcpEndpoint before;

        @BeforeAll
        static void keep(@TcpEchoServer @Latency(3) TcpEndpoint endpoint) {
            before = endpoint;
        }

        @Test
        void idle() {}

        @Test
        void busy() {
            assertThat(Client.echoes(before.address())).isTrue();
        }

        @Nested
        class Inner {
            @Test
            void busy() {
                assertThat(Client.echoes(shared.address())).isTrue();
            }
        }
    }

    @InKit
    @TestInstance(Lifecycle.PER_CLASS)
    static class OverAllPerClass {
        private final TcpEndpoint endpoint;

        OverAllPerClass(@TcpEchoServer @Latency(1) TcpEndpoint endpoint) {
            this.endpoint = endpoint;
        }

        @Test
        void busy() {
            assertThat(Client.echoes(endpoint.address())).isTrue();
        }

        @Test
        void idle() {}
    }

    @Test
    void theClassFailsWhereNoneOfItsTestsMadeThemFire() {
        Ran ran = Kit.run(IdleClass.class).ended(2, 0, 0, 1);
        assertThat(ran.failure())
                .isInstanceOf(AssertionError.class)
                .hasMessage(
                        "@Latency(value = 1, on = \"shared\") on type UnfiredFaultsOfManyTestsTest.IdleClass never fired on shared, where it selected 0 connections\n"
                                + "@Latency(2) on field UnfiredFaultsOfManyTestsTest.IdleClass.shared never fired on shared, where it selected 0 connections"
                                + HINT);
        assertThat(Ran.printed(ran.failure())).containsPattern("haywire\\.seed=-?\\d+");
    }

    @InKit
    @Latency(value = 1, on = "shared")
    static class IdleClass {
        @TcpEchoServer
        @Latency(2)
        private static TcpEndpoint shared;

        @Test
        void idle() {}

        @Nested
        class Inner {
            @Test
            void idle() {}
        }
    }

    @Test
    void theClassOnlyWarnsWhereATestDidNotRunOrPass() {
        String text =
                "@Latency(1) on type UnfiredFaultsOfManyTestsTest.%s never fired on endpoint, where it selected 0 connections";
        assertThat(Kit.ofMethod(Idler.class, "one").run().passed(1).entries(WARNED))
                .containsExactly(text.formatted("Idler"));
        Ran ran = Kit.run(IdleAndFailing.class).ended(1, 1, 0);
        assertThat(ran.entries(WARNED)).containsExactly(text.formatted("IdleAndFailing"));
        assertThat(Kit.run(IdleAndAborted.class).ended(1, 0, 1).entries(WARNED))
                .containsExactly(text.formatted("IdleAndAborted"));
    }

    @InKit
    @Latency(1)
    static class Idler {
        @TcpEchoServer
        private TcpEndpoint endpoint;

        @Test
        void one() {}

        @Test
        void other() {}
    }

    @InKit
    @Latency(1)
    static class IdleAndFailing {
        @TcpEchoServer
        private TcpEndpoint endpoint;

        @Test
        void idle() {}

        @Test
        void fails() {
            throw new IllegalStateException("on purpose");
        }
    }

    @InKit
    @Latency(1)
    static class IdleAndAborted {
        @TcpEchoServer
        private TcpEndpoint endpoint;

        @Test
        void idle() {}

        @Test
        void isAborted() {
            throw new TestAbortedException("not today");
        }
    }

    @Test
    void ofAFactoryAreJudgedAfterItsDynamicTests() {
        Kit.run(BusyFactory.class).passed(1);
        Ran idle = Kit.run(IdleFactory.class).ended(1, 0, 0, 1);
        assertThat(idle.failure())
                .hasMessageStartingWith(
                        "@Latency(1) on method UnfiredFaultsOfManyTestsTest.IdleFactory.factory() never fired");
        Ran failing = Kit.run(FailingFactory.class).ended(0, 1, 0);
        assertThat(failing.failure()).hasMessage("on purpose");
        assertThat(Ran.printed(failing.failure())).containsPattern("haywire\\.seed=-?\\d+");
    }

    private static void assertEchoes(TcpEndpoint endpoint) {
        assertThat(Client.echoes(endpoint.address())).isTrue();
    }

    @InKit
    static class BusyFactory {
        @TcpEchoServer
        private TcpEndpoint endpoint;

        @TestFactory
        @Latency(1)
        Stream<DynamicTest> factory() {
            return Stream.of(dynamicTest("busy", () -> assertEchoes(endpoint)));
        }
    }

    @InKit
    static class IdleFactory {
        @TcpEchoServer
        private TcpEndpoint endpoint;

        @TestFactory
        @Latency(1)
        Stream<DynamicTest> factory() {
            return Stream.of(dynamicTest("idle", () -> {}));
        }
    }

    @InKit
    static class FailingFactory {
        @TcpEchoServer
        private TcpEndpoint endpoint;

        @TestFactory
        @Latency(1)
        Stream<DynamicTest> factory() {
            return Stream.of(dynamicTest("fails", () -> {
                throw new IllegalStateException("on purpose");
            }));
        }
    }
}
