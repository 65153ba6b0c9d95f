package dev.haywire.internal.toxiproxy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The fields of a proxy that a request gives; what it does not give stays as it is. */
final class ProxyRequest {
    /** What Go calls the type of a list's items, as that has no name. */
    private static final String ITEM = "struct { toxiproxy.Proxy; Enabled *bool \"json:\\\"enabled\\\"\" }";

    private final String type;
    private final String prefix;
    private final String enabledField;
    private String name = "";
    private String listen = "";
    private String upstream = "";
    private String network = "tcp";
    private @Nullable Boolean enabled;
    private List<Json> toxics = List.of();

    private ProxyRequest(String type, String prefix, String enabledField) {
        this.type = type;
        this.prefix = prefix;
        this.enabledField = enabledField;
    }

    /** Reads a new proxy; one that says nothing of it shall be enabled. */
    static ProxyRequest read(Json body) {
        Decoding decoding = new Decoding();
        ProxyRequest request = new ProxyRequest("toxiproxy.Proxy", "Proxy.", "Proxy.enabled");
        request.take(body, decoding);
        decoding.check();
        return request;
    }

    /** Reads an update of a proxy. */
    static ProxyRequest update(ProxyState before, Json body) {
        Decoding decoding = new Decoding();
        ProxyRequest request = new ProxyRequest("toxiproxy.Proxy", "Proxy.", "Proxy.enabled");
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
        for (Json item : decoding.array(body, "[]" + ITEM)) {
            // there a list has items of a type of its own, whose enabled is not the proxy's
            ProxyRequest request = new ProxyRequest(ITEM, ".Proxy.", ".enabled");
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
        decoding.members(body, type, (key, value) -> {
            switch (key) {
                case "name" -> name = decoding.text(value, name, prefix + "name");
                case "listen" -> listen = decoding.text(value, listen, prefix + "listen");
                case "upstream" -> upstream = decoding.text(value, upstream, prefix + "upstream");
                case "enabled" -> enabled = decoding.truth(value, enabled, enabledField);
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
