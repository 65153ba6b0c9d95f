package dev.haywire.internal.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.haywire.internal.toxiproxy.ApiRow.Step;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
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

    private void play(ApiRow row) throws IOException {
        deleteAll();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int free = freePort();
            for (Step step : row.steps()) {
                String body =
                        step.body().replace("TAKEN", "" + taken.getLocalPort()).replace("FREE", "" + free);
                check(step, body);
            }
        } finally {
            deleteAll();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return probe.getLocalPort();
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
