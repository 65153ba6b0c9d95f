package dev.haywire.samples.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.OS.LINUX;

import dev.haywire.samples.Sample;
import dev.haywire.samples.Verdict;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;

/** The client as it was written first, held to the same tests: the two that everybody thinks of pass, each other one finds a bug. */
@EnabledOnOs(value = LINUX, disabledReason = "connecting hangs on Linux only")
class FirstOrderClientTest {

    @Test
    void comesBackButNotFromEverything() {
        Verdict verdict = Verdict.of(FirstDraft.class);

        assertThat(verdict.passed()).containsExactly("comesBackAfterAReset", "getsThroughOnceTheServerListensAgain");
        assertThat(verdict.failures())
                .hasSize(3)
                .hasEntrySatisfying("pausesLongerAfterEachFailureUpToACap", failure -> assertThat(failure)
                        .hasMessageContaining(" to accept 9 connections within 5 s, but it accepted "))
                .hasEntrySatisfying("noticesAConnectionThatIsOnlyHalfOpen", failure -> assertThat(failure)
                        .hasMessageContaining(" to accept 2 connections within 5 s, but it accepted 1\n"))
                .hasEntrySatisfying("givesUpAConnectThatHangs", failure -> assertThat(failure)
                        .hasMessageContaining(" to accept 1 connection within 5 s, but it accepted 0\n"));
        Sample.shows("first order client", verdict);
    }

    static class FirstDraft extends OrderClientTest {
        @Override
        Orders connectTo(InetSocketAddress address) {
            return new FirstOrderClient(address);
        }

        @Override
        void shows(String shown) {
            // its failures are what it shows
        }
    }
}
