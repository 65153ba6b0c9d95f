package dev.haywire.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.TcpEndpoint;
import dev.haywire.TcpHandler;
import dev.haywire.TcpServer;
import dev.haywire.TcpSession;
import dev.haywire.docs.Mistakes;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each wrong script and handler of a server with its exact message; the test does not run. */
class WrongServerTest {
    private static final Runs RUN = new Runs();

    static Stream<Arguments> wrong() {
        return Mistakes.of(WrongServerTest.class).map(mistake -> mistake.ofClass(WrongServerTest.class));
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
