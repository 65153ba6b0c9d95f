package dev.haywire.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.haywire.Endpoint;
import dev.haywire.Scope;
import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import dev.haywire.TcpHandler;
import dev.haywire.TcpServer;
import dev.haywire.TcpSession;
import dev.haywire.Wired;
import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** What is injected, in which form, and what a name finds. */
class InjectionTest {
    private static final Kit.Notes NOTES = new Kit.Notes();

    @BeforeEach
    void forget() {
        NOTES.clear();
    }

    @Test
    void comesInEveryForm() {
        Kit.run(Forms.class).passed(1);
    }

    @InKit
    @TcpEchoServer(name = "one")
    static class Forms {
        @Wired("one")
        private Endpoint endpoint;

        @Wired
        private InetSocketAddress address;

        @Wired
        private URI uri;

        @Wired
        private String text;

        @Wired
        private int port;

        @Wired
        private Integer boxed;

        @Test
        void test(
                TcpEndpoint one,
                @Wired Endpoint parameter,
                @Wired InetSocketAddress sameAddress,
                @TcpEchoServer URI other) {
            assertThat(endpoint).isSameAs(one).isSameAs(parameter);
            assertThat(address).isEqualTo(one.address()).isEqualTo(sameAddress);
            assertThat(uri).hasToString("tcp://127.0.0.1:" + one.port());
            assertThat(text).isEqualTo("127.0.0.1:" + one.port());
            assertThat(port).isEqualTo(one.port());
            assertThat(boxed).isEqualTo(one.port());
            assertThat(other.getPort()).isNotEqualTo(one.port());
        }
    }

    @Test
    void bracketsAddressesOfIpv6() throws IOException {
        boolean hasIpv6;
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getByName("::1"))) {
            hasIpv6 = probe.isBound();
        } catch (IOException none) {
            hasIpv6 = false;
        }
        assumeTrue(hasIpv6, "no ::1 here");
        Kit.run(Ipv6.class).passed(1);
    }

    @InKit
    @TcpEchoServer(name = "six", host = "::1")
    static class Ipv6 {
        @Test
        void test(@Wired("six") String text, @Wired("six") URI uri, TcpEndpoint endpoint) {
            assertThat(text).isEqualTo("[::1]:" + endpoint.port());
            assertThat(uri).hasToString("tcp://[::1]:" + endpoint.port());
            assertThat(Client.echoes(endpoint.address())).isTrue();
        }
    }

    @Test
    void aNameFindsWhatMethodsTypesFieldsAndEarlierParametersDeclare() {
        Kit.run(Heir.class).passed(2);
    }

    @TcpEchoServer(name = "contract")
    interface Contract {}

    @TcpEchoServer(name = "ancestor")
    abstract static class Ancestor implements Contract {
        @TcpEchoServer
        private TcpEndpoint inherited;
    }

    @InKit
    @TcpEchoServer(name = "own")
    static class Heir extends Ancestor {
        @TcpEchoServer
        private static TcpEndpoint shared;

        private final String constructed;

        Heir(
                @TcpEchoServer(name = "constructed") TcpEndpoint endpoint,
                @Wired("own") int own,
                @Wired("inherited") int inherited) {
            constructed = endpoint.name() + own + inherited;
        }

        @BeforeAll
        static void beforeAll(@TcpEchoServer(name = "all") TcpEndpoint all, @Wired("shared") TcpEndpoint wired) {
            assertThat(wired).isSameAs(shared);
        }

        @BeforeEach
        void beforeEach(
                @TcpEchoServer(name = "each") TcpEndpoint each,
                @Wired("all") TcpEndpoint all,
                @Wired("method") TcpEndpoint method) {
            assertThat(List.of(each.name(), all.name(), method.name())).containsExactly("each", "all", "method");
        }

        private void names(TcpEndpoint... endpoints) {
            assertThat(endpoints)
                    .extracting(TcpEndpoint::name)
                    .containsExactly(
                            "method",
                            "own",
                            "ancestor",
                            "contract",
                            "inherited",
                            "shared",
                            "constructed",
                            "all",
                            "each",
                            "earlier");
            assertThat(constructed).isEqualTo("constructed" + endpoints[1].port() + endpoints[4].port());
        }

        @Test
        @TcpEchoServer(name = "method")
        void test(
                @TcpEchoServer(name = "earlier") String text,
                @Wired("method") TcpEndpoint method,
                @Wired("own") TcpEndpoint own,
                @Wired("ancestor") TcpEndpoint ancestor,
                @Wired("contract") TcpEndpoint contract,
                @Wired("inherited") TcpEndpoint inherited,
                @Wired("shared") TcpEndpoint sharedOne,
                @Wired("constructed") TcpEndpoint constructedOne,
                @Wired("all") TcpEndpoint all,
                @Wired("each") TcpEndpoint each,
                @Wired("earlier") TcpEndpoint earlier) {
            names(method, own, ancestor, contract, inherited, sharedOne, constructedOne, all, each, earlier);
        }

        @Nested
        class Inner {
            @Test
            @TcpEchoServer(name = "method")
            void test(
                    @TcpEchoServer(name = "earlier") String text,
                    @Wired("method") TcpEndpoint method,
                    @Wired("own") TcpEndpoint own,
                    @Wired("ancestor") TcpEndpoint ancestor,
                    @Wired("contract") TcpEndpoint contract,
                    @Wired("inherited") TcpEndpoint inherited,
                    @Wired("shared") TcpEndpoint sharedOne,
                    @Wired("constructed") TcpEndpoint constructedOne,
                    @Wired("all") TcpEndpoint all,
                    @Wired("each") TcpEndpoint each,
                    @Wired("earlier") TcpEndpoint earlier) {
                names(method, own, ancestor, contract, inherited, sharedOne, constructedOne, all, each, earlier);
            }
        }
    }

    @Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.ANNOTATION_TYPE})
    @Retention(RetentionPolicy.RUNTIME)
    @TcpServer(greeting = "hi")
    @interface Greeter {}

    @Target({ElementType.FIELD, ElementType.PARAMETER})
    @Retention(RetentionPolicy.RUNTIME)
    @Greeter
    @interface GreeterAgain {}

    @Target(ElementType.PARAMETER)
    @Retention(RetentionPolicy.RUNTIME)
    @Wired("db")
    @interface Db {}

    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.RUNTIME)
    @Repeatable(Dbs.class)
    @TcpEchoServer(name = "db")
    @TcpEchoServer(name = "replica")
    @interface Databases {}

    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Dbs {
        Databases[] value();
    }

    @Test
    void composedAnnotationsWorkAtAnyDepth() {
        Kit.run(Composed.class).passed(1);
    }

    @InKit
    @Databases
    static class Composed {
        @GreeterAgain
        private static TcpEndpoint greeter;

        @Test
        void test(@Greeter TcpEndpoint other, @Db TcpEndpoint db, @Wired("replica") TcpEndpoint replica)
                throws IOException {
            for (TcpEndpoint one : List.of(greeter, other)) {
                try (Socket socket = Client.open(one.address())) {
                    assertThat(Client.exchange(socket, "", 2)).isEqualTo("hi");
                }
            }
            assertThat(List.of(db.name(), replica.name())).containsExactly("db", "replica");
        }
    }

    @Test
    void servesWithHandlersThatArePrivateToTheTest() {
        Kit.run(PrivateHandler.class).passed(2);
    }

    @InKit
    static class PrivateHandler {
        private static final class Counting implements TcpHandler {
            private int served;

            private Counting() {}

            @Override
            public void handle(TcpSession session) {
                session.send(session.readLine() + ++served);
            }
        }

        @TcpServer(handler = Counting.class, charset = "GBK")
        private TcpEndpoint server;

        @RepeatedTest(2)
        void oneObjectPerEndpoint() throws IOException {
            for (String answer : List.of("n1", "n2")) {
                try (Socket socket = Client.open(server.address())) {
                    assertThat(Client.exchange(socket, "n\n", 2)).isEqualTo(answer);
                }
            }
        }
    }

    @Test
    void namesAreThoseOfFieldsOrDerivedFromTheDeclaration() {
        for (int run = 0; run < 2; run++) {
            NOTES.clear();
            Kit.run(Names.class).passed(1);
            assertThat(NOTES.all())
                    .containsExactly(
                            "field",
                            "InjectionTest.Names(TcpEndpoint)[0]",
                            "InjectionTest.Names.setUp(String, TcpEndpoint)[1]",
                            "InjectionTest.Names.test(TcpEndpoint, TcpEndpoint, TcpEndpoint)[0]",
                            "InjectionTest.Names.test(TcpEndpoint, TcpEndpoint, TcpEndpoint)[1]",
                            "InjectionTest.Names.test(TcpEndpoint, TcpEndpoint, TcpEndpoint)@TcpEchoServer");
        }
    }

    @InKit
    @TcpServer
    @TcpServer(scope = Scope.CLASS)
    static class Names {
        @TcpEchoServer
        private TcpEndpoint field;

        private final TcpEndpoint constructed;
        private TcpEndpoint setUp;

        Names(@TcpEchoServer TcpEndpoint constructed) {
            this.constructed = constructed;
        }

        @BeforeEach
        void setUp(
                @Wired("dev.haywire.junit.InjectionTest.Names@TcpServer[1]") String typed,
                @TcpEchoServer TcpEndpoint endpoint) {
            setUp = endpoint;
        }

        @Test
        @TcpEchoServer
        void test(
                @TcpEchoServer TcpEndpoint a,
                @TcpEchoServer TcpEndpoint b,
                @Wired("InjectionTest.Names.test(TcpEndpoint, TcpEndpoint, TcpEndpoint)@TcpEchoServer") TcpEndpoint c) {
            for (TcpEndpoint endpoint : List.of(field, constructed, setUp, a, b, c)) {
                NOTES.add(endpoint.name());
            }
        }
    }
}
