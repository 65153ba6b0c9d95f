package dev.haywire.samples.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.samples.Sample;
import dev.haywire.samples.Verdict;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import org.junit.jupiter.api.Test;

/** The discovery as it was written first, held to the same tests. */
class FirstDiscoveryTest {

    @Test
    void believesThatEachDatagramArrivesOnce() {
        Verdict verdict = Verdict.of(FirstDraft.class);

        assertThat(verdict.passed()).containsExactly("findsBothDevices");
        assertThat(verdict.failures())
                .hasSize(3)
                .hasEntrySatisfying("findsThemThoughTheFirstQuestionIsLost", failure -> assertThat(failure)
                        .hasMessageContaining("Expecting actual:%n  []%n".formatted()))
                .hasEntrySatisfying("findsThemThoughAnAnswerIsLost", failure -> assertThat(failure)
                        .hasMessageContaining("[\"scanner\"]"))
                .hasEntrySatisfying("listsEachDeviceOnce", failure -> assertThat(failure)
                        .hasMessageContaining("[\"printer\", \"printer\", \"scanner\", \"scanner\"]"));
        Sample.shows("first device discovery", verdict);
    }

    static class FirstDraft extends DiscoveryTest {
        @Override
        Discovery in(InetSocketAddress group, NetworkInterface network) {
            return new FirstDiscovery(group, network);
        }

        @Override
        void shows(String shown) {
            // its failures are what it shows
        }
    }
}
