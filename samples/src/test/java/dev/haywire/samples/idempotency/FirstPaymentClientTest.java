package dev.haywire.samples.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.samples.Sample;
import dev.haywire.samples.Verdict;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

/** The client without keys, held to the same tests. */
class FirstPaymentClientTest {

    @Test
    void paysTwice() {
        Verdict verdict = Verdict.of(FirstDraft.class);

        assertThat(verdict.passed()).containsExactly("paysTwiceWhenToldTwice");
        assertThat(verdict.failures())
                .hasSize(1)
                .hasEntrySatisfying("paysOnceThoughTheReceiptWasLost", failure -> assertThat(failure)
                        .hasMessageContaining("[\"100\", \"100\"]"));
        Sample.shows("first payment client", verdict);
    }

    static class FirstDraft extends PaymentClientTest {
        @Override
        PaymentClient connectTo(InetSocketAddress address) {
            return PaymentClient.withoutKeys(address);
        }

        @Override
        void shows(String shown) {
            // its failures are what it shows
        }
    }
}
