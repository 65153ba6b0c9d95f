package dev.haywire.samples.syslog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.samples.Sample;
import dev.haywire.samples.Verdict;
import java.io.IOException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The receiver with a buffer for most messages, held to the same tests. */
class FirstSyslogReceiverTest {

    @Test
    void losesTheEndsOfLongMessages() {
        Verdict verdict = Verdict.of(FirstDraft.class);

        assertThat(verdict.passed()).containsExactly("storesShortMessages");
        assertThat(verdict.failures())
                .containsOnlyKeys("storesAStackTraceWhole", "storesTheLargestDatagramWhole")
                .allSatisfy((test, failure) -> assertThat(failure).hasMessageContaining("but was: 1024"));
        Sample.shows("first syslog receiver", verdict);
    }

    static class FirstDraft extends SyslogReceiverTest {
        @Override
        SyslogReceiver receiveInto(Consumer<String> store) throws IOException {
            return SyslogReceiver.withRoomForMost(store);
        }

        @Override
        void shows(String shown) {
            // its failures are what it shows
        }
    }
}
