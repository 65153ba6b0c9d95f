package dev.haywire.samples.proxied;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.samples.Sample;
import dev.haywire.samples.Verdict;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The server as it was written first, held to the same tests. */
class FirstLedgerServerTest {

    @Test
    void booksHalfACommand() {
        Verdict verdict = Verdict.of(FirstDraft.class);

        assertThat(verdict.passed())
                .containsExactly(
                        "answersAClientThatHasNoMoreToSay", "putsCommandsTogether", "servesTheOthersWhenOneBreaksOff");
        assertThat(verdict.failures()).hasSize(1).hasEntrySatisfying("booksNoHalfCommand", failure -> assertThat(
                        failure)
                .hasMessageContaining("[\"10\"]"));
        Sample.shows("first ledger server", verdict);
    }

    static class FirstDraft extends LedgerServerTest {
        @Override
        LineServer startServer() throws IOException {
            return new FirstLedgerServer();
        }

        @Override
        void shows(String shown) {
            // its failures are what it shows
        }
    }
}
