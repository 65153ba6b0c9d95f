package dev.haywire.internal.toxiproxy;

import dev.haywire.kit.GivenToxiproxy;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The same toxics on a Toxiproxy 2.12, where one is named. */
@ResourceLock(value = GivenToxiproxy.LOCK, mode = ResourceAccessMode.READ)
@EnabledIfSystemProperty(named = GivenToxiproxy.URL, matches = ".+", disabledReason = GivenToxiproxy.NEEDS_URL)
class RealToxicsTest {
    @Nested
    class Data extends DataToxicsTest {
        @Override
        InetSocketAddress server() {
            return GivenToxiproxy.control();
        }

        @Override
        boolean isReal() {
            return true;
        }
    }

    @Nested
    class Ending extends EndingToxicsTest {
        @Override
        InetSocketAddress server() {
            return GivenToxiproxy.control();
        }

        @Override
        boolean isReal() {
            return true;
        }
    }
}
