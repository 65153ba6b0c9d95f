package dev.haywire.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.TcpEndpoint;
import dev.haywire.TcpHandler;
import dev.haywire.TcpServer;
import dev.haywire.TcpSession;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each wrong script and handler of a server with its exact message; the test does not run. */
class WrongServerTest {
    private static final Runs RUN = new Runs();

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of(
                        UnknownCharset.class,
                        "@TcpServer on field WrongServerTest.UnknownCharset.server:"
                                + " charset = \"KLINGON\"; allowed is a charset of this JDK, UTF-8 for instance"),
                Arguments.of(
                        Unwritable.class,
                        "@TcpServer on field WrongServerTest.Unwritable.server:"
                                + " greeting = \"gr\u00fc\u00dfe\"; allowed is text that charset US-ASCII can write"),
                Arguments.of(
                        NoLineEnd.class,
                        "@TcpServer on field WrongServerTest.NoLineEnd.server:"
                                + " until = \"\"; allowed is the text that ends a line, at least one character"),
                Arguments.of(
                        NothingToCloseAfter.class,
                        "@TcpServer on field WrongServerTest.NothingToCloseAfter.server:"
                                + " closeAfterReply without greeting and reply; allowed is it with one of them"),
                Arguments.of(
                        HandlerAndScript.class,
                        "@TcpServer on field WrongServerTest.HandlerAndScript.server:"
                                + " handler = WrongServerTest.Silent.class beside reply;"
                                + " allowed is a handler or a script of greeting, reply, until and closeAfterReply"),
                Arguments.of(
                        UnmakeableHandler.class,
                        "@TcpServer on field WrongServerTest.UnmakeableHandler.server:"
                                + " handler = WrongServerTest.NeedsMore.class;"
                                + " allowed is a class, static where it is nested, not abstract, with a constructor without parameters"),
                Arguments.of(
                        AbstractHandler.class,
                        "@TcpServer on field WrongServerTest.AbstractHandler.server:"
                                + " handler = WrongServerTest.Abstract.class;"
                                + " allowed is a class, static where it is nested, not abstract, with a constructor without parameters"),
                Arguments.of(
                        ThrowingHandler.class,
                        "@TcpServer on field WrongServerTest.ThrowingHandler.server:"
                                + " handler = WrongServerTest.Throwing.class: its constructor throws java.lang.IllegalStateException: not today"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    void isRefusedWithItsMessage(Class<?> subject, String message) {
        RUN.noneOf(subject, message);
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
    static class UnknownCharset {
        @TcpServer(charset = "KLINGON")
        private TcpEndpoint server;

        @Test
        void test() {
            RUN.count();
        }
    }

    @InKit
    static class Unwritable {
        @TcpServer(greeting = "gr\u00fc\u00dfe", charset = "US-ASCII")
        private TcpEndpoint server;

        @Test
        void test() {
            RUN.count();
        }
    }

    @InKit
    static class NoLineEnd {
        @TcpServer(reply = "ok", until = "")
        private TcpEndpoint server;

        @Test
        void test() {
            RUN.count();
        }
    }

    @InKit
    static class NothingToCloseAfter {
        @TcpServer(closeAfterReply = true)
        private TcpEndpoint server;

        @Test
        void test() {
            RUN.count();
        }
    }

    @InKit
    static class HandlerAndScript {
        @TcpServer(handler = Silent.class, reply = "ok")
        private TcpEndpoint server;

        @Test
        void test() {
            RUN.count();
        }
    }

    @InKit
    static class UnmakeableHandler {
        @TcpServer(handler = NeedsMore.class)
        private TcpEndpoint server;

        @Test
        void test() {
            RUN.count();
        }
    }

    @InKit
    static class AbstractHandler {
        @TcpServer(handler = Abstract.class)
        private TcpEndpoint server;

        @Test
        void test() {
            RUN.count();
        }
    }

    @InKit
    static class ThrowingHandler {
        @TcpServer(handler = Throwing.class)
        private TcpEndpoint server;

        @Test
        void test() {
            RUN.count();
        }
    }
}
