package dev.haywire.samples.drain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.samples.Sample;
import dev.haywire.samples.Verdict;
import java.net.InetSocketAddress;
import java.net.SocketException;
import org.junit.jupiter.api.Test;

/** The dispatcher as it was written first, held to the same tests. */
class FirstDispatcherTest {

    @Test
    void breaksWhatWasStillRunning() {
        Verdict verdict = Verdict.of(FirstDraft.class);

        assertThat(verdict.passed()).containsExactly("comesBackWhenTheServerDoes");
        assertThat(verdict.failures())
                .hasSize(1)
                .hasEntrySatisfying("letsOldSessionsFinishWhereTheyAre", failure -> assertThat(failure)
                        .isInstanceOf(SocketException.class)
                        .hasMessageContaining("closed"));
        Sample.shows("first dispatcher", verdict);
    }

    static class FirstDraft extends DispatcherTest {
        @Override
        Dispatcher over(InetSocketAddress... servers) {
            return new FirstDispatcher(servers);
        }

        @Override
        void shows(String shown) {
            // its failures are what it shows
        }
    }
}
