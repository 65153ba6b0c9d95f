package dev.haywire.internal.toxiproxy;

import dev.haywire.kit.GivenToxiproxy;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The same table against a Toxiproxy 2.12, where one is named. */
@ResourceLock(GivenToxiproxy.LOCK)
@EnabledIfSystemProperty(named = GivenToxiproxy.URL, matches = ".+", disabledReason = GivenToxiproxy.NEEDS_URL)
class RealApiTableTest extends ApiTableTest {
    private static InetSocketAddress server;

    @BeforeAll
    static void find() {
        server = GivenToxiproxy.control();
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
