package dev.haywire.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.Haywire;
import dev.haywire.HaywireTest;
import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import dev.haywire.TcpHandler;
import dev.haywire.TcpProxy;
import dev.haywire.TcpServer;
import dev.haywire.TcpSession;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.TestAbortedException;

/** However a test ends, its endpoints end with it, and what went wrong in them fails it. */
class EndOfTestsTest {
    private static final Kit.Notes NOTES = new Kit.Notes();

    @BeforeEach
    void forget() {
        NOTES.clear();
    }

    private static void allGone(int noted) {
        assertThat(NOTES.all(TcpEndpoint.class))
                .hasSize(noted)
                .allMatch(endpoint -> Client.isGone(endpoint.address()), "is gone");
    }

    @ParameterizedTest
    @ValueSource(classes = {TimesOut.class, TimesOutElsewhere.class})
    void afterATimeout(Class<?> subject) {
        assertThat(Kit.run(subject).ended(0, 1, 0).failure()).isInstanceOf(TimeoutException.class);
        allGone(2);
    }

    @HaywireTest
    abstract static class Waiting {
        @TcpEchoServer
        private TcpEndpoint field;

        void waitFor(TcpEndpoint parameter) throws InterruptedException {
            NOTES.add(field);
            NOTES.add(parameter);
            assertThat(new CountDownLatch(1).await(10, TimeUnit.SECONDS)).isFalse();
        }
    }

    @InKit
    static class TimesOut extends Waiting {
        @Test
        @Timeout(value = 1000, unit = TimeUnit.MILLISECONDS)
        void test(Haywire haywire) throws InterruptedException {
            waitFor(haywire.tcpEchoServer());
        }
    }

    @InKit
    static class TimesOutElsewhere extends Waiting {
        @Test
        @Timeout(value = 1000, unit = TimeUnit.MILLISECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
        void test(@TcpEchoServer TcpEndpoint endpoint) throws InterruptedException {
            waitFor(endpoint);
        }
    }

    @Test
    void afterAnInterrupt() {
        Kit.run(Interrupted.class).ended(0, 1, 0);
        allGone(1);
    }

    @InKit
    static class Interrupted {
        @TcpEchoServer
        private TcpEndpoint endpoint;

        @Test
        void test() {
            NOTES.add(endpoint);
            Thread.currentThread().interrupt();
            endpoint.awaitAccepted(1);
        }
    }

    @Test
    void afterAFailureOnTheWayToTheTest() {
        Kit.run(FailsLater.class).ended(0, 1, 0);
        allGone(1);
    }

    @InKit
    static class FailsLater {
        FailsLater(@TcpEchoServer TcpEndpoint endpoint) {
            NOTES.add(endpoint);
        }

        @Test
        void test(@TcpProxy("${haywire.test.unset}") TcpEndpoint wrong) {}
    }

    @Test
    void whatAHandlerThrowsFailsTheTest() {
        Throwable failure = Kit.run(BadHandler.class).ended(0, 1, 0).failure();
        assertThat(failure)
                .isInstanceOf(AssertionError.class)
                .hasMessage("server: java.lang.IllegalStateException: bad handler");
        assertThat(failure.getCause()).isExactlyInstanceOf(IllegalStateException.class);
        assertThat(Ran.printed(failure)).containsPattern("haywire\\.seed=-?\\d+");
    }

    @InKit
    static class BadHandler {
        private static final class Bad implements TcpHandler {
            @Override
            public void handle(TcpSession session) {
                session.readLine();
                throw new IllegalStateException("bad handler");
            }
        }

        @TcpServer(handler = Bad.class)
        private TcpEndpoint server;

        @Test
        void test() throws IOException {
            meet(server);
        }
    }

    /** Says something and waits for the end of the connection: one reset at once could not even be opened. */
    private static void meet(TcpEndpoint server) throws IOException {
        try (Socket socket = Client.open(server.address())) {
            socket.getOutputStream().write('\n');
            server.takeConnection().awaitClosed();
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {BadHandlerToo.class, BadHandlerResets.class, BadHandlerBeforeEach.class})
    void whatAHandlerThrowsComesBeforeWhatTheTestThrows(Class<?> subject) {
        Throwable failure = Kit.run(subject).ended(0, 1, 0).failure();
        assertThat(failure)
                .isExactlyInstanceOf(AssertionError.class)
                .hasMessage("server: java.lang.IllegalStateException: bad handler");
        assertThat(failure.getSuppressed()[0])
                .hasMessage(subject == BadHandlerToo.class ? "on purpose" : "Connection reset");
        assertThat(Ran.printed(failure)).containsPattern("haywire\\.seed=-?\\d+");
    }

    @Test
    void anAbortedTestStaysAborted() {
        Ran ran = Kit.run(BadHandlerAborted.class);
        assertThat(ran.abortion()).hasMessageStartingWith("not today");
    }

    @InKit
    static class BadHandlerAborted {
        @TcpServer(handler = BadHandler.Bad.class)
        private static TcpEndpoint server;

        @Test
        void test() {
            throw new TestAbortedException("not today");
        }
    }

    @InKit
    static class BadHandlerResets {
        @TcpServer(handler = BadHandler.Bad.class)
        private TcpEndpoint server;

        @Test
        void test() throws IOException {
            hear(server);
        }
    }

    @InKit
    static class BadHandlerBeforeEach {
        @TcpServer(handler = BadHandler.Bad.class)
        private TcpEndpoint server;

        @BeforeEach
        void setUp() throws IOException {
            hear(server);
        }

        @Test
        void test() {}
    }

    private static void hear(TcpEndpoint server) throws IOException {
        try (Socket socket = Client.open(server.address())) {
            socket.getOutputStream().write('\n');
            assertThat(socket.getInputStream().read()).isNegative();
        }
    }

    @InKit
    static class BadHandlerToo {
        @TcpServer(handler = BadHandler.Bad.class)
        private static TcpEndpoint server;

        @Test
        void test() throws IOException {
            meet(server);
            throw new IllegalStateException("on purpose");
        }
    }

    @Test
    void whatAHandlerMadeInCodeThrowsFailsTheTestToo() {
        Throwable failure = Kit.run(BadHandlerInCode.class).ended(0, 1, 0).failure();
        assertThat(Ran.printed(failure)).contains("bad handler").containsPattern("haywire\\.seed=-?\\d+");
    }

    @InKit
    @HaywireTest
    static class BadHandlerInCode {
        @Test
        void test(Haywire haywire) throws IOException {
            meet(haywire.tcpServer(session -> {
                session.readLine();
                throw new IllegalStateException("bad handler");
            }));
        }
    }

    @Test
    void theHandlersOfATestDoNotFailTheNextOne() {
        Kit.run(OneBad.class).ended(1, 1, 0);
    }

    @InKit
    static class OneBad {
        @TcpServer(handler = BadHandler.Bad.class)
        private static TcpEndpoint server;

        @Test
        void a() throws IOException {
            meet(server);
        }

        @Test
        void b() {}
    }

    @Test
    void whatAHandlerThrowsFailsTheTestThatMadeItThrow() {
        assertThat(Kit.run(EachBad.class).ended(0, 10, 0).messages())
                .containsOnly("server: java.lang.IllegalStateException: bad handler");
    }

    @InKit
    static class EachBad {
        @TcpServer(handler = BadHandler.Bad.class)
        private static TcpEndpoint server;

        @RepeatedTest(10)
        void waitsForNothing() throws IOException {
            try (Socket socket = Client.open(server.address())) {
                socket.getOutputStream().write('\n');
            }
        }
    }

    @Test
    void whatAHandlerThrowsBeforeAllTestsFailsTheClass() {
        assertThat(Kit.run(BadBeforeAll.class).ended(1, 0, 0, 1).failure())
                .isInstanceOf(AssertionError.class)
                .hasMessage("server: java.lang.IllegalStateException: bad handler");
    }

    @InKit
    static class BadBeforeAll {
        @TcpServer(handler = BadHandler.Bad.class)
        private static TcpEndpoint server;

        @BeforeAll
        static void beforeAll() throws IOException {
            meet(server);
        }

        @Test
        void test() {}
    }
}
