package dev.haywire.samples.datagramlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.samples.Sample;
import dev.haywire.samples.Verdict;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The logger as it was written first, held to the same tests. */
class FirstDatagramLoggerTest {

    @Test
    void logsWhatNeverArrived() {
        Verdict verdict = Verdict.of(FirstDraft.class);

        assertThat(verdict.passed()).containsExactly("logsEachDatagram");
        assertThat(verdict.failures())
                .hasSize(2)
                .hasEntrySatisfying("logsWhatArrivedAndNoMore", failure -> assertThat(failure)
                        .hasMessageContaining("but was: \"16 B: disk sda is full\""))
                .hasEntrySatisfying("logsAnEmptyOneAndGoesOn", failure -> assertThat(failure)
                        .hasMessageContaining("but was: \"nothing for 1000 ms\""));
        Sample.shows("first datagram logger", verdict);
    }

    static class FirstDraft extends DatagramLoggerTest {
        @Override
        DatagramLog listenOn(InetSocketAddress where, Consumer<String> log) throws IOException {
            return new FirstDatagramLogger(where, log);
        }

        @Override
        long patienceMillis() {
            return 1000;
        }

        @Override
        void shows(String shown) {
            // its failures are what it shows
        }
    }
}
