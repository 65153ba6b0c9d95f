package dev.haywire.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import dev.haywire.TcpProxy;
import dev.haywire.TcpServer;
import dev.haywire.docs.Mistakes;
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

    @BeforeEach
    void forget() {
        RUN.forget();
    }

    static Stream<Arguments> wrong() {
        return Mistakes.of(WrongEndpointTest.class).map(mistake -> mistake.ofClass(WrongEndpointTest.class));
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
