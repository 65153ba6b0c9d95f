package dev.haywire.internal.toxiproxy;

import dev.haywire.internal.junit.TcpBackend;
import java.net.URI;
import org.junit.jupiter.api.Assumptions;

/** The real Toxiproxy that tests are given. */
final class Wires {
    private static final String URL = System.getProperty("haywire.test.toxiproxy.url", "");
    private static final boolean CONTAINER = Boolean.getBoolean("haywire.test.toxiproxy.container");
    private static final String IMAGE = "ghcr.io/shopify/toxiproxy:2.12.0";

    private Wires() {}

    static TcpBackend realOrSkipped() {
        Assumptions.assumeTrue(
                CONTAINER || !URL.isEmpty(),
                "needs a real Toxiproxy: -Dhaywire.test.toxiproxy.url=http://127.0.0.1:8474 names one that runs,"
                        + " -Dhaywire.test.toxiproxy.container=true has Testcontainers start one");
        return new RealToxiproxy.Provider().open(CONTAINER ? null : URI.create(URL), IMAGE);
    }
}
