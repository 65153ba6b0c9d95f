package dev.haywire.internal.toxiproxy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

class EmbeddedToxicsTest {
    private static ControlServer server;

    @BeforeAll
    static void startServer() {
        server = ControlServer.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @AfterAll
    static void endServer() {
        server.close();
    }

    @Nested
    class Data extends DataToxicsTest {
        @Override
        InetSocketAddress server() {
            return server.address();
        }

        @Override
        boolean isReal() {
            return false;
        }
    }

    @Nested
    class Ending extends EndingToxicsTest {
        @Override
        InetSocketAddress server() {
            return server.address();
        }

        @Override
        boolean isReal() {
            return false;
        }
    }
}
