package dev.haywire.samples.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.samples.Sample;
import dev.haywire.samples.Verdict;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

/** The pool as it was written first, held to the same tests. */
class FirstPoolTest {

    @Test
    void lendsWhatIsDead() {
        Verdict verdict = Verdict.of(FirstDraft.class);

        assertThat(verdict.passed()).containsExactly("usesAgainWhatIsInOrder");
        assertThat(verdict.failures())
                .containsOnlyKeys(
                        "replacesConnectionsThatWereReset",
                        "replacesConnectionsThatWereClosed",
                        "replacesOnlyWhatIsBroken")
                .allSatisfy((test, failure) -> assertThat(failure).isInstanceOf(IOException.class));
        Sample.shows("first connection pool", verdict);
    }

    static class FirstDraft extends PoolTest {
        @Override
        Pool of(InetSocketAddress address) {
            return new FirstPool(address);
        }

        @Override
        void shows(String shown) {
            // its failures are what it shows
        }
    }
}
