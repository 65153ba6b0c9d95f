package dev.haywire.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.Scope;
import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import dev.haywire.fault.ActiveFault;
import dev.haywire.fault.Faults;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Endpoints that tests share which run at the same time: records and faults stay for as long as one of them needs them. */
class SharedAtTheSameTimeTest {
    private static final Kit.Notes NOTES = new Kit.Notes();

    @BeforeEach
    void forget() {
        NOTES.clear();
    }

    private static volatile CountDownLatch firstIsIn;
    private static volatile CountDownLatch secondIsIn;
    private static volatile CountDownLatch firstIsOver;

    @Test
    void recordsAndFaultsStayWhileATestThatSharesTheEndpointRuns() {
        firstIsIn = new CountDownLatch(1);
        secondIsIn = new CountDownLatch(1);
        firstIsOver = new CountDownLatch(1);
        Kit.of(AtTheSameTime.class).parallel().run().passed(2);
    }

    @InKit
    @Execution(ExecutionMode.CONCURRENT)
    static class AtTheSameTime {
        @TcpEchoServer
        private static TcpEndpoint shared;

        private static volatile ActiveFault fault;

        @Test
        void first() throws Exception {
            assertThat(Client.echoes(shared.address())).isTrue();
            fault = shared.apply(Faults.latency(Duration.ofMillis(1)));
            firstIsIn.countDown();
            assertThat(secondIsIn.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(shared.acceptedCount()).isEqualTo(1);
            firstIsOver.countDown();
        }

        @Nested
        @Execution(ExecutionMode.CONCURRENT)
        class Second {
            @BeforeAll
            static void beginsWhileTheFirstRuns() throws Exception {
                assertThat(firstIsIn.await(30, TimeUnit.SECONDS)).isTrue();
            }

            @Test
            void second() throws Exception {
                secondIsIn.countDown();
                assertThat(firstIsOver.await(30, TimeUnit.SECONDS)).isTrue();
                assertThat(shared.acceptedCount()).isEqualTo(1);
                assertThat(fault.isActive()).isTrue();
            }
        }
    }

    private static volatile CountDownLatch bothHaveBegun;
    private static volatile CountDownLatch oneIsOver;

    @Test
    void whatClassesAppliedEndsWithTheLastOfThoseThatRunAtTheSameTime() {
        bothHaveBegun = new CountDownLatch(2);
        oneIsOver = new CountDownLatch(1);
        Kit.of(EndsFirst.class, EndsLast.class).parallel().run().passed(2);
        assertThat(NOTES.all(ActiveFault.class)).hasSize(2).noneMatch(ActiveFault::isActive);
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ExtendWith(TellsWhenOver.class) // registered before ours, so called after it
    abstract static class OfOneSession {
        @TcpEchoServer(scope = Scope.SESSION, name = "sharedAtTheSameTimeTest")
        static TcpEndpoint session;

        static void apply() throws InterruptedException {
            NOTES.add(session.apply(Faults.latency(Duration.ofMillis(1))));
            bothHaveBegun.countDown();
            assertThat(bothHaveBegun.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    static final class TellsWhenOver implements AfterAllCallback {
        @Override
        public void afterAll(ExtensionContext context) {
            oneIsOver.countDown();
        }
    }

    @InKit
    static class EndsFirst extends OfOneSession {
        @BeforeAll
        static void beforeAll() throws InterruptedException {
            apply();
        }

        @Test
        void test() {}
    }

    @InKit
    static class EndsLast extends OfOneSession {
        @BeforeAll
        static void beforeAll() throws InterruptedException {
            apply();
            assertThat(oneIsOver.await(30, TimeUnit.SECONDS)).isTrue();
        }

        @Test
        void test() {
            assertThat(session.faults()).hasSize(2);
        }
    }
}
