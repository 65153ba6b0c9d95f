package dev.haywire.internal.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.haywire.internal.toxiproxy.ApiRow.Step;
import dev.haywire.kit.FreePort;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Runs the table of the control API against a server. */
@Execution(ExecutionMode.SAME_THREAD)
abstract class ApiTableTest {
    private static final Pattern NAME = Pattern.compile("\"name\":\"([^\"]*)\",\"listen\"");

    abstract InetSocketAddress server();

    abstract boolean isReal();

    @TestFactory
    Stream<DynamicTest> rows() {
        return ApiTable.rows().stream().map(row -> dynamicTest(row.what(), () -> play(row)));
    }

    private RawHttp.Reply get(String path, String... headers) {
        return RawHttp.send(server(), "GET", path, "", headers);
    }

    @Test
    void routedAnswersHaveAnIdOfTheirOwnOthersHaveNone() {
        String first = get("/version").header("X-Toxiproxy-Request-Id");
        String second = get("/proxies/nobody").header("X-Toxiproxy-Request-Id");
        assertThat(first).matches("[0-9a-v]{20}");
        assertThat(second).matches("[0-9a-v]{20}").isNotEqualTo(first);
        assertThat(get("/nothing").header("X-Toxiproxy-Request-Id")).isEmpty();
        assertThat(RawHttp.send(server(), "PUT", "/proxies", "").header("X-Toxiproxy-Request-Id"))
                .isEmpty();
    }

    @Test
    void contentTypes() {
        assertThat(get("/version").header("Content-Type")).isEqualTo("application/json;charset=utf-8");
        assertThat(get("/proxies").header("Content-Type")).isEqualTo("application/json");
        for (RawHttp.Reply error :
                List.of(get("/nothing"), get("/proxies/nobody"), get("/proxies", "User-Agent: Mozilla/5"))) {
            assertThat(error.header("Content-Type")).isEqualTo("text/plain; charset=utf-8");
            assertThat(error.header("X-Content-Type-Options")).isEqualTo("nosniff");
        }
        assertThat(RawHttp.send(server(), "POST", "/populate", "{}").header("Content-Type"))
                .isEqualTo("application/json");
        assertThat(RawHttp.send(server(), "PUT", "/proxies", "").header("Allow"))
                .isEmpty();
    }

    @Test
    void browsersAreForbiddenWhereThereIsSomething() {
        RawHttp.Reply forbidden = get("/proxies", "User-Agent: Mozilla/5.0");
        assertThat(forbidden.status()).isEqualTo(403);
        assertThat(forbidden.body()).isEqualTo("User agent not allowed\n");
        assertThat(forbidden.header("X-Toxiproxy-Request-Id")).isNotEmpty();
        assertThat(get("/nothing", "User-Agent: Mozilla/5.0").status()).isEqualTo(404);
        assertThat(get("/proxies", "User-Agent: mozilla/5.0").status()).isEqualTo(200);
        assertThat(get("/proxies", "User-Agent: a Mozilla/5.0").status()).isEqualTo(200);
        assertThat(get("/proxies", "User-Agent: Mozilla").status()).isEqualTo(200);
        assertThat(get("/proxies", "User-Agent:").status()).isEqualTo(200);
    }

    @Test
    void pathsThatAreNotCleanAreSentOn() {
        assertThat(get("/proxies//a?b=c").header("Location")).isEqualTo("/proxies/a?b=c");
        assertThat(get("/proxies/../version").header("Location")).isEqualTo("/version");
    }

    @Test
    void eachByteThatIsNoUtf8IsReplaced() {
        byte[] body = "{\"name\":\"\u00ed\u00a0\u0080-\u00e2\u0082\u00ff\",\"upstream\":\"x\",\"enabled\":false}"
                .getBytes(StandardCharsets.ISO_8859_1);
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(("POST /proxies HTTP/1.1\r\nHost: x\r\nContent-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        request.writeBytes(body);
        try {
            RawHttp.Reply reply = RawHttp.send(server(), request.toByteArray(), false);
            assertThat(reply.body()).startsWith("{\"name\":\"\uFFFD\uFFFD\uFFFD-\uFFFD\uFFFD\uFFFD\",");
        } finally {
            RawHttp.send(server(), "DELETE", "/proxies/" + "%EF%BF%BD".repeat(3) + "-" + "%EF%BF%BD".repeat(3), "");
        }
    }

    @Test
    void theTypeOfTheRequestDoesNotMatter() {
        RawHttp.Reply reply =
                RawHttp.send(server(), "POST", "/populate", "[]", "Content-Type: application/x-www-form-urlencoded");
        assertThat(reply.status()).isEqualTo(201);
    }

    private void play(ApiRow row) throws IOException {
        deleteAll();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int free = FreePort.next();
            for (Step step : row.steps()) {
                String body =
                        step.body().replace("TAKEN", "" + taken.getLocalPort()).replace("FREE", "" + free);
                check(step, body);
            }
        } finally {
            deleteAll();
        }
    }

    private void check(Step step, String body) {
        RawHttp.Reply reply = RawHttp.send(server(), step.method(), step.path(), body);
        String seen = reply.body().replace("\"Logger\":{},", "").replaceAll(":\\d{4,5}([\",:])", ":N$1");
        String wanted = isReal() ? step.realAnswer() : step.answer();
        String request = step.method() + " " + step.path() + " " + body;
        assertThat(reply.status() + " " + seen)
                .as(request)
                .startsWith((isReal() ? step.realStatus() : step.status()) + " " + wanted.replaceFirst("…$", ""));
        if (!wanted.endsWith("…")) {
            assertThat(seen).as(request).isEqualTo(wanted);
        }
    }

    private void deleteAll() {
        Matcher names =
                NAME.matcher(RawHttp.send(server(), "GET", "/proxies", "").body());
        while (names.find()) {
            RawHttp.send(server(), "DELETE", "/proxies/" + names.group(1).replace(" ", "%20"), "");
        }
    }
}
