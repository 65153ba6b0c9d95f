package dev.haywire.samples.guide;

import static dev.haywire.assertj.HaywireAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import dev.haywire.fault.Blackhole;
import dev.haywire.fault.Reset;
import dev.haywire.samples.Verdict;
import dev.haywire.samples.orders.OrderClient;
import java.io.IOException;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

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

    static class Waiting {

        // tag::timeout
        @Test
        @Timeout(2)
        @Blackhole
        void waitsForAnAnswer(@TcpEchoServer TcpEndpoint server) throws IOException {
            try (Socket socket = new Socket(server.host(), server.port())) {
                socket.getOutputStream().write('?');
                socket.getInputStream().read(); // no SO_TIMEOUT: an interrupt alone would not end it
            }
        }
        // end::timeout
    }

    @Test
    void aTimeoutEndsTheTestAndTellsWhatWasThere() {
        Throwable failure = Verdict.of(Waiting.class).failures().get("waitsForAnAnswer");
        assertThat(failure).isInstanceOf(TimeoutException.class);
        assertThat(failure.getSuppressed()).anySatisfy(note -> assertThat(note.toString())
                .contains("1 open connection, [blackhole()]")
                .contains("fault blackhole(), active, matched 1 connection, fired 1 time")
                .containsPattern("haywire\\.seed=-?\\d+$"));
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
