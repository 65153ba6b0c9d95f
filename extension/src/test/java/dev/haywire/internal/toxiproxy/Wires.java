package dev.haywire.internal.toxiproxy;

import dev.haywire.internal.junit.TcpBackend;
import dev.haywire.kit.GivenToxiproxy;

/** The real Toxiproxy that tests are given, without JUnit between. */
final class Wires {
    private static final String IMAGE = "ghcr.io/shopify/toxiproxy:2.12.0";

    private Wires() {}

    static TcpBackend realOrSkipped() {
        return new RealToxiproxy.Provider().open(GivenToxiproxy.urlOrContainer().orElse(null), IMAGE);
    }
}
