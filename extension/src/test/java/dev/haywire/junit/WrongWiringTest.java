package dev.haywire.junit;

import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import dev.haywire.Wired;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each wrong use of {@code @Wired} with its exact message; the test it concerns does not run. */
class WrongWiringTest {
    private static final Runs RUN = new Runs();
    private static final String TYPES =
            "allowed are TcpEndpoint, UdpEndpoint, Endpoint, InetSocketAddress, URI, String, int and Integer";

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of(
                        WiredType.class,
                        "@Wired(\"typed\") on parameter 0 of method WrongWiringTest.WiredType.test(long):"
                                + " an endpoint cannot be injected as long; " + TYPES),
                Arguments.of(
                        FinalWired.class,
                        "@Wired(\"typed\") on field WrongWiringTest.FinalWired.fixed:"
                                + " the field is final; allowed is a field that is not"),
                Arguments.of(
                        BesideWired.class,
                        "@TcpEchoServer and @Wired on field WrongWiringTest.BesideWired.both;"
                                + " allowed is one endpoint annotation or @Wired, never both"),
                Arguments.of(
                        UnknownWired.class,
                        "@Wired(\"absent\") on parameter 0 of method WrongWiringTest.UnknownWired.test(TcpEndpoint):"
                                + " no endpoint is named \"absent\" here; known: \"present\", \"field\""),
                Arguments.of(
                        LaterParameter.class,
                        "@Wired(\"later\") on parameter 0 of method"
                                + " WrongWiringTest.LaterParameter.test(TcpEndpoint, TcpEndpoint):"
                                + " no endpoint is named \"later\" here; known: none"),
                Arguments.of(
                        Ambiguous.class,
                        "@Wired on parameter 0 of method WrongWiringTest.Ambiguous.test(TcpEndpoint):"
                                + " several are declared: \"a\", \"b\" on methods and types that can be injected as TcpEndpoint;"
                                + " allowed is exactly one, or @Wired with a name; known: \"a\", \"b\""),
                Arguments.of(
                        WiredTooEarly.class,
                        "@Wired(\"typed\") on parameter 0 of method WrongWiringTest.WiredTooEarly.setUp(int):"
                                + " \"typed\" (@TcpEchoServer on type WrongWiringTest.WiredTooEarly) lives for one test only;"
                                + " allowed here is an endpoint of scope CLASS or SESSION"),
                Arguments.of(
                        WiredIntoPerClass.class,
                        "@Wired(\"typed\") on field WrongWiringTest.WiredIntoPerClass.endpoint:"
                                + " \"typed\" (@TcpEchoServer on type WrongWiringTest.WiredIntoPerClass) lives for one test only;"
                                + " allowed here is an endpoint of scope CLASS or SESSION"),
                Arguments.of(
                        WiredIntoStatic.class,
                        "@Wired(\"field\") on field WrongWiringTest.WiredIntoStatic.copy:"
                                + " \"field\" (@TcpEchoServer on field WrongWiringTest.WiredIntoStatic.field) lives for one test only;"
                                + " allowed here is an endpoint of scope CLASS or SESSION"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    void isRefusedWithItsMessage(Class<?> subject, String message) {
        RUN.noneOf(subject, message);
    }

    @InKit
    @TcpEchoServer(name = "typed")
    static class WiredType {
        @Test
        void test(@Wired("typed") long port) {
            RUN.count();
        }
    }

    @InKit
    @TcpEchoServer(name = "typed")
    static class FinalWired {
        @Wired("typed")
        private final TcpEndpoint fixed = null;

        @Test
        void test() {
            RUN.count();
        }
    }

    @InKit
    static class BesideWired {
        @TcpEchoServer
        @Wired
        private TcpEndpoint both;

        @Test
        void test() {
            RUN.count();
        }
    }

    @InKit
    @TcpEchoServer(name = "present")
    static class UnknownWired {
        @TcpEchoServer
        private TcpEndpoint field;

        @Test
        void test(@Wired("absent") TcpEndpoint endpoint) {
            RUN.count();
        }
    }

    @InKit
    static class LaterParameter {
        @Test
        void test(@Wired("later") TcpEndpoint endpoint, @TcpEchoServer(name = "later") TcpEndpoint later) {
            RUN.count();
        }
    }

    @InKit
    @TcpEchoServer(name = "a")
    static class Ambiguous {
        @Test
        @TcpEchoServer(name = "b")
        void test(@Wired TcpEndpoint endpoint) {
            RUN.count();
        }
    }

    @InKit
    @TcpEchoServer(name = "typed")
    static class WiredTooEarly {
        @BeforeAll
        static void setUp(@Wired("typed") int port) {
            RUN.count();
        }

        @Test
        void test() {
            RUN.count();
        }
    }

    @InKit
    @TcpEchoServer(name = "typed")
    @TestInstance(Lifecycle.PER_CLASS)
    static class WiredIntoPerClass {
        @Wired("typed")
        private TcpEndpoint endpoint;

        @Test
        void test() {
            RUN.count();
        }
    }

    @InKit
    static class WiredIntoStatic {
        @TcpEchoServer
        private TcpEndpoint field;

        @Wired("field")
        private static TcpEndpoint copy;

        @Test
        void test() {
            RUN.count();
        }
    }
}
