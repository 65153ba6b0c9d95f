package dev.haywire.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.Scope;
import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import dev.haywire.UdpEchoServer;
import dev.haywire.UdpEndpoint;
import dev.haywire.Wired;
import dev.haywire.fault.Direction;
import dev.haywire.fault.Latency;
import dev.haywire.fault.Reset;
import dev.haywire.fault.Stall;
import java.io.IOException;
import java.net.Socket;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code openConnections}: only an endpoint that outlives the test has connections when the test begins. */
class OpenConnectionsTest {
    private static final Runs RUN = new Runs();

    static Stream<Arguments> ofThisTestOnly() {
        String before =
                ": openConnections = true selects the connections that are open when the test begins, and there are"
                        + " none, as ";
        String after =
                " starts for this test; leave it out, or have the endpoint outlive its tests: on a static field, or by scope";
        return Stream.of(
                Arguments.of(
                        OnParameter.class,
                        "@Latency(value = 10, openConnections = true) on method"
                                + " OpenConnectionsTest.OnParameter.test(TcpEndpoint), applied to db" + before
                                + "@TcpEchoServer on parameter 0 of method OpenConnectionsTest.OnParameter.test(TcpEndpoint)"
                                + after),
                Arguments.of(
                        OnField.class,
                        "@Stall(openConnections = true) on field OpenConnectionsTest.OnField.endpoint, applied to db"
                                + before + "@TcpEchoServer on field OpenConnectionsTest.OnField.endpoint" + after),
                Arguments.of(
                        OnWired.class,
                        "@Reset(openConnections = true) on parameter 0 of method"
                                + " OpenConnectionsTest.OnWired.test(TcpEndpoint), applied to db" + before
                                + "@TcpEchoServer on field OpenConnectionsTest.OnWired.endpoint" + after),
                Arguments.of(
                        Named.class,
                        "@Stall(on = \"own\", openConnections = true) on method OpenConnectionsTest.Named.test(TcpEndpoint),"
                                + " applied to own" + before
                                + "@TcpEchoServer on parameter 0 of method OpenConnectionsTest.Named.test(TcpEndpoint)"
                                + after),
                Arguments.of(
                        OnDatagrams.class,
                        "@Stall(openConnections = true) on method OpenConnectionsTest.OnDatagrams.test(UdpEndpoint):"
                                + " onOpenConnections() is for connections; \"udp\" is UDP:"
                                + " narrow stall by onClients, nth, first, every or matching"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ofThisTestOnly")
    void isAnErrorForAnEndpointThatStartsForTheTest(Class<?> subject, String message) {
        RUN.noneOf(subject, message);
    }

    @InKit
    static class OnParameter {
        @Test
        @Latency(value = 10, openConnections = true)
        void test(@TcpEchoServer(name = "db") TcpEndpoint endpoint) {
            RUN.count();
        }
    }

    @InKit
    static class OnField {
        @TcpEchoServer(name = "db")
        @Stall(openConnections = true)
        TcpEndpoint endpoint;

        @Test
        void test() {
            RUN.count();
        }
    }

    @InKit
    static class OnWired {
        @TcpEchoServer(name = "db")
        TcpEndpoint endpoint;

        @Test
        void test(@Wired("db") @Reset(openConnections = true) TcpEndpoint wired) {
            RUN.count();
        }
    }

    @InKit
    static class Named {
        @TcpEchoServer(name = "shared")
        static TcpEndpoint shared;

        @Test
        @Stall(openConnections = true, on = "own")
        void test(@TcpEchoServer(name = "own") TcpEndpoint own) {
            RUN.count();
        }
    }

    @InKit
    static class OnDatagrams {
        @Test
        @Stall(openConnections = true)
        void test(@UdpEchoServer(name = "udp") UdpEndpoint endpoint) {
            RUN.count();
        }
    }

    @Test
    void hitsThePoolOfAnEndpointThatOutlivesItsTests() {
        Kit.run(Pooled.class).passed(4);
    }

    /** Each test but the first finds the pool of the one before: as carried over, with records of its own. */
    @InKit
    static class Pooled {
        @TcpEchoServer(name = "pooled")
        static TcpEndpoint server;

        private static Socket pool;

        @BeforeAll
        static void connect() throws IOException {
            pool = Client.open(server.address());
        }

        @AfterAll
        static void close() throws IOException {
            pool.close();
        }

        @Test
        @Reset(openConnections = true, onNextData = true, direction = Direction.DOWNSTREAM)
        void a_losesTheAnswer() throws IOException {
            assertThat(Client.echoes(server.address())).isTrue();
            pool.getOutputStream().write('x');
            server.connection(0).awaitClosed();
            assertThat(server.connection(0).receivedText()).isEqualTo("x");
            pool = Client.open(server.address());
        }

        @Test
        @Reset(openConnections = true)
        void b_findsAStaleConnection() throws IOException {
            assertThat(server.openCount()).isZero();
            pool = Client.open(server.address());
            assertThat(Client.exchange(pool, "ping", 4)).isEqualTo("ping");
        }

        /** With another endpoint that starts for the test: it has no connections that could be meant. */
        @Test
        @Latency(value = 1, openConnections = true)
        void c_isSlow(@TcpEchoServer TcpEndpoint own) throws IOException {
            assertThat(Client.exchange(pool, "ping", 4)).isEqualTo("ping");
            assertThat(own.faults()).isEmpty();
            assertThat(server.faults()).hasSize(1);
        }

        @Test
        @Reset(nextConnections = 1, direction = Direction.UPSTREAM)
        void d_dropsTheFirstRequest() throws IOException {
            pool.getOutputStream().write('x');
            server.connection(0).awaitClosed();
            assertThat(Client.echoes(server.address())).isTrue();
        }
    }

    @Test
    void whereverItOutlivesThem() {
        Kit.run(OfInstance.class).passed(2);
        Kit.run(OfScope.class).passed(2);
    }

    @InKit
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class OfInstance {
        @TcpEchoServer
        @Stall(openConnections = true, required = false)
        TcpEndpoint server;

        @Test
        void a() {}

        @Test
        void b() {}
    }

    @InKit
    static class OfScope {
        @Test
        @Stall(openConnections = true, required = false)
        void a(@TcpEchoServer(scope = Scope.CLASS) TcpEndpoint server) {}

        @Test
        @Stall(openConnections = true, required = false, on = "openConnectionsTest")
        void b(@TcpEchoServer(scope = Scope.SESSION, name = "openConnectionsTest") TcpEndpoint server) {}
    }

    @Test
    void neverFiredItSaysSo() {
        assertThat(Kit.run(Unfired.class).ended(0, 2, 0).messages())
                .satisfiesExactlyInAnyOrder(
                        open -> assertThat(open)
                                .startsWith(
                                        "@Latency(value = 1, nextConnections = 2) on method"
                                                + " OpenConnectionsTest.Unfired.next() never fired on quiet, where it selected 0 connections"),
                        next -> assertThat(next)
                                .startsWith(
                                        "@Latency(value = 1, openConnections = true) on method"
                                                + " OpenConnectionsTest.Unfired.open() never fired on quiet, where it selected 0 connections"));
    }

    @InKit
    static class Unfired {
        @TcpEchoServer(name = "quiet")
        static TcpEndpoint server;

        @Test
        @Latency(value = 1, openConnections = true)
        void open() {}

        @Test
        @Latency(value = 1, nextConnections = 2)
        void next() throws IOException {
            Client.open(server.address()).close();
            server.awaitAccepted(1);
        }
    }
}
