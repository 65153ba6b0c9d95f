package dev.haywire.samples.orders;

import dev.haywire.toxiproxy.ToxiproxyBackend;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The same tests, annotations and all, on the wire of a real Toxiproxy. */
@ToxiproxyBackend
@EnabledIfSystemProperty(
        named = "haywire.toxiproxy.url",
        matches = ".+",
        disabledReason = "-Dhaywire.toxiproxy.url=http://127.0.0.1:8474 names a Toxiproxy that runs")
class ToxiproxyReconnectionTest extends ReconnectionTest {

    @Override
    String wire() {
        return " on a real Toxiproxy";
    }
}
