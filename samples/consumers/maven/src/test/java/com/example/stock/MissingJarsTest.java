package com.example.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import dev.haywire.toxiproxy.EmbeddedToxiproxy;
import dev.haywire.toxiproxy.ToxiproxyBackend;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Neither toxiproxy-java nor Testcontainers is on this class path: everything else works, and what needs them says what to add. */
class MissingJarsTest {
    private static boolean inKit;

    @Test
    void theBackendSaysWhatToAdd() {
        assertThat(failure(OnToxiproxy.class)).contains("eu.rekawek.toxiproxy:toxiproxy-java");
    }

    @Test
    void theControlApiNeedsNoClientAsAnAddress() {
        assertThat(failure(WithControlApi.class)).isEmpty();
    }

    private static String failure(Class<?> subject) {
        inKit = true;
        try {
            return EngineTestKit.engine("junit-jupiter").selectors(selectClass(subject)).execute().allEvents()
                    .finished().stream()
                    .map(event -> event.getRequiredPayload(TestExecutionResult.class))
                    .flatMap(result -> result.getThrowable().stream())
                    .map(String::valueOf)
                    .reduce("", String::concat);
        } finally {
            inKit = false;
        }
    }

    static boolean inKit() {
        return inKit;
    }

    @EnabledIf("com.example.stock.MissingJarsTest#inKit")
    static class OnToxiproxy {
        @Test
        @ToxiproxyBackend(url = "http://127.0.0.1:8474")
        void test(@TcpEchoServer TcpEndpoint echo) {}
    }

    @EnabledIf("com.example.stock.MissingJarsTest#inKit")
    static class WithControlApi {
        @EmbeddedToxiproxy
        InetSocketAddress address;

        @Test
        void test(@EmbeddedToxiproxy URI control) throws IOException {
            assertThat(control).hasPort(address.getPort());
            try (InputStream proxies = control.resolve("/proxies").toURL().openStream()) {
                assertThat(proxies.readAllBytes()).asString().isEqualTo("{}");
            }
        }
    }
}
