package dev.haywire.internal.toxiproxy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Toxiproxy's requests and their answers, without HTTP around them. */
final class ControlApi {
    /** The version whose API this is; clients choose by it what they send. */
    static final String VERSION = "2.12.0";

    private final ProxyBook proxies;

    ControlApi(ProxyBook proxies) {
        this.proxies = proxies;
    }

    ProxyBook proxies() {
        return proxies;
    }

    Answer version() {
        return Answer.of(
                200, "{\"version\": \"" + VERSION + "\"}\n", Map.of("Content-Type", "application/json;charset=utf-8"));
    }

    Answer listProxies() {
        JsonWriter json = new JsonWriter().begin('{');
        proxies.all().forEach((name, proxy) -> proxy.state().writeTo(json.key(name)));
        return Answer.json(200, json.end('}'));
    }

    Answer createProxy(byte[] body) {
        return answer(201, proxies.create(ProxyRequest.read(Decoding.parse(body))));
    }

    Answer showProxy(String name) {
        return answer(200, proxies.get(name).state());
    }

    Answer updateProxy(String name, byte[] body) {
        ManagedProxy proxy = proxies.get(name);
        return answer(200, proxy.update(Decoding.parse(body)));
    }

    Answer deleteProxy(String name) {
        proxies.delete(name);
        return Answer.empty(204);
    }

    Answer listToxics(String proxy) {
        JsonWriter json = new JsonWriter();
        proxies.get(proxy).state().writeToxicsTo(json);
        return Answer.json(200, json);
    }

    Answer createToxic(String proxy, byte[] body) {
        ManagedProxy to = proxies.get(proxy);
        return answer(to.add(Decoding.parse(body)));
    }

    Answer showToxic(String proxy, String toxic) {
        return answer(proxies.get(proxy).state().toxic(toxic));
    }

    Answer updateToxic(String proxy, String toxic, byte[] body) {
        ManagedProxy of = proxies.get(proxy);
        of.state().toxic(toxic);
        return answer(of.update(toxic, Decoding.parse(body)));
    }

    Answer deleteToxic(String proxy, String toxic) {
        proxies.get(proxy).remove(toxic);
        return Answer.empty(204);
    }

    Answer reset() {
        proxies.reset();
        return Answer.empty(204);
    }

    Answer populate(byte[] body) {
        List<ManagedProxy> done = new ArrayList<>();
        JsonWriter json = new JsonWriter().begin('{');
        int status = 201;
        try {
            proxies.populate(ProxyRequest.readAll(Decoding.parse(body)), done);
        } catch (ApiException failure) {
            status = failure.status();
            json.key("error")
                    .text(String.valueOf(failure.getMessage()))
                    .key("status")
                    .literal(status);
        }
        json.key("proxies");
        if (done.isEmpty()) {
            json.literal("null");
        } else {
            json.begin('[');
            done.forEach(proxy -> proxy.state().writeTo(json));
            json.end(']');
        }
        return Answer.json(status, json.end('}'));
    }

    private static Answer answer(int status, ProxyState proxy) {
        JsonWriter json = new JsonWriter();
        proxy.writeTo(json);
        return Answer.json(status, json);
    }

    private static Answer answer(ManagedToxic toxic) {
        JsonWriter json = new JsonWriter();
        toxic.writeTo(json);
        return Answer.json(200, json);
    }
}
