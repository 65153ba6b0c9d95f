package dev.haywire.samples.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.samples.Sample;
import dev.haywire.samples.Verdict;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The client as it was written first, held to the same tests: it does talk, but to nobody when the server has gone. */
class FirstChatClientTest {

    @Test
    void talksOnWhenNobodyIsThere() {
        Verdict verdict = Verdict.of(FirstDraft.class);

        assertThat(verdict.passed()).containsExactly("saysAllOverOneConnection");
        assertThat(verdict.failures())
                .containsOnlyKeys("noticesThatTheServerHasLeft", "tellsAResetFromAGoodbye", "hearsTheLastWords")
                .allSatisfy((test, failure) -> assertThat(failure).hasMessageContaining("nothing for 1 s"));
        Sample.shows("first chat client", verdict);
    }

    static class FirstDraft extends ChatClientTest {
        @Override
        Chat connectTo(InetSocketAddress address, Consumer<String> screen) throws IOException {
            return new FirstChatClient(address, screen);
        }

        @Override
        Duration patienceWithTheEnd() {
            return Duration.ofSeconds(1);
        }

        @Override
        void shows(String shown) {
            // its failures are what it shows
        }
    }
}
