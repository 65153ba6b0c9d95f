package dev.haywire.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.Scope;
import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import dev.haywire.TcpProxy;
import dev.haywire.TcpServer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each wrong name, shared port and property of endpoints with its exact message; the test it concerns does not run. */
class WrongEndpointNamesTest {
    private static final Runs RUN = new Runs();

    @BeforeEach
    void forget() {
        RUN.forget();
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of(
                        SamePortAsNobody.class,
                        "@TcpEchoServer on field WrongEndpointNamesTest.SamePortAsNobody.dns:"
                                + " samePortAs = \"nobody\", but no endpoint of that name is known here; known: \"dns\""),
                Arguments.of(
                        SamePortAsTcp.class,
                        "@TcpEchoServer on field WrongEndpointNamesTest.SamePortAsTcp.other (\"other\"):"
                                + " samePortAs = \"one\", but @TcpEchoServer on field WrongEndpointNamesTest.SamePortAsTcp.one is TCP too;"
                                + " allowed is the name of an endpoint of the other protocol"),
                Arguments.of(
                        SameName.class,
                        "Two endpoints are named \"db\": @TcpEchoServer on type WrongEndpointNamesTest.SameName and"
                                + " @TcpServer on field WrongEndpointNamesTest.SameName.db; allowed is each name once where both are visible"),
                Arguments.of(
                        SameNameInSetUp.class,
                        "Two endpoints are named \"db\": @TcpEchoServer on parameter 0 of method"
                                + " WrongEndpointNamesTest.SameNameInSetUp.setUp(TcpEndpoint) and @TcpEchoServer on parameter 0 of method"
                                + " WrongEndpointNamesTest.SameNameInSetUp.test(TcpEndpoint); allowed is each name once where both are visible"),
                Arguments.of(
                        SameProperty.class,
                        "Two live endpoints set the system property haywire.test.p.host:"
                                + " @TcpEchoServer on field WrongEndpointNamesTest.SameProperty.one and"
                                + " @TcpEchoServer on field WrongEndpointNamesTest.SameProperty.other;"
                                + " allowed is one at a time, give them different values of property"),
                Arguments.of(
                        CircleOfProperties.class,
                        "Each waits for a property of another:"
                                + " @TcpProxy on field WrongEndpointNamesTest.CircleOfProperties.one for haywire.test.b and"
                                + " @TcpProxy on field WrongEndpointNamesTest.CircleOfProperties.other for haywire.test.a;"
                                + " allowed is an order in which each can start"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    void isRefusedWithItsMessage(Class<?> subject, String message) {
        RUN.noneOf(subject, message);
    }

    @Test
    void aMistakeInANestedClassLeavesTheOuterOneAlone() {
        Ran ran = Kit.run(Outer.class);
        assertThat(ran.failure())
                .hasMessage(
                        "Two endpoints are named \"db\": @TcpEchoServer on field WrongEndpointNamesTest.Outer.db and"
                                + " @TcpEchoServer on field WrongEndpointNamesTest.Outer.Inner.other; allowed is each name once where both are visible");
        assertThat(RUN.counted()).isEqualTo(1);
    }

    @InKit
    static class SamePortAsNobody {
        @TcpEchoServer(samePortAs = "nobody")
        private TcpEndpoint dns;

        @Test
        void test() {
            RUN.count();
        }
    }

    @InKit
    static class SamePortAsTcp {
        @TcpEchoServer
        private TcpEndpoint one;

        @TcpEchoServer(samePortAs = "one")
        private TcpEndpoint other;

        @Test
        void test() {
            RUN.count();
        }
    }

    @InKit
    @TcpEchoServer(name = "db")
    static class SameName {
        @TcpServer
        private TcpEndpoint db;

        @Test
        void test() {
            RUN.count();
        }
    }

    @InKit
    static class SameNameInSetUp {
        @BeforeEach
        void setUp(@TcpEchoServer(name = "db") TcpEndpoint endpoint) {
            RUN.count();
        }

        @Test
        void test(@TcpEchoServer(name = "db") TcpEndpoint endpoint) {
            RUN.count();
        }
    }

    @InKit
    static class SameProperty {
        @TcpEchoServer(property = "haywire.test.p")
        private TcpEndpoint one;

        @TcpEchoServer(property = "haywire.test.p.host")
        private TcpEndpoint other;

        @Test
        void test() {
            RUN.count();
        }
    }

    @InKit
    static class CircleOfProperties {
        @TcpProxy(value = "${haywire.test.b}", property = "haywire.test.a")
        private TcpEndpoint one;

        @TcpProxy(value = "${haywire.test.a}", property = "haywire.test.b")
        private TcpEndpoint other;

        @Test
        void test() {
            RUN.count();
        }
    }

    @InKit
    static class Outer {
        @TcpEchoServer
        private TcpEndpoint db;

        @Test
        void test() {
            RUN.count();
        }

        @Nested
        class Inner {
            @TcpEchoServer(name = "db", scope = Scope.CLASS)
            private TcpEndpoint other;

            @Test
            void test() {
                RUN.count();
            }
        }
    }
}
