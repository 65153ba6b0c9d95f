package dev.haywire.internal.toxiproxy;

import java.net.InetSocketAddress;
import java.net.URI;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The same table against a Toxiproxy 2.12, where one is named. */
@EnabledIfSystemProperty(
        named = "haywire.test.toxiproxy.url",
        matches = "http://.+",
        disabledReason = "no real Toxiproxy is named")
class RealApiTableTest extends ApiTableTest {
    private static InetSocketAddress server;

    @BeforeAll
    static void find() {
        URI url = URI.create(System.getProperty("haywire.test.toxiproxy.url"));
        server = new InetSocketAddress(url.getHost(), url.getPort());
    }

    @Override
    InetSocketAddress server() {
        return server;
    }

    @Override
    boolean isReal() {
        return true;
    }
}
