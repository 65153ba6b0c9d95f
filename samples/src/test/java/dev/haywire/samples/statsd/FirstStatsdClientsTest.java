package dev.haywire.samples.statsd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.samples.Sample;
import dev.haywire.samples.Verdict;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

/** The clients as they were written first and second, held to the same tests. */
class FirstStatsdClientsTest {

    @Test
    void fallsSilentForEver() {
        Verdict verdict = Verdict.of(FirstDraft.class);

        assertThat(verdict.passed()).containsExactly("countsWhileTheAgentIsThere");
        assertThat(verdict.failures())
                .containsOnlyKeys("countsOnWhenTheAgentIsBack", "losesNoCountOnceTheAgentIsBack")
                .allSatisfy((test, failure) -> assertThat(failure).hasMessageContaining("but it delivered 0"));
        Sample.shows("first statsd client", verdict);
    }

    @Test
    void losesTheFirstCountOnceTheAgentIsBack() {
        Verdict verdict = Verdict.of(SecondDraft.class);

        assertThat(verdict.passed()).containsExactly("countsOnWhenTheAgentIsBack", "countsWhileTheAgentIsThere");
        assertThat(verdict.failures()).containsOnlyKeys("losesNoCountOnceTheAgentIsBack");
        Sample.shows("second statsd client", verdict);
    }

    static class FirstDraft extends StatsdClientTest {
        @Override
        Metrics connectTo(InetSocketAddress address) throws IOException {
            return new FirstStatsdClient(address);
        }

        @Override
        void shows(String shown) {
            // its failures are what it shows
        }
    }

    static class SecondDraft extends StatsdClientTest {
        @Override
        Metrics connectTo(InetSocketAddress address) throws IOException {
            return new SecondStatsdClient(address);
        }

        @Override
        void shows(String shown) {
            // its failures are what it shows
        }
    }
}
