package dev.haywire;

import static dev.haywire.fault.Faults.drop;
import static dev.haywire.fault.Faults.limitData;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The facade's servers that answer from texts, as {@code @TcpServer} and {@code @UdpPeer} do. */
class ScriptedFacadeTest {
    private static final int PATIENCE_MILLIS = 20_000;
    private static final Charset GBK = Charset.forName("GBK");

    /** Sends some bytes and the end of input; returns all that is answered. */
    private static byte[] talk(TcpEndpoint server, byte[] sent) throws IOException {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.connect(server.address(), PATIENCE_MILLIS);
            socket.getOutputStream().write(sent);
            socket.shutdownOutput();
            return socket.getInputStream().readAllBytes();
        }
    }

    private static String talk(TcpEndpoint server, String sent) throws IOException {
        return new String(talk(server, sent.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }

    private static byte[] ask(InetSocketAddress peer, byte[] question) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.send(new DatagramPacket(question, question.length, peer));
            DatagramPacket answer = new DatagramPacket(new byte[100], 100);
            socket.receive(answer);
            return Arrays.copyOf(answer.getData(), answer.getLength());
        }
    }

    @Test
    void greetsAndAnswersEachLineAndWhatIsLeft() throws IOException {
        try (Haywire haywire = Haywire.open()) {
            TcpEndpoint server = haywire.tcpScript(o -> o.greeting("hi;").reply("ok;"));
            assertThat(talk(server, "a\nb\nleft")).isEqualTo("hi;ok;ok;ok;");
            assertThat(server.name()).isEqualTo("tcpScript-1");
            assertThat(server.connection(0).receivedText()).isEqualTo("a\nb\nleft");
        }
    }

    @Test
    void linesEndAsToldInTheCharsetOfTheScript() throws IOException {
        try (Haywire haywire = Haywire.open()) {
            TcpEndpoint server =
                    haywire.tcpScript(o -> o.reply("\u597d").until("\u3002").charset(GBK));
            assertThat(talk(server, "\u4f60\u597d\u3002\n\u3002".getBytes(GBK)))
                    .isEqualTo("\u597d\u597d".getBytes(GBK));
            assertThat(server.connection(0).receivedText(GBK)).isEqualTo("\u4f60\u597d\u3002\n\u3002");
        }
    }

    @Test
    void closesAfterItsReply() throws IOException {
        try (Haywire haywire = Haywire.open()) {
            TcpEndpoint server = haywire.tcpScript(o -> o.reply("bye").closeAfterReply());
            assertThat(talk(server, "a\nb\n")).isEqualTo("bye");
            TcpEndpoint greeter =
                    haywire.tcpScript(o -> o.greeting("closed today").closeAfterReply());
            assertThat(talk(greeter, "")).isEqualTo("closed today");
        }
    }

    /** With no answer only one direction makes sense. */
    @Test
    void withNothingSetItRecordsOnly() throws IOException {
        try (Haywire haywire = Haywire.open()) {
            TcpEndpoint sink = haywire.tcpScript(o -> o.name("sink"));
            assertThat(talk(sink, "a\nb")).isEmpty();
            assertThat(sink.connection(0).receivedText()).isEqualTo("a\nb");
            sink.apply(limitData(3));
            assertThat(sink.faults())
                    .extracting(Object::toString)
                    .first()
                    .asString()
                    .startsWith("limitData(3).upstream()");
        }
    }

    @Test
    void aPeerAnswersEachDatagramInItsCharset() throws IOException {
        try (Haywire haywire = Haywire.open()) {
            UdpEndpoint peer = haywire.udpPeer(o -> o.reply("\u5341\u4e03").charset(GBK));
            assertThat(ask(peer.address(), "\u591a\u5c11".getBytes(GBK))).isEqualTo("\u5341\u4e03".getBytes(GBK));
            assertThat(peer.takeDatagram().text()).isEqualTo("\u591a\u5c11");
            assertThat(haywire.udpPeer(o -> o.reply("17")).name()).isEqualTo("udpPeer-2");
        }
    }

    @Test
    void aPeerWithNothingSetRecordsOnlyInItsCharset() throws IOException {
        try (Haywire haywire = Haywire.open();
                DatagramSocket socket = new DatagramSocket()) {
            UdpEndpoint sink = haywire.udpPeer(o -> o.charset(GBK));
            byte[] bytes = "\u597d".getBytes(GBK);
            socket.send(new DatagramPacket(bytes, bytes.length, sink.address()));
            assertThat(sink.takeDatagram().text()).isEqualTo("\u597d");
            sink.apply(drop().nth(1));
        }
    }

    static Stream<Arguments> wrong() {
        String common = "name, port, host, samePortAs";
        return Stream.of(
                wrong(
                        "script",
                        o -> o.until(""),
                        "until(\"\"); allowed is the text that ends a line, at least one character"),
                wrong(
                        "script",
                        o -> o.closeAfterReply(),
                        "closeAfterReply without greeting and reply; allowed is it with one of them"),
                wrong(
                        "script",
                        o -> o.greeting("gr\u00fc\u00dfe").charset(StandardCharsets.US_ASCII),
                        "greeting(\"gr\u00fc\u00dfe\"); allowed is text that charset US-ASCII can write"),
                wrong(
                        "script",
                        o -> o.broadcast(),
                        "broadcast() cannot be an option of tcpScript; udpPeer(options), udpPeer(handler, options) and udpEchoServer"
                                + " take it; allowed here are " + common
                                + ", receiveBuffer, greeting, reply, until, closeAfterReply and charset"),
                wrong(
                        "server",
                        o -> o.reply("ok"),
                        "reply(\"ok\") cannot be an option of tcpServer; tcpScript and udpPeer(options) take it; allowed here are "
                                + common + ", receiveBuffer and charset"),
                wrong(
                        "server",
                        o -> o.greeting("hi"),
                        "greeting(\"hi\") cannot be an option of tcpServer; tcpScript takes it; allowed here are "
                                + common + ", receiveBuffer and charset"),
                wrong(
                        "echo",
                        o -> o.until(";"),
                        "until(\";\") cannot be an option of tcpEchoServer; tcpScript takes it; allowed here are "
                                + common + " and receiveBuffer"),
                wrong(
                        "echo",
                        o -> o.closeAfterReply(),
                        "closeAfterReply() cannot be an option of tcpEchoServer; tcpScript takes it; allowed here are "
                                + common + " and receiveBuffer"),
                wrong(
                        "peer",
                        o -> o.reply("\u00fc").charset(StandardCharsets.US_ASCII),
                        "reply(\"\u00fc\"); allowed is text that charset US-ASCII can write"),
                wrong(
                        "peer",
                        o -> o.reply("x".repeat(65_508)),
                        "reply of 65508 bytes; allowed is one of 0 to 65507 bytes, which is what a datagram holds"),
                wrong(
                        "peer",
                        o -> o.greeting("hi"),
                        "greeting(\"hi\") cannot be an option of udpPeer(options); tcpScript takes it; allowed here are "
                                + common + ", receiveBuffer, reply, charset, multicastGroup and broadcast"),
                wrong(
                        "handler",
                        o -> o.reply("17"),
                        "reply(\"17\") cannot be an option of udpPeer(handler, options); tcpScript and udpPeer(options) take it;"
                                + " allowed here are " + common
                                + ", receiveBuffer, charset, multicastGroup and broadcast"));
    }

    private static Arguments wrong(String factory, Consumer<EndpointOptions> options, String message) {
        return Arguments.of(factory, options, message);
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("wrong")
    void refusesWhatDoesNotFit(String factory, Consumer<EndpointOptions> options, String message) {
        try (Haywire haywire = Haywire.open()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> make(haywire, factory, options))
                    .withMessage(message);
            assertThat(haywire).hasToString("Haywire with seed 0, endpoints []");
        }
    }

    private static Endpoint make(Haywire haywire, String factory, Consumer<EndpointOptions> options) {
        return switch (factory) {
            case "script" -> haywire.tcpScript(options);
            case "server" -> haywire.tcpServer(session -> {}, options);
            case "echo" -> haywire.tcpEchoServer(options);
            case "peer" -> haywire.udpPeer(options);
            default -> haywire.udpPeer((datagram, replier) -> {}, options);
        };
    }
}
