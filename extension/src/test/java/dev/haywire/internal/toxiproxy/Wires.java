package dev.haywire.internal.toxiproxy;

import dev.haywire.internal.junit.TcpBackend;
import java.net.URI;
import org.junit.jupiter.api.Assumptions;

/** The real Toxiproxy that tests are given: {@code -Dhaywire.test.toxiproxy=} a URL, or {@code testcontainers}. */
final class Wires {
    private static final String GIVEN = System.getProperty("haywire.test.toxiproxy", "");
    private static final String IMAGE = "ghcr.io/shopify/toxiproxy:2.12.0";

    private Wires() {}

    static TcpBackend realOrSkipped() {
        Assumptions.assumeFalse(
                GIVEN.isEmpty(),
                "no real Toxiproxy: -Dhaywire.test.toxiproxy=http://127.0.0.1:8474, or testcontainers, names one");
        return new RealToxiproxy.Provider().open(GIVEN.equals("testcontainers") ? null : URI.create(GIVEN), IMAGE);
    }
}
