package dev.haywire.internal.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A control server with a token answers only who has it. */
class AccessTokenTest {
    private ControlServer control;

    @BeforeEach
    void start() {
        control = ControlServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                0,
                AccessToken.of(" s3cret\n", "a test"),
                Duration.ofSeconds(15));
    }

    @AfterEach
    void end() {
        control.close();
    }

    private RawHttp.Reply send(String method, String path, String body, String... headers) {
        return RawHttp.send(control.address(), method, path, body.replace('\'', '"'), headers);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/proxies",
        "POST,/proxies",
        "GET,/proxies/a",
        "PATCH,/proxies/a",
        "DELETE,/proxies/a",
        "GET,/proxies/a/toxics",
        "POST,/proxies/a/toxics",
        "GET,/proxies/a/toxics/b",
        "PATCH,/proxies/a/toxics/b",
        "DELETE,/proxies/a/toxics/b",
        "POST,/reset",
        "POST,/populate",
        "GET,/version",
    })
    void isAskedForEverywhere(String method, String path) {
        RawHttp.Reply refused = send(method, path, "");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.body())
                .isEqualTo("{\"error\":\"unauthorized: the header Authorization must be Bearer and the token that the"
                        + " server was started with\",\"status\":401}\n");
        assertThat(refused.header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(refused.header("X-Toxiproxy-Request-Id")).isNotEmpty();
        assertThat(send(method, path, "", "Authorization: Bearer s3cret").status())
                .isNotEqualTo(401);
    }

    @Test
    void whatIsNotThereNeedsNone() {
        assertThat(send("GET", "/metrics", "").status()).isEqualTo(404);
        assertThat(send("PUT", "/proxies", "").status()).isEqualTo(405);
    }

    @Test
    void aRequestWithoutItChangesNothing() {
        String proxy = "{'name':'a','listen':'127.0.0.1:0','upstream':'127.0.0.1:1'}";
        assertThat(send("POST", "/proxies", proxy, "Authorization: Bearer S3CRET")
                        .status())
                .isEqualTo(401);
        assertThat(send("GET", "/proxies", "", "Authorization: Bearer s3cret").body())
                .isEqualTo("{}");
        assertThat(send("POST", "/proxies", proxy, "Authorization: bearer s3cret")
                        .status())
                .isEqualTo(201);
        assertThat(send("DELETE", "/proxies/a", "", "Authorization: Bearer s3cre")
                        .status())
                .isEqualTo(401);
        assertThat(send("GET", "/proxies/a", "", "Authorization: Bearer s3cret").status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "s3cret",
                "Bearer",
                "Bearer ",
                "Bearer s3cret2",
                "Bearer s3cre",
                "Basic s3cret",
                "Bearers3cret"
            })
    void isRightOrWrong(String header) {
        assertThat(send("GET", "/version", "", "Authorization: " + header).status())
                .isEqualTo(401);
    }

    @Test
    void isReadFromWhatWasSet() {
        assertThat(AccessToken.of(null, "X")).isNull();
        assertThat(AccessToken.of(" \n", "X")).isNull();
        assertThat(AccessToken.of("a~!", "X")).isNotNull();
        for (String unsendable : new String[] {"a b", "é", "a\tb", "a\nb"}) {
            assertThatThrownBy(() -> AccessToken.of(unsendable, "X"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("X: a token must be visible ASCII characters without blanks, as a header carries it");
        }
    }
}
