package dev.haywire.internal.toxiproxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that clients do not escape are no other proxy's, and a request that is not HTTP/1 touches nothing. */
class RequestLineTest {
    private ControlServer control;

    @BeforeEach
    void start() {
        control = ControlServer.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        create("orders");
        assertThat(send("POST /proxies/orders/toxics HTTP/1.1", "{'type':'latency','name':'slow'}")
                        .status())
                .isEqualTo(200);
    }

    @AfterEach
    void end() {
        control.close();
    }

    private void create(String name) {
        assertThat(send(
                                "POST /proxies HTTP/1.1",
                                "{'name':'" + name + "','listen':'127.0.0.1:0','upstream':'127.0.0.1:1'}")
                        .status())
                .isEqualTo(201);
    }

    private RawHttp.Reply send(String line, String body) {
        String head = line + "\r\nHost: haywire\r\nContent-Length: " + body.length() + "\r\nConnection: close\r\n\r\n";
        byte[] request = (head + body.replace('\'', '"')).getBytes(ISO_8859_1);
        return RawHttp.send(control.address(), request, false);
    }

    private void assertUntouched() {
        assertThat(send("GET /proxies/orders HTTP/1.1", "").body())
                .matches("\\{\"name\":\"orders\",\"listen\":\"127.0.0.1:\\d+\",\"upstream\":\"127.0.0.1:1\","
                        + "\"enabled\":true,\"toxics\":\\[\\{\"attributes\":\\{\"latency\":0,\"jitter\":0},"
                        + "\"name\":\"slow\",\"type\":\"latency\",\"stream\":\"downstream\",\"toxicity\":1}]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE /proxies/orders db HTTP/1.1",
                "DELETE /proxies/orders  HTTP/1.1",
                "DELETE /proxies/orders HTTP/1.1 HTTP/1.1",
                "DELETE /proxies/ orders HTTP/1.1",
                "POST /proxies/orders db HTTP/1.1",
                "PATCH /proxies/orders db HTTP/1.1",
                "DELETE /proxies/orders db/toxics/slow HTTP/1.1",
                "DELETE /proxies/orders/toxics/slow down HTTP/1.1",
                "PATCH /proxies/orders/toxics/slow down HTTP/1.1",
                "POST /reset now HTTP/1.1",
                "DELETE /proxies/orders http/1.1",
                "DELETE /proxies/orders HTTP/1.1x",
                "DELETE /proxies/orders SIP/2.0",
            })
    void isRefusedAndTouchesNothing(String line) {
        RawHttp.Reply reply = send(line, "{'enabled':false,'attributes':{'latency':5}}");
        assertThat(reply.status()).isEqualTo(400);
        String protocol = line.replaceFirst("^\\S+ \\S+ ", "");
        assertThat(reply.body())
                .isEqualTo("{\"error\":\"malformed request: the protocol must be HTTP/1.1, was " + protocol
                        + "; a blank in a name must be sent as %20\",\"status\":400}\n");
        assertUntouched();
    }

    @ParameterizedTest
    @ValueSource(strings = {"DELETE /proxies/orders HTTP/2.0", "DELETE /proxies/orders HTTP/0.9"})
    void anotherVersionIsRefused(String line) {
        RawHttp.Reply reply = send(line, "");
        assertThat(reply.status()).isEqualTo(505);
        assertThat(reply.body())
                .isEqualTo("{\"error\":\"the protocol must be HTTP/1.1, was " + line.replaceFirst(".* ", "")
                        + "\",\"status\":505}\n");
        assertUntouched();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DELETE /proxies/orders\tdb HTTP/1.1|the path has a control character, which must be sent as %09",
                "DELETE /proxies/orders% HTTP/1.1|in the path a % must be sent as %25",
                "DELETE /proxies/orders%2 HTTP/1.1|in the path a % must be sent as %25",
                "DELETE /proxies/orders%+1 HTTP/1.1|in the path a % must be sent as %25",
                "DELETE proxies/orders HTTP/1.1|the path proxies/orders must begin with a slash",
                "DELETE /proxies/orders|the first line must be method, path and HTTP/1.1",
                "DELETE|the first line must be method, path and HTTP/1.1",
                "DEL,ETE /proxies/orders HTTP/1.1|the first line must be method, path and HTTP/1.1",
                "' DELETE /proxies/orders HTTP/1.1'|the first line must be method, path and HTTP/1.1",
            })
    void aMalformedLineIsRefused(String line, String why) {
        RawHttp.Reply reply = send(line, "");
        assertThat(reply.body()).isEqualTo("{\"error\":\"malformed request: " + why + "\",\"status\":400}\n");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.header("Connection")).isEqualTo("close");
        assertUntouched();
    }

    @Test
    void charactersThatNoUrlHasBelongToTheName() {
        create("orders[1]");
        assertThat(send("DELETE /proxies/orders[1] HTTP/1.1", "").status()).isEqualTo(204);
        assertThat(send("DELETE /proxies/orders[2] HTTP/1.1", "").status()).isEqualTo(404);
        assertUntouched();
    }

    @Test
    void aHostInThePathIsLeftOut() {
        assertThat(send("GET http://other:1/proxies/orders?x HTTP/1.1", "").body())
                .startsWith("{\"name\":\"orders\"");
        assertThat(send("GET http://other HTTP/1.1", "").status()).isEqualTo(404);
    }

    @Test
    void aNumberSignBelongsToTheName() {
        create("orders#db");
        assertThat(send("GET /proxies/orders#db HTTP/1.1", "").body()).startsWith("{\"name\":\"orders#db\"");
        assertThat(send("DELETE /proxies/orders#other HTTP/1.1", "").status()).isEqualTo(404);
        assertThat(send("DELETE /proxies/orders#db?really HTTP/1.1", "").status())
                .isEqualTo(204);
        assertUntouched();
    }

    @Test
    void olderHttpIsServed() {
        assertThat(send("GET /proxies/orders HTTP/1.0", "").status()).isEqualTo(200);
        create("orders db");
        assertThat(send("DELETE /proxies/orders%20db HTTP/1.1", "").status()).isEqualTo(204);
        assertUntouched();
    }
}
