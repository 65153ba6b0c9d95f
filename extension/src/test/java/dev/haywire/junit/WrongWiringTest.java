package dev.haywire.junit;

import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import dev.haywire.Wired;
import dev.haywire.docs.Mistakes;
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

    static Stream<Arguments> wrong() {
        return Mistakes.of(WrongWiringTest.class).map(mistake -> mistake.ofClass(WrongWiringTest.class));
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
