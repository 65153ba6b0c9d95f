package dev.haywire.samples.framing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.samples.Sample;
import dev.haywire.samples.Verdict;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

/** The client as it was written first, held to the same tests: good for one message at a time on a fast wire. */
class FirstMessagesTest {

    @Test
    void takesAReadForAMessage() {
        Verdict verdict = Verdict.of(FirstDraft.class);

        assertThat(verdict.passed()).containsExactly("passesOneMessageAtATime");
        assertThat(verdict.failures())
                .containsOnlyKeys("tellsMessagesApartThatStickTogether", "putsAMessageTogetherThatComesByteByByte")
                .allSatisfy(
                        (test, failure) -> assertThat(failure).hasMessageStartingWith(String.format("%nexpected: ")));
        Sample.shows("first message client", verdict);
    }

    static class FirstDraft extends MessagesTest {
        @Override
        Messages connectTo(InetSocketAddress address) throws IOException {
            return new FirstMessages(address);
        }

        @Override
        void shows(String shown) {
            // its failures are what it shows
        }
    }
}
