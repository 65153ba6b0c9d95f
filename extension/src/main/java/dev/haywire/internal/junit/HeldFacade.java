package dev.haywire.internal.junit;

import dev.haywire.Haywire;
import dev.haywire.internal.net.Facades;
import dev.haywire.internal.net.LiveEndpoint;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The facade that a test or a class keeps alive, with the endpoints that are made in code. Its run guards it. */
final class HeldFacade {
    private final Haywire haywire;
    private final Map<LiveEndpoint, Shared> endpoints = new HashMap<>();

    /** Opens it. */
    HeldFacade(Settings settings, long seed) {
        haywire = Haywire.builder()
                .seed(seed)
                .host(settings.host())
                .timeout(settings.timeout())
                .open();
    }

    Haywire haywire() {
        return haywire;
    }

    /** Those that live. */
    List<Shared> endpoints() {
        List<LiveEndpoint> live = Facades.live(haywire);
        live.forEach(endpoint -> endpoints.computeIfAbsent(endpoint, Shared::new));
        return live.stream().map(endpoints::get).toList();
    }
}
