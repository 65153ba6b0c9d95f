package dev.haywire.samples.greeting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.samples.Sample;
import dev.haywire.samples.Verdict;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

/** The client as it was written first, held to the same tests: each finds a bug. */
class FirstGreetingClientTest {

    @Test
    void mistakesTheCharsetInBothDirections() {
        Verdict verdict = Verdict.of(FirstDraft.class);

        assertThat(verdict.passed()).isEmpty();
        assertThat(verdict.failures())
                .hasSize(2)
                .hasEntrySatisfying("speaksTheServersCharset", failure -> assertThat(failure)
                        .hasMessageContainingAll("expected:", "你好", "but was:", "浣犲ソ"))
                .hasEntrySatisfying("readsAnAnswerThatComesByteByByte", failure -> assertThat(failure)
                        .hasMessageContainingAll("expected:", "谢谢，再见！", "but was:", "\uFFFD"));
        Sample.shows("first greeting client", verdict);
    }

    static class FirstDraft extends GreetingClientTest {
        @Override
        Greeter connectTo(InetSocketAddress address) {
            return new FirstGreetingClient(address, GBK);
        }

        @Override
        void shows(String shown) {
            // its failures are what it shows
        }
    }
}
