package dev.haywire.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.Scope;
import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import dev.haywire.TcpProxy;
import dev.haywire.UdpEchoServer;
import dev.haywire.UdpEndpoint;
import dev.haywire.UdpProxy;
import dev.haywire.Wired;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Proxies before another endpoint, named by {@code to}. */
class ProxyToTest {
    private static final Runs RUNS = new Runs();

    @Test
    void passesOnToTheEndpointOfThatNameWhereverBothAreDeclared() {
        Kit.run(Parameters.class, Fields.class, OnTypes.class, Statics.class, OnMethods.class, PerClass.class)
                .passed(7);
    }

    private static void forwards(TcpEndpoint proxy, TcpEndpoint server) {
        int before = server.acceptedCount();
        assertThat(Client.echoes(proxy.address())).isTrue();
        assertThat(server.acceptedCount()).isEqualTo(before + 1);
    }

    @InKit
    static class Parameters {
        @Test
        void chainOfThree(
                @TcpEchoServer(name = "server") TcpEndpoint server,
                @TcpProxy(name = "inner", to = "server") TcpEndpoint inner,
                @TcpProxy(to = "inner") TcpEndpoint outer) {
            forwards(outer, server);
            assertThat(inner.acceptedCount()).isEqualTo(1);
        }

        @Test
        void datagrams(@UdpEchoServer(name = "server") UdpEndpoint server, @UdpProxy(to = "server") UdpEndpoint proxy) {
            assertThat(Sender.echoes(proxy.address())).isTrue();
            assertThat(server.datagrams()).hasSize(1);
        }
    }

    @InKit
    static class Fields {
        @TcpProxy(to = "server")
        private TcpEndpoint proxy;

        @TcpEchoServer
        private TcpEndpoint server;

        @Test
        void test() {
            forwards(proxy, server);
        }
    }

    @InKit
    @TcpProxy(name = "proxy", to = "server")
    @TcpEchoServer(name = "server")
    static class OnTypes {
        @Test
        void test(@Wired("proxy") TcpEndpoint proxy, @Wired("server") TcpEndpoint server) {
            forwards(proxy, server);
        }
    }

    @InKit
    static class Statics {
        @TcpProxy(to = "server")
        private static TcpEndpoint proxy;

        @TcpEchoServer(scope = Scope.CLASS)
        private TcpEndpoint server;

        @Nested
        class Inner {
            @TcpProxy(to = "proxy")
            private TcpEndpoint outer;

            @Test
            void test() {
                forwards(outer, server);
            }
        }
    }

    @InKit
    static class OnMethods {
        @TcpEchoServer(name = "session", scope = Scope.SESSION)
        private TcpEndpoint session;

        @Test
        @TcpProxy(to = "session")
        void test(TcpEndpoint proxy, @Wired("session") TcpEndpoint server) {
            forwards(proxy, server);
        }
    }

    @InKit
    @TestInstance(Lifecycle.PER_CLASS)
    static class PerClass {
        @TcpProxy(to = "server")
        private TcpEndpoint proxy;

        @TcpEchoServer
        private TcpEndpoint server;

        @Test
        void test() {
            forwards(proxy, server);
        }
    }

    @Test
    void nothingInSightHasThatName() {
        RUNS.noneOf(
                Unknown.class,
                "@TcpProxy on field ProxyToTest.Unknown.proxy: to = \"server\", but no endpoint of that name is known here;"
                        + " known: \"other\"");
    }

    @InKit
    static class Unknown {
        @TcpProxy(to = "server")
        private TcpEndpoint proxy;

        @TcpEchoServer
        private TcpEndpoint other;

        @Test
        void test() {
            RUNS.count();
        }
    }

    @Test
    void aLaterParameterIsNotInSight() {
        RUNS.noneOf(
                Later.class,
                "@TcpProxy on parameter 0 of method ProxyToTest.Later.test(TcpEndpoint, TcpEndpoint): to = \"server\", but no endpoint of that"
                        + " name is known here; known: none");
    }

    @InKit
    static class Later {
        @Test
        void test(@TcpProxy(to = "server") TcpEndpoint proxy, @TcpEchoServer(name = "server") TcpEndpoint server) {
            RUNS.count();
        }
    }

    @Test
    void theOtherProtocol() {
        RUNS.noneOf(
                OtherProtocol.class,
                "@TcpProxy on field ProxyToTest.OtherProtocol.proxy: to = \"names\", but @UdpEchoServer on field"
                        + " ProxyToTest.OtherProtocol.names is UDP; to must name an endpoint of the proxy's own protocol");
    }

    @InKit
    static class OtherProtocol {
        @TcpProxy(to = "names")
        private TcpEndpoint proxy;

        @UdpEchoServer
        private UdpEndpoint names;

        @Test
        void test() {
            RUNS.count();
        }
    }

    @Test
    void aChainThatComesBackToItself() {
        RUNS.noneOf(
                Circle.class,
                "@TcpProxy on field ProxyToTest.Circle.a: to = \"b\" leads back to itself: \"a\" to \"b\", \"b\" to \"a\";"
                        + " a chain of proxies must end at a server");
        RUNS.noneOf(
                Itself.class,
                "@UdpProxy on field ProxyToTest.Itself.a: to = \"a\" leads back to itself: \"a\" to \"a\";"
                        + " a chain of proxies must end at a server");
    }

    @InKit
    static class Circle {
        @TcpProxy(to = "b")
        private TcpEndpoint a;

        @TcpProxy(to = "a")
        private TcpEndpoint b;

        @Test
        void test() {
            RUNS.count();
        }
    }

    @InKit
    static class Itself {
        @UdpProxy(to = "a")
        private UdpEndpoint a;

        @Test
        void test() {
            RUNS.count();
        }
    }

    @Test
    void aTargetThatMayEndFirst() {
        RUNS.noneOf(
                Shorter.class,
                "@TcpProxy on field ProxyToTest.Shorter.proxy: to = \"server\", but @TcpEchoServer on field ProxyToTest.Shorter.server"
                        + " may end before it; the endpoint must live at least as long as its proxy, by its place or its scope");
    }

    @InKit
    static class Shorter {
        @TcpProxy(to = "server")
        private static TcpEndpoint proxy;

        @TcpEchoServer
        private TcpEndpoint server;

        @Test
        void test() {
            RUNS.count();
        }
    }

    @Test
    void anAddressAndAName() {
        RUNS.noneOf(
                Both.class,
                "@TcpProxy on field ProxyToTest.Both.proxy: value = \"127.0.0.1:1\" with to = \"server\"; a proxy has one upstream:"
                        + " keep value for an address, or to for the name of an endpoint");
    }

    @InKit
    static class Both {
        @TcpProxy(value = "127.0.0.1:1", to = "server")
        private TcpEndpoint proxy;

        @TcpEchoServer
        private TcpEndpoint server;

        @Test
        void test() {
            RUNS.count();
        }
    }
}
