package dev.haywire.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import dev.haywire.TcpServer;
import dev.haywire.docs.Mistakes;
import dev.haywire.fault.Direction;
import dev.haywire.fault.Latency;
import dev.haywire.fault.Reset;
import dev.haywire.fault.Stall;
import java.io.IOException;
import java.net.Socket;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A fault that never fired says why, as far as the records of the connections tell. */
class UnfiredReasonsTest {
    static Stream<Arguments> unfired() {
        return Mistakes.of(UnfiredReasonsTest.class).map(mistake -> mistake.ofClass(UnfiredReasonsTest.class));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unfired")
    void failsTheTestWithTheReason(Class<?> subject, String message) {
        assertThat(Kit.run(subject).ended(0, 1, 0).failure())
                .isInstanceOf(AssertionError.class)
                .hasMessage(message);
    }

    /** A client says something, and has heard the answer before the test ends. */
    private static void say(TcpEndpoint server, String text) throws IOException {
        try (Socket socket = Client.open(server.address())) {
            say(socket, text);
        }
    }

    private static void say(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes());
        assertThat(socket.getInputStream().readNBytes(3)).hasSize(3);
    }

    @InKit
    static class WrongDirection {
        @Test
        @Reset(after = "OK\n", direction = Direction.UPSTREAM)
        void test(@TcpServer(name = "db", reply = "OK\n") TcpEndpoint db) throws IOException {
            say(db, "COMMIT\n");
        }
    }

    @InKit
    static class WrongCase {
        @Test
        @Reset(after = "COMMIT", direction = Direction.UPSTREAM)
        void test(@TcpServer(name = "db", reply = "OK\n") TcpEndpoint db) throws IOException {
            say(db, "begin; commit\n");
        }
    }

    @InKit
    static class WrongDirectionAndCase {
        @Test
        @Stall(after = "ok", direction = Direction.UPSTREAM)
        void test(@TcpServer(name = "db", reply = "+OK\n") TcpEndpoint db) throws IOException {
            say(db, "COMMIT\n");
        }
    }

    @InKit
    static class BeforeTheFault {
        @TcpServer(reply = "OK\n", until = "\n")
        private TcpEndpoint db;

        private Socket pooled;

        @BeforeEach
        void login() throws IOException {
            pooled = Client.open(db.address());
            say(pooled, "LOGIN\n");
        }

        @Test
        @Latency(value = 1, after = "LOGIN", direction = Direction.UPSTREAM)
        void test() throws IOException {
            say(pooled, "COMMIT\n");
        }

        @AfterEach
        void close() throws IOException {
            pooled.close();
        }
    }

    @InKit
    static class OpenBefore {
        @TcpEchoServer
        private TcpEndpoint db;

        private Socket pooled;

        @BeforeEach
        void connect() throws IOException {
            pooled = Client.open(db.address());
        }

        @Test
        @Reset(firstConnections = 1)
        void test() throws IOException {
            say(pooled, "abc");
        }

        @AfterEach
        void close() throws IOException {
            pooled.close();
        }
    }

    @InKit
    static class OtherConnections {
        @Test
        @Latency(value = 1, connections = 1)
        void test(@TcpEchoServer(name = "db") TcpEndpoint db) throws IOException {
            say(db, "abc");
        }
    }

    @InKit
    static class NoneOpen {
        @TcpEchoServer(name = "db")
        private static TcpEndpoint db;

        @Test
        @Latency(value = 1, openConnections = true)
        void test() throws IOException {
            say(db, "abc");
        }
    }

    @InKit
    static class TwoOfThem {
        @Test
        @Latency(1)
        @Stall(after = "x", direction = Direction.UPSTREAM)
        void test(@TcpEchoServer(name = "db") TcpEndpoint db) {}
    }
}
