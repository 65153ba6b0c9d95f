package dev.haywire.samples.guide;

import static dev.haywire.assertj.HaywireAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import dev.haywire.fault.Reset;
import dev.haywire.samples.Verdict;
import dev.haywire.samples.orders.OrderClient;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What failures tell. */
class FailuresGuideTest {

    static class Vacuous {

        // tag::unfired
        @Test
        @Reset(onAccept = true)
        void survivesAReset(@TcpEchoServer TcpEndpoint server) {
            OrderClient client = new OrderClient(server.address());
            // forgot to send: nothing connected, nothing was reset, nothing was shown
        }
        // end::unfired
    }

    @Test
    void aFaultThatNeverFiredFailsTheTest() {
        assertThat(Verdict.of(Vacuous.class).failures())
                .hasEntrySatisfying("survivesAReset", failure -> assertThat(failure)
                        .hasMessageStartingWith("@Reset(onAccept = true) on method "
                                + "FailuresGuideTest.Vacuous.survivesAReset(TcpEndpoint) never fired on "));
        assertThat(Verdict.of(Vacuous.class, Map.of("haywire.unfired-faults", "ignore"))
                        .passed())
                .containsExactly("survivesAReset");
    }

    static class Chance {

        // tag::random
        @Test
        @Reset(onAccept = true, probability = 0.3)
        void needsOneConnectionPerOrder(@TcpEchoServer TcpEndpoint server) {
            for (int i = 0; i < 5; i++) {
                new OrderClient(server.address()).send("order " + i);
            }
            assertThat(server).hasAccepted(5);
        }
        // end::random
    }

    @Test
    void aSeedDecidesTheSameAgain() {
        Throwable failure = failureWith(Map.of());
        String replay = failure.getSuppressed()[0].toString();
        assertThat(replay).matches("haywire\\.seed=-?\\d+");

        String seed = replay.substring("haywire.seed=".length());
        assertThat(accepted(failureWith(Map.of("haywire.seed", seed)))).isEqualTo(accepted(failure));
        assertThat(accepted(failureWith(Map.of("haywire.seed", "2")))).isNotEqualTo(accepted(failure));
    }

    private static Throwable failureWith(Map<String, String> configuration) {
        return Verdict.of(Chance.class, configuration).failures().get("needsOneConnectionPerOrder");
    }

    /** How many connections it took, from the failure. */
    private static String accepted(Throwable failure) {
        Matcher matcher = Pattern.compile("it accepted (\\d+)").matcher(failure.getMessage());
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }
}
