package dev.haywire.internal.toxiproxy;

import java.util.List;

/**
 * What the control API shows of a proxy.
 *
 * @param listen the address that it has, once it was enabled; before that as it was given
 * @param toxics all of upstream in the order of their creation, then all of downstream
 */
record ProxyState(
        String name, Network network, String listen, String upstream, boolean enabled, List<ManagedToxic> toxics) {

    ProxyState {
        toxics = List.copyOf(toxics);
    }

    ProxyState at(String newListen, String newUpstream, boolean nowEnabled) {
        return new ProxyState(name, network, newListen, newUpstream, nowEnabled, toxics);
    }

    ProxyState with(List<ManagedToxic> newToxics) {
        return new ProxyState(name, network, listen, upstream, enabled, newToxics);
    }

    ManagedToxic toxic(String toxicName) {
        for (ManagedToxic toxic : toxics) {
            if (toxic.name().equals(toxicName)) {
                return toxic;
            }
        }
        throw ApiException.toxicNotFound();
    }

    void writeTo(JsonWriter json) {
        json.begin('{');
        json.key("name").text(name);
        json.key("listen").text(listen);
        json.key("upstream").text(upstream);
        json.key("enabled").literal(enabled);
        if (network == Network.UDP) {
            json.key("network").text("udp");
        }
        writeToxicsTo(json.key("toxics"));
        json.end('}');
    }

    void writeToxicsTo(JsonWriter json) {
        json.begin('[');
        for (ManagedToxic toxic : toxics) {
            toxic.writeTo(json);
        }
        json.end(']');
    }
}
