package dev.haywire.samples.slowconsumer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.samples.Sample;
import dev.haywire.samples.Verdict;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

/** The exchange as it was written first, held to the same tests. Whether the milder faults find its bug depends on the machine. */
class FirstExchangeTest {

    @Test
    void losesWhatTheKernelHasNoRoomFor() {
        Verdict verdict = Verdict.of(FirstDraft.class);

        assertThat(verdict.failures())
                .hasEntrySatisfying("losesNothingToAConsumerThatStops", failure -> assertThat(failure)
                        .hasMessageMatching("byte \\d+ should be -?\\d+, but is -?\\d+"))
                .hasEntrySatisfying("losesNothingToAConsumerWhoseAnswersAreStuck", failure -> assertThat(failure)
                        .hasMessageMatching("byte \\d+ should be -?\\d+, but is -?\\d+"));
        Sample.shows("first slow consumer", verdict);
    }

    static class FirstDraft extends ExchangeTest {
        @Override
        Exchange with(InetSocketAddress address, Runnable slow) {
            return new FirstExchange(address, slow);
        }

        @Override
        void shows(String shown) {
            // its failures are what it shows
        }
    }
}
