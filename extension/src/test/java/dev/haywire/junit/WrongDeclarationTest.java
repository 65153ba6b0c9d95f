package dev.haywire.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.Scope;
import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import dev.haywire.TcpHandler;
import dev.haywire.TcpProxy;
import dev.haywire.TcpServer;
import dev.haywire.TcpSession;
import dev.haywire.Wired;
import dev.haywire.fault.Latency;
import dev.haywire.fault.Refuse;
import dev.haywire.fault.Reset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each wrong declaration with its exact message; the test it concerns does not run. */
class WrongDeclarationTest {
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
                        "@TcpEchoServer on parameter 0 of method WrongDeclarationTest.ParameterType.test(Thread):"
                                + " an endpoint cannot be injected as Thread; " + TYPES),
                Arguments.of(
                        FieldType.class,
                        "@TcpEchoServer on field WrongDeclarationTest.FieldType.list:"
                                + " an endpoint cannot be injected as List; " + TYPES),
                Arguments.of(
                        WiredType.class,
                        "@Wired(\"typed\") on parameter 0 of method WrongDeclarationTest.WiredType.test(long):"
                                + " an endpoint cannot be injected as long; " + TYPES),
                Arguments.of(
                        FinalField.class,
                        "@TcpEchoServer on field WrongDeclarationTest.FinalField.fixed:"
                                + " the field is final; allowed is a field that is not"),
                Arguments.of(
                        FinalWired.class,
                        "@Wired(\"typed\") on field WrongDeclarationTest.FinalWired.fixed:"
                                + " the field is final; allowed is a field that is not"),
                Arguments.of(
                        TwoOnOne.class,
                        "@TcpEchoServer and @TcpServer on field WrongDeclarationTest.TwoOnOne.both;"
                                + " allowed is one endpoint annotation or @Wired, never both"),
                Arguments.of(
                        TwiceTheSame.class,
                        "@TcpEchoServer and @TcpEchoServer on parameter 0 of method"
                                + " WrongDeclarationTest.TwiceTheSame.test(TcpEndpoint); allowed is one endpoint annotation or @Wired, never both"),
                Arguments.of(
                        BesideWired.class,
                        "@TcpEchoServer and @Wired on field WrongDeclarationTest.BesideWired.both;"
                                + " allowed is one endpoint annotation or @Wired, never both"),
                Arguments.of(
                        HighPort.class,
                        "@TcpEchoServer on parameter 0 of method WrongDeclarationTest.HighPort.test(TcpEndpoint):"
                                + " port = 65536; allowed is 0 (any free port) to 65535"),
                Arguments.of(
                        NoPort.class,
                        "@TcpProxy on type WrongDeclarationTest.NoPort:"
                                + " value = \"localhost\"; allowed is host:port or [::1]:port with a port from 1 to 65535, or nothing"),
                Arguments.of(
                        PortZero.class,
                        "@TcpProxy on method WrongDeclarationTest.PortZero.test():"
                                + " value = \"localhost:0\"; allowed is host:port or [::1]:port with a port from 1 to 65535, or nothing"),
                Arguments.of(
                        NoProperty.class,
                        "@TcpProxy on field WrongDeclarationTest.NoProperty.proxy:"
                                + " value = \"${haywire.test.unset}:80\": neither a configuration parameter nor a system property haywire.test.unset is"
                                + " set, and no endpoint that lives as long sets it by its attribute property"),
                Arguments.of(
                        UnknownCharset.class,
                        "@TcpServer on field WrongDeclarationTest.UnknownCharset.server:"
                                + " charset = \"KLINGON\"; allowed is a charset of this JDK, UTF-8 for instance"),
                Arguments.of(
                        Unwritable.class,
                        "@TcpServer on field WrongDeclarationTest.Unwritable.server:"
                                + " greeting = \"gr\u00fc\u00dfe\"; allowed is text that charset US-ASCII can write"),
                Arguments.of(
                        NoLineEnd.class,
                        "@TcpServer on field WrongDeclarationTest.NoLineEnd.server:"
                                + " until = \"\"; allowed is the text that ends a line, at least one character"),
                Arguments.of(
                        NothingToCloseAfter.class,
                        "@TcpServer on field WrongDeclarationTest.NothingToCloseAfter.server:"
                                + " closeAfterReply without greeting and reply; allowed is it with one of them"),
                Arguments.of(
                        HandlerAndScript.class,
                        "@TcpServer on field WrongDeclarationTest.HandlerAndScript.server:"
                                + " handler = WrongDeclarationTest.Silent.class beside reply;"
                                + " allowed is a handler or a script of greeting, reply, until and closeAfterReply"),
                Arguments.of(
                        UnmakeableHandler.class,
                        "@TcpServer on field WrongDeclarationTest.UnmakeableHandler.server:"
                                + " handler = WrongDeclarationTest.NeedsMore.class;"
                                + " allowed is a class, static where it is nested, not abstract, with a constructor without parameters"),
                Arguments.of(
                        AbstractHandler.class,
                        "@TcpServer on field WrongDeclarationTest.AbstractHandler.server:"
                                + " handler = WrongDeclarationTest.Abstract.class;"
                                + " allowed is a class, static where it is nested, not abstract, with a constructor without parameters"),
                Arguments.of(
                        ThrowingHandler.class,
                        "@TcpServer on field WrongDeclarationTest.ThrowingHandler.server:"
                                + " handler = WrongDeclarationTest.Throwing.class: its constructor throws java.lang.IllegalStateException: not today"),
                Arguments.of(
                        SamePortAsNobody.class,
                        "@TcpEchoServer on field WrongDeclarationTest.SamePortAsNobody.dns:"
                                + " samePortAs = \"nobody\", but no endpoint of that name is known here; known: \"dns\""),
                Arguments.of(
                        SamePortAsTcp.class,
                        "@TcpEchoServer on field WrongDeclarationTest.SamePortAsTcp.other (\"other\"):"
                                + " samePortAs = \"one\", but @TcpEchoServer on field WrongDeclarationTest.SamePortAsTcp.one is TCP too;"
                                + " allowed is the name of an endpoint of the other protocol"),
                Arguments.of(
                        SameName.class,
                        "Two endpoints are named \"db\": @TcpEchoServer on type WrongDeclarationTest.SameName and"
                                + " @TcpServer on field WrongDeclarationTest.SameName.db; allowed is each name once where both are visible"),
                Arguments.of(
                        SameNameInSetUp.class,
                        "Two endpoints are named \"db\": @TcpEchoServer on parameter 0 of method"
                                + " WrongDeclarationTest.SameNameInSetUp.setUp(TcpEndpoint) and @TcpEchoServer on parameter 0 of method"
                                + " WrongDeclarationTest.SameNameInSetUp.test(TcpEndpoint); allowed is each name once where both are visible"),
                Arguments.of(
                        SameProperty.class,
                        "Two live endpoints set the system property haywire.test.p.host:"
                                + " @TcpEchoServer on field WrongDeclarationTest.SameProperty.one and"
                                + " @TcpEchoServer on field WrongDeclarationTest.SameProperty.other;"
                                + " allowed is one at a time, give them different values of property"),
                Arguments.of(
                        CircleOfProperties.class,
                        "Each waits for a property of another:"
                                + " @TcpProxy on field WrongDeclarationTest.CircleOfProperties.one and"
                                + " @TcpProxy on field WrongDeclarationTest.CircleOfProperties.other"),
                Arguments.of(
                        UnknownWired.class,
                        "@Wired(\"absent\") on parameter 0 of method WrongDeclarationTest.UnknownWired.test(TcpEndpoint):"
                                + " no endpoint is named \"absent\" here; known: \"present\", \"field\""),
                Arguments.of(
                        LaterParameter.class,
                        "@Wired(\"later\") on parameter 0 of method"
                                + " WrongDeclarationTest.LaterParameter.test(TcpEndpoint, TcpEndpoint):"
                                + " no endpoint is named \"later\" here; known: none"),
                Arguments.of(
                        Ambiguous.class,
                        "@Wired on parameter 0 of method WrongDeclarationTest.Ambiguous.test(TcpEndpoint):"
                                + " several are declared: \"a\", \"b\" on methods and types that can be injected as TcpEndpoint;"
                                + " allowed is exactly one, or @Wired with a name; known: \"a\", \"b\""),
                Arguments.of(
                        NoneFits.class,
                        "TcpEndpoint as parameter 0 of method WrongDeclarationTest.NoneFits.test(TcpEndpoint):"
                                + " none is declared on methods and types that can be injected as TcpEndpoint;"
                                + " allowed is exactly one, or @Wired with a name; known: \"field\""),
                Arguments.of(
                        WiredTooEarly.class,
                        "@Wired(\"typed\") on parameter 0 of method WrongDeclarationTest.WiredTooEarly.setUp(int):"
                                + " \"typed\" (@TcpEchoServer on type WrongDeclarationTest.WiredTooEarly) lives for one test only;"
                                + " allowed here is an endpoint of scope CLASS or SESSION"),
                Arguments.of(
                        WiredIntoPerClass.class,
                        "@Wired(\"typed\") on field WrongDeclarationTest.WiredIntoPerClass.endpoint:"
                                + " \"typed\" (@TcpEchoServer on type WrongDeclarationTest.WiredIntoPerClass) lives for one test only;"
                                + " allowed here is an endpoint of scope CLASS or SESSION"),
                Arguments.of(
                        WiredIntoStatic.class,
                        "@Wired(\"field\") on field WrongDeclarationTest.WiredIntoStatic.copy:"
                                + " \"field\" (@TcpEchoServer on field WrongDeclarationTest.WiredIntoStatic.field) lives for one test only;"
                                + " allowed here is an endpoint of scope CLASS or SESSION"),
                Arguments.of(
                        FaultAlone.class,
                        "@Reset on field WrongDeclarationTest.FaultAlone.plain"
                                + " has neither an endpoint annotation nor @Wired beside it; allowed is it beside one of them, or on a method or type"),
                Arguments.of(
                        FaultOnImplicit.class,
                        "@Latency on parameter 0 of method WrongDeclarationTest.FaultOnImplicit.test(TcpEndpoint)"
                                + " has neither an endpoint annotation nor @Wired beside it; allowed is it beside one of them, or on a method or type"),
                Arguments.of(
                        FaultInTearDown.class,
                        "@Latency on parameter 0 of method WrongDeclarationTest.FaultInTearDown.tearDown(TcpEndpoint)"
                                + " could never break anything, since faults are live exactly around the test method; allowed is it on a test method, a"
                                + " type, a field or a parameter of a constructor, @BeforeAll, @BeforeEach or test method"),
                Arguments.of(
                        FaultOnSetUp.class,
                        "@Latency on method WrongDeclarationTest.FaultOnSetUp.setUp()"
                                + " could never break anything, since faults are live exactly around the test method; allowed is it on a test method, a"
                                + " type, a field or a parameter of a constructor, @BeforeAll, @BeforeEach or test method"),
                Arguments.of(
                        FaultOnAnother.class,
                        "@Refuse(on = \"other\") on parameter 0 of method"
                                + " WrongDeclarationTest.FaultOnAnother.test(TcpEndpoint): on = \"other\" beside @TcpEchoServer on parameter 0 of method"
                                + " WrongDeclarationTest.FaultOnAnother.test(TcpEndpoint); allowed is on = \"\", since it breaks the endpoint beside it"),
                Arguments.of(
                        FaultOnNobody.class,
                        "@Refuse(on = \"nobody\") on method WrongDeclarationTest.FaultOnNobody.test(TcpEndpoint):"
                                + " no endpoint is named \"nobody\" here; known: \"db\""),
                Arguments.of(
                        FaultOnNothing.class,
                        "@Refuse on method WrongDeclarationTest.FaultOnNothing.test():"
                                + " no endpoint that it could break is in scope; known: none"),
                Arguments.of(
                        FaultWithoutTrigger.class,
                        "@Reset on method WrongDeclarationTest.FaultWithoutTrigger.test(TcpEndpoint):"
                                + " needs a trigger: afterBytes or after with a direction, onAccept = true, or firstConnections;"
                                + " without one it would act once, before the test has connected"),
                Arguments.of(
                        NegativeTime.class,
                        "@Latency(-1) on type WrongDeclarationTest.NegativeTime:"
                                + " latency must not be negative, but was -1 ms"));
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
                        "@TcpEchoServer on parameter 0 of method WrongDeclarationTest.OneOfTwo.wrong(TcpEndpoint)");
        assertThat(RUN).hasValue(1);
    }

    @Test
    void aMistakeInANestedClassLeavesTheOuterOneAlone() {
        Ran ran = Kit.run(Outer.class);
        assertThat(ran.failure())
                .hasMessage(
                        "Two endpoints are named \"db\": @TcpEchoServer on field WrongDeclarationTest.Outer.db and"
                                + " @TcpEchoServer on field WrongDeclarationTest.Outer.Inner.other; allowed is each name once where both are visible");
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
    @TcpEchoServer(name = "typed")
    static class WiredType {
        @Test
        void test(@Wired("typed") long port) {
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
    @TcpEchoServer(name = "typed")
    static class FinalWired {
        @Wired("typed")
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
    static class BesideWired {
        @TcpEchoServer
        @Wired
        private TcpEndpoint both;

        @Test
        void test() {
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
    @TcpEchoServer(name = "present")
    static class UnknownWired {
        @TcpEchoServer
        private TcpEndpoint field;

        @Test
        void test(@Wired("absent") TcpEndpoint endpoint) {
            RUN.incrementAndGet();
        }
    }

    @InKit
    static class LaterParameter {
        @Test
        void test(@Wired("later") TcpEndpoint endpoint, @TcpEchoServer(name = "later") TcpEndpoint later) {
            RUN.incrementAndGet();
        }
    }

    @InKit
    @TcpEchoServer(name = "a")
    static class Ambiguous {
        @Test
        @TcpEchoServer(name = "b")
        void test(@Wired TcpEndpoint endpoint) {
            RUN.incrementAndGet();
        }
    }

    @InKit
    static class NoneFits {
        @TcpEchoServer
        private TcpEndpoint field;

        @Test
        void test(TcpEndpoint endpoint) {
            RUN.incrementAndGet();
        }
    }

    @InKit
    @TcpEchoServer(name = "typed")
    static class WiredTooEarly {
        @BeforeAll
        static void setUp(@Wired("typed") int port) {
            RUN.incrementAndGet();
        }

        @Test
        void test() {
            RUN.incrementAndGet();
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
            RUN.incrementAndGet();
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
            RUN.incrementAndGet();
        }
    }

    @InKit
    static class FaultAlone {
        @Reset(onAccept = true)
        private TcpEndpoint plain;

        @Test
        void test() {
            RUN.incrementAndGet();
        }
    }

    @InKit
    @TcpEchoServer
    static class FaultOnImplicit {
        @Test
        void test(@Latency(1) TcpEndpoint endpoint) {
            RUN.incrementAndGet();
        }
    }

    @InKit
    static class FaultInTearDown {
        @Test
        void test() {
            RUN.incrementAndGet();
        }

        @AfterEach
        void tearDown(@TcpEchoServer @Latency(1) TcpEndpoint endpoint) {
            RUN.incrementAndGet();
        }
    }

    @InKit
    @TcpEchoServer
    static class FaultOnSetUp {
        @BeforeEach
        @Latency(1)
        void setUp() {
            RUN.incrementAndGet();
        }

        @Test
        void test() {
            RUN.incrementAndGet();
        }
    }

    @InKit
    static class FaultOnAnother {
        @Test
        void test(@TcpEchoServer @Refuse(on = "other") TcpEndpoint endpoint) {
            RUN.incrementAndGet();
        }
    }

    @InKit
    static class FaultOnNobody {
        @Test
        @Refuse(on = "nobody")
        void test(@TcpEchoServer(name = "db") TcpEndpoint endpoint) {
            RUN.incrementAndGet();
        }
    }

    @InKit
    static class FaultOnNothing {
        @Test
        @Refuse
        void test() {
            RUN.incrementAndGet();
        }
    }

    @InKit
    static class FaultWithoutTrigger {
        @Test
        @Reset
        void test(@TcpEchoServer TcpEndpoint endpoint) {
            RUN.incrementAndGet();
        }
    }

    @InKit
    @Latency(-1)
    static class NegativeTime {
        @Test
        void test(@TcpEchoServer TcpEndpoint endpoint) {
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
