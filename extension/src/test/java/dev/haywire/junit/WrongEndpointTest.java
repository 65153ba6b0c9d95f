package dev.haywire.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.Scope;
import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import dev.haywire.TcpHandler;
import dev.haywire.TcpProxy;
import dev.haywire.TcpServer;
import dev.haywire.TcpSession;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each wrong endpoint declaration with its exact message; the test it concerns does not run. */
class WrongEndpointTest {
    private static final AtomicInteger RUN = new AtomicInteger();
    private static final String TYPES =
            "allowed are TcpEndpoint, Endpoint, InetSocketAddress, URI, String, int and Integer";

    @BeforeEach
    void forget() {
        RUN.set(0);
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
                                + " set, and no endpoint that lives as long sets it by its attribute property"),
                Arguments.of(
                        UnknownCharset.class,
                        "@TcpServer on field WrongEndpointTest.UnknownCharset.server:"
                                + " charset = \"KLINGON\"; allowed is a charset of this JDK, UTF-8 for instance"),
                Arguments.of(
                        Unwritable.class,
                        "@TcpServer on field WrongEndpointTest.Unwritable.server:"
                                + " greeting = \"gr\u00fc\u00dfe\"; allowed is text that charset US-ASCII can write"),
                Arguments.of(
                        NoLineEnd.class,
                        "@TcpServer on field WrongEndpointTest.NoLineEnd.server:"
                                + " until = \"\"; allowed is the text that ends a line, at least one character"),
                Arguments.of(
                        NothingToCloseAfter.class,
                        "@TcpServer on field WrongEndpointTest.NothingToCloseAfter.server:"
                                + " closeAfterReply without greeting and reply; allowed is it with one of them"),
                Arguments.of(
                        HandlerAndScript.class,
                        "@TcpServer on field WrongEndpointTest.HandlerAndScript.server:"
                                + " handler = WrongEndpointTest.Silent.class beside reply;"
                                + " allowed is a handler or a script of greeting, reply, until and closeAfterReply"),
                Arguments.of(
                        UnmakeableHandler.class,
                        "@TcpServer on field WrongEndpointTest.UnmakeableHandler.server:"
                                + " handler = WrongEndpointTest.NeedsMore.class;"
                                + " allowed is a class, static where it is nested, not abstract, with a constructor without parameters"),
                Arguments.of(
                        AbstractHandler.class,
                        "@TcpServer on field WrongEndpointTest.AbstractHandler.server:"
                                + " handler = WrongEndpointTest.Abstract.class;"
                                + " allowed is a class, static where it is nested, not abstract, with a constructor without parameters"),
                Arguments.of(
                        ThrowingHandler.class,
                        "@TcpServer on field WrongEndpointTest.ThrowingHandler.server:"
                                + " handler = WrongEndpointTest.Throwing.class: its constructor throws java.lang.IllegalStateException: not today"),
                Arguments.of(
                        SamePortAsNobody.class,
                        "@TcpEchoServer on field WrongEndpointTest.SamePortAsNobody.dns:"
                                + " samePortAs = \"nobody\", but no endpoint of that name is known here; known: \"dns\""),
                Arguments.of(
                        SamePortAsTcp.class,
                        "@TcpEchoServer on field WrongEndpointTest.SamePortAsTcp.other (\"other\"):"
                                + " samePortAs = \"one\", but @TcpEchoServer on field WrongEndpointTest.SamePortAsTcp.one is TCP too;"
                                + " allowed is the name of an endpoint of the other protocol"),
                Arguments.of(
                        SameName.class,
                        "Two endpoints are named \"db\": @TcpEchoServer on type WrongEndpointTest.SameName and"
                                + " @TcpServer on field WrongEndpointTest.SameName.db; allowed is each name once where both are visible"),
                Arguments.of(
                        SameNameInSetUp.class,
                        "Two endpoints are named \"db\": @TcpEchoServer on parameter 0 of method"
                                + " WrongEndpointTest.SameNameInSetUp.setUp(TcpEndpoint) and @TcpEchoServer on parameter 0 of method"
                                + " WrongEndpointTest.SameNameInSetUp.test(TcpEndpoint); allowed is each name once where both are visible"),
                Arguments.of(
                        SameProperty.class,
                        "Two live endpoints set the system property haywire.test.p.host:"
                                + " @TcpEchoServer on field WrongEndpointTest.SameProperty.one and"
                                + " @TcpEchoServer on field WrongEndpointTest.SameProperty.other;"
                                + " allowed is one at a time, give them different values of property"),
                Arguments.of(
                        CircleOfProperties.class,
                        "Each waits for a property of another:"
                                + " @TcpProxy on field WrongEndpointTest.CircleOfProperties.one and"
                                + " @TcpProxy on field WrongEndpointTest.CircleOfProperties.other"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    void isRefusedWithItsMessage(Class<?> subject, String message) {
        List<Throwable> failures = Kit.run(subject).failures();
        assertThat(failures).hasSize(1);
        assertThat(failures.get(0)).hasMessage(message);
        assertThat(RUN).as("test methods that ran").hasValue(0);
    }

    @Test
    void aMistakeInOneTestLeavesTheOthersAlone() {
        Ran ran = Kit.run(OneOfTwo.class).ended(1, 1, 0);
        assertThat(ran.failure())
                .hasMessageStartingWith(
                        "@TcpEchoServer on parameter 0 of method WrongEndpointTest.OneOfTwo.wrong(TcpEndpoint)");
        assertThat(RUN).hasValue(1);
    }

    @Test
    void aMistakeInANestedClassLeavesTheOuterOneAlone() {
        Ran ran = Kit.run(Outer.class);
        assertThat(ran.failure())
                .hasMessage(
                        "Two endpoints are named \"db\": @TcpEchoServer on field WrongEndpointTest.Outer.db and"
                                + " @TcpEchoServer on field WrongEndpointTest.Outer.Inner.other; allowed is each name once where both are visible");
        assertThat(RUN).hasValue(1);
    }

    static final class Silent implements TcpHandler {
        @Override
        public void handle(TcpSession session) {}
    }

    static final class NeedsMore implements TcpHandler {
        NeedsMore(int more) {
            assertThat(more).isZero();
        }

        @Override
        public void handle(TcpSession session) {}
    }

    abstract static class Abstract implements TcpHandler {}

    static final class Throwing implements TcpHandler {
        Throwing() {
            throw new IllegalStateException("not today");
        }

        @Override
        public void handle(TcpSession session) {}
    }

    @InKit
    static class ParameterType {
        @Test
        void test(@TcpEchoServer Thread thread) {
            RUN.incrementAndGet();
        }
    }

    @InKit
    static class FieldType {
        @TcpEchoServer
        private List<String> list;

        @Test
        void test() {
            RUN.incrementAndGet();
        }
    }

    @InKit
    static class FinalField {
        @TcpEchoServer
        private final TcpEndpoint fixed = null;

        @Test
        void test() {
            RUN.incrementAndGet();
        }
    }

    @InKit
    static class TwoOnOne {
        @TcpEchoServer
        @TcpServer
        private TcpEndpoint both;

        @Test
        void test() {
            RUN.incrementAndGet();
        }
    }

    @InKit
    static class TwiceTheSame {
        @Test
        void test(@TcpEchoServer @TcpEchoServer TcpEndpoint both) {
            RUN.incrementAndGet();
        }
    }

    @InKit
    static class HighPort {
        @Test
        void test(@TcpEchoServer(port = 65_536) TcpEndpoint endpoint) {
            RUN.incrementAndGet();
        }
    }

    @InKit
    @TcpProxy("localhost")
    static class NoPort {
        @Test
        void test() {
            RUN.incrementAndGet();
        }
    }

    @InKit
    static class PortZero {
        @Test
        @TcpProxy("localhost:0")
        void test() {
            RUN.incrementAndGet();
        }
    }

    @InKit
    static class NoProperty {
        @TcpProxy("${haywire.test.unset}:80")
        private TcpEndpoint proxy;

        @Test
        void test() {
            RUN.incrementAndGet();
        }
    }

    @InKit
    static class UnknownCharset {
        @TcpServer(charset = "KLINGON")
        private TcpEndpoint server;

        @Test
        void test() {
            RUN.incrementAndGet();
        }
    }

    @InKit
    static class Unwritable {
        @TcpServer(greeting = "gr\u00fc\u00dfe", charset = "US-ASCII")
        private TcpEndpoint server;

        @Test
        void test() {
            RUN.incrementAndGet();
        }
    }

    @InKit
    static class NoLineEnd {
        @TcpServer(reply = "ok", until = "")
        private TcpEndpoint server;

        @Test
        void test() {
            RUN.incrementAndGet();
        }
    }

    @InKit
    static class NothingToCloseAfter {
        @TcpServer(closeAfterReply = true)
        private TcpEndpoint server;

        @Test
        void test() {
            RUN.incrementAndGet();
        }
    }

    @InKit
    static class HandlerAndScript {
        @TcpServer(handler = Silent.class, reply = "ok")
        private TcpEndpoint server;

        @Test
        void test() {
            RUN.incrementAndGet();
        }
    }

    @InKit
    static class UnmakeableHandler {
        @TcpServer(handler = NeedsMore.class)
        private TcpEndpoint server;

        @Test
        void test() {
            RUN.incrementAndGet();
        }
    }

    @InKit
    static class AbstractHandler {
        @TcpServer(handler = Abstract.class)
        private TcpEndpoint server;

        @Test
        void test() {
            RUN.incrementAndGet();
        }
    }

    @InKit
    static class ThrowingHandler {
        @TcpServer(handler = Throwing.class)
        private TcpEndpoint server;

        @Test
        void test() {
            RUN.incrementAndGet();
        }
    }

    @InKit
    static class SamePortAsNobody {
        @TcpEchoServer(samePortAs = "nobody")
        private TcpEndpoint dns;

        @Test
        void test() {
            RUN.incrementAndGet();
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
            RUN.incrementAndGet();
        }
    }

    @InKit
    @TcpEchoServer(name = "db")
    static class SameName {
        @TcpServer
        private TcpEndpoint db;

        @Test
        void test() {
            RUN.incrementAndGet();
        }
    }

    @InKit
    static class SameNameInSetUp {
        @BeforeEach
        void setUp(@TcpEchoServer(name = "db") TcpEndpoint endpoint) {
            RUN.incrementAndGet();
        }

        @Test
        void test(@TcpEchoServer(name = "db") TcpEndpoint endpoint) {
            RUN.incrementAndGet();
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
            RUN.incrementAndGet();
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
            RUN.incrementAndGet();
        }
    }

    @InKit
    static class OneOfTwo {
        @Test
        void right(@TcpEchoServer TcpEndpoint endpoint) {
            RUN.incrementAndGet();
        }

        @Test
        void wrong(@TcpEchoServer(port = -1) TcpEndpoint endpoint) {
            RUN.incrementAndGet();
        }
    }

    @InKit
    static class Outer {
        @TcpEchoServer
        private TcpEndpoint db;

        @Test
        void test() {
            RUN.incrementAndGet();
        }

        @Nested
        class Inner {
            @TcpEchoServer(name = "db", scope = Scope.CLASS)
            private TcpEndpoint other;

            @Test
            void test() {
                RUN.incrementAndGet();
            }
        }
    }
}
