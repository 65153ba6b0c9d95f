package dev.haywire.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.Scope;
import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import dev.haywire.TcpProxy;
import dev.haywire.TcpServer;
import dev.haywire.docs.Mistakes;
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
        return Mistakes.of(WrongEndpointNamesTest.class).map(mistake -> mistake.ofClass(WrongEndpointNamesTest.class));
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
