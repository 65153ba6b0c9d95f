package dev.haywire.samples.echo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.samples.Sample;
import dev.haywire.samples.Verdict;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The client as it was written first, held to the same tests. */
class FirstEchoClientTest {

    @Test
    void believesThatEachDatagramArrivesOnce() {
        Verdict verdict = Verdict.of(FirstDraft.class);

        assertThat(verdict.passed()).containsExactly("saysThreeLinesAndQuits");
        assertThat(verdict.failures())
                .hasSize(2)
                .hasEntrySatisfying("saysSoWhenAnAnswerIsLost", failure -> assertThat(failure)
                        .hasMessage("execution timed out after 2000 ms"))
                .hasEntrySatisfying("doesNotTakeOneAnswerForTwo", failure -> assertThat(failure)
                        .hasMessageContaining("expected: \"two\"%n but was: \"one\"".formatted()));
        Sample.shows("first echo client", verdict);
    }

    static class FirstDraft extends EchoClientTest {
        @Override
        Echo connectTo(InetSocketAddress address) throws IOException {
            return new FirstEchoClient(address);
        }

        @Override
        Duration patience() {
            return Duration.ofSeconds(2);
        }

        @Override
        void shows(String shown) {
            // its failures are what it shows
        }
    }
}
