package dev.haywire.internal.toxiproxy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The fields of a proxy that a request gives; what it does not give stays as it is. */
final class ProxyRequest {
    private final String prefix;
    private String name = "";
    private String listen = "";
    private String upstream = "";
    private String network = "tcp";
    private @Nullable Boolean enabled;
    private List<Json> toxics = List.of();

    private ProxyRequest(String prefix) {
        this.prefix = prefix;
    }

    /** Reads a new proxy; one that says nothing of it shall be enabled. */
    static ProxyRequest read(Json body) {
        Decoding decoding = new Decoding();
        ProxyRequest request = new ProxyRequest("Proxy.");
        request.take(body, decoding);
        decoding.check();
        return request;
    }

    /** Reads an update of a proxy. */
    static ProxyRequest update(ProxyState before, Json body) {
        Decoding decoding = new Decoding();
        ProxyRequest request = new ProxyRequest("Proxy.");
        request.listen = before.listen();
        request.upstream = before.upstream();
        request.enabled = before.enabled();
        request.take(body, decoding);
        decoding.check();
        return request;
    }

    /** Reads a list of proxies and tells of the first that lacks something. */
    static List<ProxyRequest> readAll(Json body) {
        Decoding decoding = new Decoding();
        List<ProxyRequest> requests = new ArrayList<>();
        for (Json item : decoding.array(body, "[]toxiproxy.Proxy")) {
            ProxyRequest request = new ProxyRequest(".Proxy.");
            request.take(item, decoding);
            requests.add(request);
        }
        decoding.check();
        for (int i = 0; i < requests.size(); i++) {
            requests.get(i).requireComplete(" at proxy " + (i + 1));
        }
        return requests;
    }

    private void take(Json body, Decoding decoding) {
        decoding.members(body, "toxiproxy.Proxy", (key, value) -> {
            switch (key) {
                case "name" -> name = decoding.text(value, name, prefix + "name");
                case "listen" -> listen = decoding.text(value, listen, prefix + "listen");
                case "upstream" -> upstream = decoding.text(value, upstream, prefix + "upstream");
                case "enabled" -> enabled = decoding.truth(value, enabled, prefix + "enabled");
                case "network" -> network = decoding.text(value, network, prefix + "network");
                case "toxics" -> toxics = decoding.items(value, prefix + "toxics", "[]toxics.Toxic");
                default -> {
                    // clients of other versions send what this one does not know
                }
            }
        });
    }

    /** Fails where a name or an upstream is missing. */
    ProxyRequest requireComplete(String where) {
        if (name.isEmpty()) {
            throw ApiException.missing("name" + where);
        }
        if (upstream.isEmpty()) {
            throw ApiException.missing("upstream" + where);
        }
        return this;
    }

    /** The proxy that it asks for, its toxics included. */
    ProxyState state() {
        Network known = network();
        return new ProxyState(name, known, listen, upstream, enabled(), ToxicRequest.readAll(toxics, known));
    }

    private Network network() {
        return switch (network.toLowerCase(Locale.ROOT)) {
            case "tcp" -> Network.TCP;
            case "udp" -> Network.UDP;
            default -> throw new ApiException(400, "network was invalid, can be either tcp or udp");
        };
    }

    String name() {
        return name;
    }

    String listen() {
        return listen;
    }

    String upstream() {
        return upstream;
    }

    boolean enabled() {
        return enabled == null || enabled;
    }
}
