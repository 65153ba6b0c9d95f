package dev.haywire.samples.fixedport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.samples.Sample;
import dev.haywire.samples.Verdict;
import java.net.SocketException;
import org.junit.jupiter.api.Test;

/** The client as it was written first, held to the same tests. */
class FirstTelephoneTest {

    @Test
    void callsOnceAndOverIpv4Only() {
        Verdict verdict = Verdict.of(FirstDraft.class);

        assertThat(verdict.passed()).containsExactly("callsFromItsPort");
        assertThat(verdict.failures())
                .hasSize(Loopback.hasIpv6() ? 3 : 1)
                .hasEntrySatisfying("callsAgainAtOnce", failure -> assertThat(failure)
                        .hasMessageStartingWith("Address already in use"))
                .allSatisfy((test, failure) -> assertThat(failure).isInstanceOf(SocketException.class));
        Sample.shows("first fixed port", verdict);
    }

    static class FirstDraft extends TelephoneTest {
        @Override
        Telephone from(int port) {
            return new FirstTelephone(port);
        }

        @Override
        void shows(String shown) {
            // its failures are what it shows
        }
    }
}
