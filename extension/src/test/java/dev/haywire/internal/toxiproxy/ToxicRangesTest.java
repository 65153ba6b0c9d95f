package dev.haywire.internal.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Attributes have ranges here; what lies outside is refused when a toxic is created and when it is updated, and changes nothing. */
class ToxicRangesTest {
    private static final String TOXICS = "/proxies/a/toxics";

    private ControlServer control;

    @BeforeEach
    void start() {
        control = ControlServer.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        send("POST", "/proxies", "{'name':'a','listen':'127.0.0.1:0','upstream':'127.0.0.1:1'}");
    }

    @AfterEach
    void end() {
        control.close();
    }

    private RawHttp.Reply send(String method, String path, String body) {
        return RawHttp.send(control.address(), method, path, body.replace('\'', '"'));
    }

    private static String attributes(String given) {
        return "{" + given.replaceAll("(\\w+)=", "'$1':").replace(' ', ',') + "}";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bandwidth|rate=0|rate=-1|rate of a bandwidth toxic must be 0 or more, was -1",
                "latency|jitter=4611686018427387903|jitter=4611686018427387904|"
                        + "jitter of a latency toxic must be less than 4611686018427387904, was 4611686018427387904",
                "slicer|average_size=1|average_size=0|average_size of a slicer toxic must be 1 or more, was 0",
                "slicer|average_size=5 size_variation=5|average_size=5 size_variation=6|"
                        + "size_variation of a slicer toxic must be at most average_size, 5, and more than -5, was 6",
                "slicer|average_size=5 size_variation=-4|average_size=5 size_variation=-5|"
                        + "size_variation of a slicer toxic must be at most average_size, 5, and more than -5, was -5",
            })
    void endExactlyHere(String type, String last, String first, String why) {
        String refusal = "{\"error\":\"bad request body: " + why + "\",\"status\":400}\n";
        RawHttp.Reply refused = send("POST", TOXICS, "{'type':'" + type + "','attributes':" + attributes(first) + "}");
        assertThat(refused.body()).isEqualTo(refusal);
        assertThat(refused.status()).isEqualTo(400);
        RawHttp.Reply taken = send("POST", TOXICS, "{'type':'" + type + "','attributes':" + attributes(last) + "}");
        assertThat(taken.status()).as(taken.body()).isEqualTo(200);
        RawHttp.Reply update = send(
                "PATCH",
                TOXICS + "/" + type + "_downstream",
                "{'toxicity':0.5,'attributes':" + attributes(first) + "}");
        assertThat(update.body()).isEqualTo(refusal);
        assertThat(send("GET", TOXICS, "").body()).isEqualTo("[" + taken.body() + "]");
    }
}
