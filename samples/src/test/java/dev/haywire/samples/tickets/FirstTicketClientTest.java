package dev.haywire.samples.tickets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.samples.Sample;
import dev.haywire.samples.Verdict;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

/** The client as it was written first, held to the same tests: retransmission alone makes it worse. */
class FirstTicketClientTest {

    @Test
    void buysMoreThanItWasTold() {
        Verdict verdict = Verdict.of(FirstDraft.class);

        assertThat(verdict.passed()).containsExactly("asksAgainWhenTheRequestIsLost", "givesUpAfterFourAttempts");
        assertThat(verdict.failures())
                .hasSize(3)
                .hasEntrySatisfying("buysOnceThoughTheAnswerIsLost", failure -> assertThat(failure)
                        .hasMessageContaining("[\"12A\", \"12A\", \"12A\"]"))
                .hasEntrySatisfying("buysOnceThoughTheRequestComesTwice", failure -> assertThat(failure)
                        .hasMessageContaining("[\"12A\", \"12A\""))
                .hasEntrySatisfying("takesEachAnswerForItsOwnRequest", failure -> assertThat(failure)
                        .hasMessageContaining("but was: \"ticket 1 for seat 12A\""));
        Sample.shows("first ticket client", verdict);
    }

    static class FirstDraft extends TicketClientTest {
        @Override
        Tickets connectTo(InetSocketAddress address) throws IOException {
            return new FirstTicketClient(address);
        }

        @Override
        void shows(String shown) {
            // its failures are what it shows
        }
    }
}
