package dev.haywire.internal.toxiproxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How large each part of a request may be, and what is said of one that is larger or does not fit together. */
class RequestBoundsTest {
    private static final int MEGABYTE = 1 << 20;
    private static final String LINE = "POST /populate HTTP/1.1\r\n";
    private static final String END = "Host: x\r\nConnection: close\r\n";

    private static ControlServer control;

    @BeforeAll
    static void start() {
        control = ControlServer.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @AfterAll
    static void end() {
        control.close();
    }

    private static RawHttp.Reply send(String request) {
        return RawHttp.send(control.address(), request.getBytes(ISO_8859_1), false);
    }

    private static void refused(String request, int status, String why) {
        RawHttp.Reply reply = send(request);
        assertThat(reply.body()).isEqualTo("{\"error\":\"" + why + "\",\"status\":" + status + "}\n");
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.header("Connection")).isEqualTo("close");
    }

    private static String headOf(int bytes) {
        String before = "GET /version HTTP/1.1\r\nX: ";
        String behind = "\r\n" + END + "\r\n";
        return before + "y".repeat(bytes - before.length() - behind.length()) + behind;
    }

    @Test
    void aHeadHasAMebibyteAtMost() {
        assertThat(send(headOf(MEGABYTE - 100)).status()).isEqualTo(200);
        refused(headOf(MEGABYTE + 100), 431, "the head of a request may have 1048576 bytes");
        refused("GET /" + "y".repeat(MEGABYTE), 431, "the head of a request may have 1048576 bytes");
        assertThat(send("GET /version HTTP/1.1\r\n" + "X: y\r\n".repeat(5_000) + END + "\r\n")
                        .status())
                .isEqualTo(200);
    }

    private static String chunked(String body) {
        return LINE + END + "Transfer-Encoding: chunked\r\n\r\n" + body;
    }

    @Test
    void aTrailerHasFourKibibytesAtMost() {
        assertThat(send(chunked("2\r\n[]\r\n0\r\nX: y\r\nZ: y\r\n\r\n")).body()).isEqualTo("{\"proxies\":null}");
        refused(
                chunked("2\r\n[]\r\n0\r\nX: " + "y".repeat(4096) + "\r\n\r\n"),
                400,
                "malformed request: the trailer of a body may have 4096 bytes");
        refused(
                chunked("2\r\n[]\r\n0\r\n" + "X: y\r\n".repeat(700) + "\r\n"),
                400,
                "malformed request: the trailer of a body may have 4096 bytes");
    }

    @Test
    void aBodyHasEightMebibytesAtMost() {
        String most = "[" + " ".repeat(8 * MEGABYTE - 2) + "]";
        assertThat(send(LINE + END + "Content-Length: " + most.length() + "\r\n\r\n" + most)
                        .status())
                .isEqualTo(201);
        String tooMuch = "{\"error\":\"bad request body: more than 8388608 bytes\",\"status\":400}\n";
        assertThat(send(LINE + END + "Content-Length: " + (most.length() + 1) + "\r\n\r\n " + most)
                        .body())
                .isEqualTo(tooMuch);
        assertThat(send(LINE + END + "Content-Length: 999999999999999999\r\n\r\n " + most)
                        .body())
                .isEqualTo(tooMuch);
        assertThat(send(chunked("700000\r\n" + " ".repeat(7 * MEGABYTE) + "\r\n700000\r\n" + " ".repeat(7 * MEGABYTE)))
                        .body())
                .isEqualTo(tooMuch);
    }

    @Test
    void chunksMakeOneBody() {
        assertThat(send(chunked("1;a=b\r\n[\r\n00001\r\n]\r\n000\r\n\r\n")).body())
                .isEqualTo("{\"proxies\":null}");
        refused(chunked("x\r\n"), 400, "malformed request: a chunk must begin with its size");
        refused(chunked("fffffffff\r\n"), 400, "malformed request: a chunk must begin with its size");
        refused(chunked("1;" + "a".repeat(5_000)), 400, "malformed request: a chunk must begin with its size");
        refused(chunked("1\r\n[]\r\n0\r\n\r\n"), 400, "malformed request: a chunk must end with its size");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Content-Length: -1|400|malformed request: the content length must be a number, was -1",
                "Content-Length: +1|400|malformed request: the content length must be a number, was +1",
                "Content-Length: 2;Content-Length: 3|400|malformed request: the header content-length must be there once",
                "Transfer-Encoding: gzip|501|the transfer encoding must be chunked, was gzip",
                "Expect: more|417|the only expectation is 100-continue, was more",
                "Host: y|400|malformed request: the header host must be there once",
                "X|400|malformed request: a header must be a name, a colon and a value",
                "X : y|400|malformed request: a header must be a name, a colon and a value",
                ": y|400|malformed request: a header must be a name, a colon and a value",
            })
    void headersThatDoNotFit(String headers, int status, String why) {
        refused(LINE + END + headers.replace(";", "\r\n") + "\r\n\r\n", status, why);
    }

    @Test
    void headersThatDo() {
        refused(LINE + "\r\n", 400, "malformed request: the header host must be there");
        assertThat(send("POST /populate HTTP/1.0\r\nContent-Length: 2\r\n\r\n[]")
                        .status())
                .isEqualTo(201);
        assertThat(send("\r\n" + LINE + END + "User-Agent: a\r\n Mozilla/5\r\nContent-Length: 2\r\n\r\n[]")
                        .status())
                .isEqualTo(201);
        assertThat(send(LINE.replace("\r", "") + "Host: x\nConnection: close\ncontent-LENGTH:2\n\n[]")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void aClientThatWaitsWithItsBodyIsToldToSendIt() {
        String request = LINE + END + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n[]";
        assertThat(RawHttp.send(control.address(), request.getBytes(ISO_8859_1), true)
                        .status())
                .isEqualTo(100);
    }
}
