package dev.haywire.internal.toxiproxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Requests that are wrong in some way, and some that are right so that there is something to be wrong about; the same for the same seed. */
final class MalformedRequests {
    private static final List<String> METHODS =
            List.of("GET", "POST", "POST", "POST", "PATCH", "DELETE", "PUT", "HEAD", "OPTIONS", "BREW");
    private static final List<String> NAMES = List.of("a", "b", "c", "a%20b", "%C3%A9", "..", "a%2Fb", "x".repeat(300));
    private static final List<String> TOXICS =
            List.of("latency_downstream", "slicer_upstream", "t", "timeout_downstream", "none");
    private static final List<String> LISTENS = List.of(
            "127.0.0.1:0",
            "127.0.0.1:0",
            "localhost:0",
            "[::1]:0",
            "",
            ":0",
            "127.0.0.1",
            "1.2.3.4:5",
            "127.0.0.1:99999",
            "127.0.0.1:x",
            "[::1",
            "a:b:c",
            "127.0.0.1:-1",
            "[]:0",
            "::::",
            ":",
            "]:0",
            "[");
    private static final List<String> TYPES = List.of(
            "latency",
            "bandwidth",
            "slow_close",
            "timeout",
            "reset_peer",
            "slicer",
            "limit_data",
            "noop",
            "packet_loss",
            "packet_duplicate",
            "packet_reorder",
            "packet_corrupt",
            "Latency",
            "");
    private static final List<String> NUMBERS = List.of(
            "0",
            "1",
            "-1",
            "5",
            "1.5",
            "0.5",
            "1e3",
            "1e400",
            "-0",
            "01",
            "9223372036854775807",
            "-9223372036854775808",
            "4611686018427387904",
            "99999999999999999999",
            "null",
            "true",
            "'5'",
            "[]",
            "{}");

    private final Random random;

    MalformedRequests(long seed) {
        random = new Random(seed);
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** The first three, and seldom another. */
    private String mostly(String... of) {
        return of[random.nextInt(random.nextInt(4) == 0 ? of.length : 3)];
    }

    /** A request as it goes out on the wire. */
    byte[] next() {
        String line = one(METHODS) + " " + path();
        String text = body();
        switch (random.nextInt(8)) {
            case 0, 1 -> {
                line = "POST /proxies";
                text = proxy();
            }
            case 2, 3 -> {
                line = "POST /proxies/" + one(List.of("a", "b")) + "/toxics";
                text = toxic();
            }
            case 4 -> {
                line = "POST /proxies/" + one(List.of("a", "b", "c"));
                text = proxy();
            }
            case 5 -> {
                line = "POST /populate";
                text = "[" + proxy() + "," + proxy() + "]";
            }
            default -> {
                // anything to anywhere
            }
        }
        byte[] body = text.replace('\'', '"').getBytes(UTF_8);
        if (random.nextInt(8) == 0) {
            body = damaged(body);
        }
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(head(line, body.length).getBytes(ISO_8859_1));
        request.writeBytes(body);
        return random.nextInt(8) == 0 ? damaged(request.toByteArray()) : request.toByteArray();
    }

    private String head(String line, int length) {
        StringBuilder head = new StringBuilder(line + " HTTP/1.1\r\nHost: haywire\r\n");
        switch (random.nextInt(12)) {
            case 0 -> head.append("User-Agent: Mozilla/5.0\r\n");
            case 1 -> head.append("Content-Type: text/plain\r\n");
            case 2 ->
                head.append("X: ").append("y".repeat(random.nextInt(5000))).append("\r\n");
            case 3 -> head.append("Expect: 100-continue\r\n");
            default -> {
                // as most clients send it
            }
        }
        return head + "Content-Length: " + length + "\r\nConnection: close\r\n\r\n";
    }

    private String path() {
        return switch (random.nextInt(12)) {
            case 0, 1 -> "/proxies";
            case 2, 3 -> "/proxies/" + one(NAMES);
            case 4, 5, 6 -> "/proxies/" + one(NAMES) + "/toxics";
            case 7, 8 -> "/proxies/" + one(NAMES) + "/toxics/" + one(TOXICS);
            case 9 -> "/populate";
            case 10 -> one(List.of("/reset", "/version", "/metrics", "/", "*"));
            default ->
                one(List.of(
                        "/proxies/", "//proxies", "/proxies/../x", "/%zz", "/proxies/a/toxics/t/u", "x", "/\u00e9"));
        };
    }

    private String body() {
        return switch (random.nextInt(8)) {
            case 0 -> "";
            case 1 ->
                one(List.of("null", "[]", "{}", "5", "'x'", "[", "{", "[".repeat(2000), "{'a':".repeat(600), "nul"));
            case 2, 3 -> proxy();
            case 4 -> "[" + proxy() + "," + proxy() + "]";
            default -> toxic();
        };
    }

    private String proxy() {
        return "{'name':" + mostly("'a'", "'b'", "'c'", "'a b'", "''", "5", "null", "'\\ud800'") + ",'listen':'"
                + one(LISTENS) + "','upstream':" + mostly("'127.0.0.1:1'", "'x'", "'y'", "''", "7") + ",'enabled':"
                + mostly("true", "false", "null", "'yes'") + ",'network':"
                + mostly("'tcp'", "'udp'", "null", "'sctp'", "'UDP'", "5") + ",'toxics':"
                + mostly("null", "[]", "[]", "[" + toxic() + "]", "5") + "}";
    }

    private String toxic() {
        return "{'type':'" + one(TYPES) + "','stream':'" + mostly("upstream", "downstream", "UPSTREAM", "x")
                + "','toxicity':" + mostly("1", "0.5", "0", one(NUMBERS)) + ",'attributes':{'" + one(attributes())
                + "':" + one(NUMBERS) + ",'"
                + one(attributes()) + "':" + one(NUMBERS) + "}}";
    }

    private static List<String> attributes() {
        return List.of(
                "latency",
                "jitter",
                "rate",
                "delay",
                "timeout",
                "bytes",
                "average_size",
                "size_variation",
                "probability",
                "by",
                "at_most",
                "x");
    }

    /** Some bytes changed, cut out or doubled; where the length no longer holds, the sender ends its half. */
    private byte[] damaged(byte[] whole) {
        if (whole.length == 0) {
            return whole;
        }
        byte[] damaged = whole.clone();
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(damaged.length);
            switch (random.nextInt(3)) {
                case 0 -> damaged[at] = (byte) random.nextInt(256);
                case 1 -> damaged = Arrays.copyOf(damaged, Math.max(1, at));
                default -> {
                    byte[] longer = Arrays.copyOf(damaged, damaged.length + 1);
                    System.arraycopy(damaged, at, longer, at + 1, damaged.length - at);
                    damaged = longer;
                }
            }
        }
        return damaged;
    }
}
