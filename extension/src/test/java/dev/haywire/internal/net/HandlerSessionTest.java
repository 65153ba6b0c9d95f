package dev.haywire.internal.net;

import static dev.haywire.internal.net.Started.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haywire.CloseReason;
import dev.haywire.TcpSession;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a handler can say and hear through its session. */
class HandlerSessionTest {

    @Test
    void readLineReadExpectAndInConsumeOneStreamWithoutReadingAhead() throws Exception {
        BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
        try (LiveTcpEndpoint server = Started.handler(session -> {
                    heard.add(session.readLine());
                    heard.add(new String(session.read(3), StandardCharsets.UTF_8));
                    session.expect("MAGIC");
                    heard.add((char) session.in().read());
                    heard.add(session.readLine());
                    heard.add(session.in().readAllBytes().length);
                    heard.add(String.valueOf(session.readLine()));
                });
                Client client = Client.connect(server.address())) {
            client.send("first line\nabcMAGICxrest of line\r\n12345");
            client.finish();

            assertThat(client.read()).isEqualTo(-1);
            assertThat(heard).containsExactly("first line", "abc", 'x', "rest of line", 5, "null");
        }
    }

    @Test
    void readLineGivesWhatIsLeftAtTheEndOfInputAndThenNull() throws Exception {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        try (LiveTcpEndpoint server = Started.handler(session -> {
                    heard.add(session.readLine());
                    heard.add(session.readLine());
                    heard.add(String.valueOf(session.readLine()));
                });
                Client client = Client.connect(server.address())) {
            client.send("\nno end");
            client.finish();

            assertThat(client.read()).isEqualTo(-1);
            assertThat(heard).containsExactly("", "no end", "null");
        }
    }

    @ParameterizedTest
    @CsvSource({"UTF-8, 你好", "GBK, 你好", "ISO-2022-JP, 日本", "UTF-16, 日本ਊ", "UTF-16LE, ਊ", "UTF-32, 日本", "IBM1047, hello"
    })
    void linesAreThoseOfItsCharset(Charset charset, String line) throws Exception {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        TcpService.Handled service = new TcpService.Handled(
                () -> session -> {
                    heard.add(session.readLine());
                    heard.add(session.readLine());
                    session.send(line);
                },
                charset);
        try (LiveTcpEndpoint server = Started.service("lines", service);
                Client client = Client.connect(server.address())) {
            client.send((line + "\r\n" + "second\n").getBytes(charset));

            assertThat(client.readBytes(1000)).isEqualTo(line.getBytes(charset));
            assertThat(heard).containsExactly(line, "second");
        }
    }

    @Test
    void readLineTakesALineOf16MiBAndNoMore() throws Exception {
        BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
        try (LiveTcpEndpoint server = Started.handler(session -> {
                    heard.add(session.readLine().length());
                    try {
                        session.readLine();
                    } catch (IllegalStateException tooLong) {
                        heard.add(tooLong.getMessage());
                    }
                    heard.add(new String(session.read(4), StandardCharsets.UTF_8));
                });
                Client client = Client.connect(server.address())) {
            byte[] line = new byte[16 << 20];
            line[line.length - 1] = '\n';
            client.send(line);
            client.send(new byte[16 << 20]);
            client.send("next");

            assertThat(client.read()).isEqualTo(-1);
            assertThat(heard)
                    .containsExactly(
                            line.length - 1,
                            "readLine on connection #0: 16777216 bytes have come without the end of a line in UTF-8;"
                                    + " take what has no lines with read(n) or in()",
                            "next");
        }
    }

    @Test
    void expectFailsWithBothTexts() throws Exception {
        try (LiveTcpEndpoint server = Started.handler(session -> session.expect("HELLO"))) {
            try (Client client = Client.connect(server.address())) {
                client.send("HELP!");
                assertThatThrownBy(client::read).hasMessage("Connection reset");
            }
            try (Client client = Client.connect(server.address())) {
                client.send("HEL");
                client.finish();
                assertThatThrownBy(client::read).hasMessage("Connection reset");
            }
            assertThat(errors(server, 2))
                    .containsExactly(
                            "Expected \"HELLO\" on connection #0, but the application sent \"HELP!\"",
                            "Expected \"HELLO\" on connection #1, but the application sent \"HEL\" and ended its output");
        }
    }

    @Test
    void expectFailsAsSoonAsTheTextsPart() throws Exception {
        try (LiveTcpEndpoint server = Started.handler(session -> session.expect("hello world"));
                Client client = Client.connect(server.address())) {
            client.send("bye");
            assertThatThrownBy(client::read).hasMessage("Connection reset");
            assertThat(errors(server, 1))
                    .containsExactly("Expected \"hello world\" on connection #0, but the application sent \"bye\"");
        }
    }

    @Test
    void returningIsFin() throws Exception {
        try (LiveTcpEndpoint server = Started.handler(session -> session.send("bye"));
                Client client = Client.connect(server.address())) {
            assertThat(client.readAll()).isEqualTo("bye");
            server.connection(0).awaitClosed();
            assertThat(server.connection(0).closeReason()).isEqualTo(CloseReason.SERVER_FIN);
        }
    }

    @Test
    void closeIsFinBehindWhatWasSentThoughTheHandlerRunsOn() throws Exception {
        CompletableFuture<Void> end = new CompletableFuture<>();
        try (LiveTcpEndpoint server = Started.handler(session -> {
                    session.send("bye");
                    session.close();
                    end.get(10, TimeUnit.SECONDS);
                });
                Client client = Client.connect(server.address())) {
            assertThat(client.readAll()).isEqualTo("bye");
            end.complete(null);
        }
    }

    @Test
    void closingItsOutputIsFinAndItStillHears() throws Exception {
        CompletableFuture<String> heard = new CompletableFuture<>();
        try (LiveTcpEndpoint server = Started.handler(session -> {
                    session.out().close();
                    heard.complete(session.readLine());
                });
                Client client = Client.connect(server.address())) {
            assertThat(client.read()).isEqualTo(-1);
            client.send("you still hear me\n");
            assertThat(heard.get(10, TimeUnit.SECONDS)).isEqualTo("you still hear me");
        }
    }

    @Test
    void resetGoesBehindWhatTheSessionSent() throws Exception {
        byte[] much = Stream.bytes(2 << 20);
        try (LiveTcpEndpoint server = Started.handler(session -> {
                    session.send(much);
                    session.reset();
                });
                Client client = Client.slow(server.address())) {
            assertThat(client.readUntilReset()).isEqualTo(much);
            server.connection(0).awaitClosed();
            assertThat(server.connection(0).closeReason()).isEqualTo(CloseReason.SERVER_RST);
        }
    }

    @Test
    void knowsItsConnection() throws Exception {
        CompletableFuture<TcpSession> session = new CompletableFuture<>();
        try (LiveTcpEndpoint server = Started.handler(one -> {
                    session.complete(one);
                    one.readLine();
                });
                Client client = Client.connect(server.address())) {
            client.send("x\n");
            assertThat(client.read()).isEqualTo(-1);
            assertThat(session.join().connection()).isSameAs(server.connection(0));
            assertThat(session.join()).hasToString("session of " + server.connection(0));
        }
    }

    @Test
    void whatItThrowsIsAnErrorAndResetsItsConnection() throws Exception {
        try (LiveTcpEndpoint server = Started.handler(session -> {
            throw new IOException("my own");
        })) {
            Client.expectReset(server.address());
            assertThat(errors(server, 1)).containsExactly("my own");
            server.awaitOpen(0);
        }
    }

    @Test
    void whatItsStreamsThrowAfterTheConnectionEndedIsNoError() throws Exception {
        BlockingQueue<String> reads = new LinkedBlockingQueue<>();
        try (LiveTcpEndpoint server = Started.handler(session -> {
            try {
                session.in().read();
            } catch (IOException ended) {
                reads.add(ended.getMessage());
                throw ended;
            }
        })) {
            try (Client client = Client.connect(server.address())) {
                server.awaitAccepted(1);
                client.reset();
            }
            Client client = Client.connect(server.address());
            server.awaitAccepted(2);
            server.resetConnections();
            client.close();
            eventually(() -> reads.size() == 2);
            assertThat(reads)
                    .containsExactlyInAnyOrder(
                            "the connection has ended: APPLICATION_RST", "the connection has ended: TEST_RST");
            assertThat(server.takeErrors()).isEmpty();
        }
    }

    @Test
    void uncheckedOnesOfTheSessionAreNoErrorEither() throws Exception {
        LiveTcpEndpoint server = Started.handler(session -> {
            session.send("x".repeat(100));
            session.read(1000);
        });
        try (Client client = Client.connect(server.address())) {
            client.send("too short");
            client.finish();
            assertThat(client.readBytes(100)).hasSize(100);
        }
        try (Client client = Client.connect(server.address())) {
            assertThat(client.readBytes(100)).hasSize(100);
            server.close();
        }
        assertThat(server.takeErrors()).isEmpty();
    }

    @Test
    void theEndInAStreamOfTheJdkAroundItsOwnIsNoError() throws Exception {
        try (LiveTcpEndpoint server = Started.handler(session -> new DataInputStream(session.in()).readLong())) {
            try (Client client = Client.connect(server.address())) {
                client.send("1234");
                client.finish();
                assertThatThrownBy(client::read).hasMessage("Connection reset");
            }
            server.close();
            assertThat(server.takeErrors()).isEmpty();
        }
    }

    @Test
    void anErrorOfItsOwnAfterTheEndIsStillOne() throws Exception {
        try (LiveTcpEndpoint server = Started.handler(session -> {
            session.in().readAllBytes();
            throw new IOException("not of the stream");
        })) {
            try (Client client = Client.connect(server.address())) {
                client.finish();
                server.connection(0).awaitClosed();
            }
            assertThat(errors(server, 1)).containsExactly("not of the stream");
        }
    }

    @Test
    void whatTheApplicationSaidBeforeTheEndpointEndsIsHeard() throws Exception {
        for (int i = 0; i < 50; i++) {
            LiveTcpEndpoint server = Started.handler(session -> session.expect("right"));
            try (Client client = Client.connect(server.address())) {
                client.send("wrong");
                server.close();
            }
            assertThat(server.takeErrors()).singleElement().satisfies(error -> assertThat(error)
                    .hasMessage("Expected \"right\" on connection #0, but the application sent \"wrong\""));
        }
    }

    @Test
    void aWriterThatTheApplicationKeepsWaitingLearnsOfItsReset() throws Exception {
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        try (LiveTcpEndpoint server = Started.handler(session -> {
                    try {
                        while (true) {
                            session.send(new byte[100_000]);
                        }
                    } catch (RuntimeException failure) {
                        thrown.complete(failure.getCause());
                        throw failure;
                    }
                });
                Client client = Client.slow(server.address())) {
            client.send("something unread by the handler");
            assertThat(client.readBytes(1)).hasSize(1);
            client.reset();

            assertThat(thrown.get(10, TimeUnit.SECONDS))
                    .isInstanceOf(IOException.class)
                    .hasMessage("the connection has ended: APPLICATION_RST");
            server.awaitOpen(0);
            assertThat(server.takeErrors()).isEmpty();
        }
    }

    /** The messages of the errors, once there are so many. */
    private static List<String> errors(LiveTcpEndpoint server, int count) {
        List<Throwable> errors = new ArrayList<>();
        eventually(() -> {
            errors.addAll(server.takeErrors());
            return errors.size() >= count;
        });
        return errors.stream().map(Throwable::getMessage).toList();
    }
}
