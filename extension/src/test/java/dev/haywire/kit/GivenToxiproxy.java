package dev.haywire.kit;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** The real Toxiproxy that tests are given by system properties; where none is, those that need one are skipped, and say so. */
public final class GivenToxiproxy {
    /** Names one that runs. */
    public static final String URL = "haywire.test.toxiproxy.url";

    /** Why a test is skipped that needs one by its URL. */
    public static final String NEEDS_URL =
            "needs a real Toxiproxy: -D" + URL + "=http://127.0.0.1:8474 names one that runs";

    /** The lock of it: some tests begin by emptying it, those that only use it share it. */
    public static final String LOCK = "the given Toxiproxy";

    private static final String CONTAINER = "haywire.test.toxiproxy.container";

    private GivenToxiproxy() {}

    /** Where one runs, for tests that are skipped where none is named. */
    public static URI url() {
        return URI.create(System.getProperty(URL));
    }

    /** Where its control API answers. */
    public static InetSocketAddress control() {
        return new InetSocketAddress(url().getHost(), url().getPort());
    }

    /** Where one runs; empty where Testcontainers shall start one. Skips the test where there is neither. */
    public static Optional<URI> urlOrContainer() {
        boolean container = Boolean.getBoolean(CONTAINER);
        Assumptions.assumeTrue(
                container || !System.getProperty(URL, "").isEmpty(),
                NEEDS_URL + ", -D" + CONTAINER + "=true has Testcontainers start one");
        return container ? Optional.empty() : Optional.of(url());
    }
}
