package dev.haywire.internal.toxiproxy;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a request is answered with.
 *
 * @param status HTTP's
 * @param headers beside those of every answer
 * @param body as it goes out; nothing where it is empty
 */
record Answer(int status, Map<String, String> headers, byte[] body) {

    static Answer json(int status, JsonWriter json) {
        return of(status, json.toString(), Map.of("Content-Type", "application/json"));
    }

    static Answer empty(int status) {
        return of(status, "", Map.of());
    }

    /** A plain text, as Go's {@code http.Error} writes it. */
    static Answer plain(int status, String text) {
        return of(
                status,
                text + "\n",
                Map.of("Content-Type", "text/plain; charset=utf-8", "X-Content-Type-Options", "nosniff"));
    }

    static Answer error(int status, String message) {
        JsonWriter json = new JsonWriter();
        json.begin('{').key("error").text(message).key("status").literal(status).end('}');
        return plain(status, json.toString());
    }

    static Answer notFound() {
        return plain(404, "404 page not found");
    }

    static Answer of(int status, String body, Map<String, String> headers) {
        return new Answer(status, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    Answer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, more, body);
    }
}
