package dev.haywire.internal.toxiproxy;

import java.net.InetSocketAddress;
import java.net.URI;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The same toxics on a Toxiproxy 2.12, where one is named. */
@EnabledIfSystemProperty(
        named = "haywire.test.toxiproxy.url",
        matches = "http://.+",
        disabledReason = "no real Toxiproxy is named")
class RealToxicsTest extends ToxicsTest {
    @Override
    InetSocketAddress server() {
        URI url = URI.create(System.getProperty("haywire.test.toxiproxy.url"));
        return new InetSocketAddress(url.getHost(), url.getPort());
    }

    @Override
    boolean isReal() {
        return true;
    }
}
