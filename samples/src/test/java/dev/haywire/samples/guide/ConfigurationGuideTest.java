package dev.haywire.samples.guide;

import static dev.haywire.assertj.HaywireAssertions.assertThat;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haywire.Haywire;
import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import dev.haywire.samples.Verdict;
import dev.haywire.samples.orders.OrderClient;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What can be configured. */
class ConfigurationGuideTest {

    static class Waiting {
        // tag::timeout
        @Test
        void waitsForSomebody(@TcpEchoServer TcpEndpoint server) {
            server.awaitAccepted(1); // no Duration: haywire.timeout
        }
        // end::timeout
    }

    @Test
    void theTimeoutBoundsWaitsWithoutOne() {
        assertThat(failureWith(Map.of("haywire.timeout", "50 ms")))
                .hasMessageContaining(" to accept 1 connection within 50 ms, but it accepted 0");
    }

    @Test
    void whatCannotBeReadIsAnError() {
        // tag::unreadable
        assertThat(failureWith(Map.of("haywire.unfired-faults", "maybe")))
                .hasMessage("Configuration parameter haywire.unfired-faults is \"maybe\"; allowed: fail, warn, ignore");
        assertThat(failureWith(Map.of("haywire.timeout", "soon")))
                .hasMessage(
                        "Configuration parameter haywire.timeout is \"soon\"; allowed: a number above 0 "
                                + "with ns, us, ms, s, m, h or d, seconds where there is no unit, such as \"500 ms\" or \"5 s\"");
        // end::unreadable
        assertThat(failureWith(Map.of("haywire.backend", "toxiproxy")))
                .hasMessage("haywire.backend = toxiproxy needs org.testcontainers:testcontainers-toxiproxy"
                        + " on the test class path: add that dependency");
    }

    private static Throwable failureWith(Map<String, String> configuration) {
        return Verdict.of(Waiting.class, configuration).failures().get("waitsForSomebody");
    }

    @Test
    void theFacadeReadsNoParameters() {
        // tag::facade
        try (Haywire haywire = Haywire.builder()
                .seed(42)
                .host("127.0.0.1")
                .timeout(ofMillis(100))
                .open()) {
            TcpEndpoint server = haywire.tcpEchoServer();
            new OrderClient(server.address()).send("one");
            assertThat(server).hasAccepted(1);
            assertThatThrownBy(() -> server.awaitAccepted(2)).hasMessageContaining("within 100 ms");
        }
        // end::facade
    }
}
