package dev.haywire.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import dev.haywire.TcpProxy;
import dev.haywire.TcpServer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each wrong endpoint declaration with its exact message; the test it concerns does not run. */
class WrongEndpointTest {
    private static final Runs RUN = new Runs();
    private static final String TYPES =
            "allowed are TcpEndpoint, Endpoint, InetSocketAddress, URI, String, int and Integer";

    @BeforeEach
    void forget() {
        RUN.forget();
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of(
                        ParameterType.class,
                        "@TcpEchoServer on parameter 0 of method WrongEndpointTest.ParameterType.test(Thread):"
                                + " a TCP endpoint cannot be injected as Thread; " + TYPES),
                Arguments.of(
                        FieldType.class,
                        "@TcpEchoServer on field WrongEndpointTest.FieldType.list:"
                                + " a TCP endpoint cannot be injected as List; " + TYPES),
                Arguments.of(
                        FinalField.class,
                        "@TcpEchoServer on field WrongEndpointTest.FinalField.fixed:"
                                + " the field is final; allowed is a field that is not"),
                Arguments.of(
                        TwoOnOne.class,
                        "@TcpEchoServer and @TcpServer on field WrongEndpointTest.TwoOnOne.both;"
                                + " allowed is one endpoint annotation or @Wired, never both"),
                Arguments.of(
                        TwiceTheSame.class,
                        "@TcpEchoServer and @TcpEchoServer on parameter 0 of method"
                                + " WrongEndpointTest.TwiceTheSame.test(TcpEndpoint); allowed is one endpoint annotation or @Wired, never both"),
                Arguments.of(
                        HighPort.class,
                        "@TcpEchoServer on parameter 0 of method WrongEndpointTest.HighPort.test(TcpEndpoint):"
                                + " port = 65536; allowed is 0 (any free port) to 65535"),
                Arguments.of(
                        NoPort.class,
                        "@TcpProxy on type WrongEndpointTest.NoPort:"
                                + " value = \"localhost\"; allowed is host:port or [::1]:port with a port from 1 to 65535, or nothing"),
                Arguments.of(
                        PortZero.class,
                        "@TcpProxy on method WrongEndpointTest.PortZero.test():"
                                + " value = \"localhost:0\"; allowed is host:port or [::1]:port with a port from 1 to 65535, or nothing"),
                Arguments.of(
                        NoProperty.class,
                        "@TcpProxy on field WrongEndpointTest.NoProperty.proxy:"
                                + " value = \"${haywire.test.unset}:80\": neither a configuration parameter nor a system property haywire.test.unset is"
                                + " set, and no endpoint that lives as long sets it by its attribute property"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    void isRefusedWithItsMessage(Class<?> subject, String message) {
        RUN.noneOf(subject, message);
    }

    @Test
    void aMistakeInOneTestLeavesTheOthersAlone() {
        Ran ran = Kit.run(OneOfTwo.class).ended(1, 1, 0);
        assertThat(ran.failure())
                .hasMessageStartingWith(
                        "@TcpEchoServer on parameter 0 of method WrongEndpointTest.OneOfTwo.wrong(TcpEndpoint)");
        assertThat(RUN.counted()).isEqualTo(1);
    }

    @InKit
    static class ParameterType {
        @Test
        void test(@TcpEchoServer Thread thread) {
            RUN.count();
        }
    }

    @InKit
    static class FieldType {
        @TcpEchoServer
        private List<String> list;

        @Test
        void test() {
            RUN.count();
        }
    }

    @InKit
    static class FinalField {
        @TcpEchoServer
        private final TcpEndpoint fixed = null;

        @Test
        void test() {
            RUN.count();
        }
    }

    @InKit
    static class TwoOnOne {
        @TcpEchoServer
        @TcpServer
        private TcpEndpoint both;

        @Test
        void test() {
            RUN.count();
        }
    }

    @InKit
    static class TwiceTheSame {
        @Test
        void test(@TcpEchoServer @TcpEchoServer TcpEndpoint both) {
            RUN.count();
        }
    }

    @InKit
    static class HighPort {
        @Test
        void test(@TcpEchoServer(port = 65_536) TcpEndpoint endpoint) {
            RUN.count();
        }
    }

    @InKit
    @TcpProxy("localhost")
    static class NoPort {
        @Test
        void test() {
            RUN.count();
        }
    }

    @InKit
    static class PortZero {
        @Test
        @TcpProxy("localhost:0")
        void test() {
            RUN.count();
        }
    }

    @InKit
    static class NoProperty {
        @TcpProxy("${haywire.test.unset}:80")
        private TcpEndpoint proxy;

        @Test
        void test() {
            RUN.count();
        }
    }

    @InKit
    static class OneOfTwo {
        @Test
        void right(@TcpEchoServer TcpEndpoint endpoint) {
            RUN.count();
        }

        @Test
        void wrong(@TcpEchoServer(port = -1) TcpEndpoint endpoint) {
            RUN.count();
        }
    }
}
