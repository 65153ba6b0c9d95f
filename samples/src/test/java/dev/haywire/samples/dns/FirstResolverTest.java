package dev.haywire.samples.dns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.samples.Sample;
import dev.haywire.samples.Verdict;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

/** The resolver without TCP, held to the same tests. */
class FirstResolverTest {

    @Test
    void takesAPartForAll() {
        Verdict verdict = Verdict.of(FirstDraft.class);

        assertThat(verdict.passed()).containsExactly("asksAgain", "asksOverUdp");
        assertThat(verdict.failures())
                .hasSize(1)
                .hasEntrySatisfying("asksOverTcpForWhatIsTooLong", failure -> assertThat(failure)
                        .hasMessageContaining("truncated"));
        Sample.shows("first resolver", verdict);
    }

    static class FirstDraft extends ResolverTest {
        @Override
        Resolver of(InetSocketAddress server) {
            return Resolver.overUdp(server);
        }

        @Override
        void shows(String shown) {
            // its failures are what it shows
        }
    }
}
