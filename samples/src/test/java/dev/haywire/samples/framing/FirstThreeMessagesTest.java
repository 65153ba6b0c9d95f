package dev.haywire.samples.framing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.samples.Sample;
import dev.haywire.samples.Verdict;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

/** The TCP client as it was written first, beside its UDP twin: the same code, the same test, and one of them is wrong. */
class FirstThreeMessagesTest {

    @Test
    void stickTogetherOverTcp() {
        Verdict verdict = Verdict.of(FirstDraft.class);

        assertThat(verdict.passed()).containsExactly("UDP");
        assertThat(verdict.failures()).hasSize(1).hasEntrySatisfying("TCP", failure -> assertThat(failure)
                .hasMessageContaining("expected: \"one\"%n but was: \"onetwothree\"".formatted()));
        Sample.shows("first message client", verdict);
    }

    static class FirstDraft extends ThreeMessagesTest {
        @Override
        Messages overTcp(InetSocketAddress address) throws IOException {
            return new FirstMessages(address);
        }

        @Override
        void shows(String shown) {
            // its failure over TCP is what it shows
        }
    }
}
