package dev.haywire.internal.net;

import static dev.haywire.internal.net.Started.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/** Whatever faults that lose nothing come and go on busy connections: each byte arrives, once, in order, and nothing is kept of it. */
@Isolated("counts slabs")
class ChurnTest {
    private static final int OPERATIONS = 1_000;
    private static final int ROUNDS = 100;

    /** Six faults of 64 KiB each, and one large read that the receiver did not take. */
    private static final long LITTLE = Churn.FLOWS * (6 * 64L + 512 + 128) * 1024;

    @Test
    void anyFaults() throws Exception {
        round(1, true);
    }

    @Test
    void faultsThatHoldLittle() throws Exception {
        round(2, false);
    }

    /** Run by hand; docs/CONTRIBUTING.md says how. */
    @Test
    @Tag("long")
    @Timeout(value = 1, unit = TimeUnit.HOURS)
    void aHundredThousandOperations() throws Exception {
        for (int seed = 1; seed <= ROUNDS; seed++) {
            System.out.println(round(seed, seed % 4 > 0));
        }
    }

    /** Returns what was seen. */
    private static String round(long seed, boolean delays) throws Exception {
        String seen;
        try (Churn churn = new Churn(seed, delays)) {
            // on a busy machine operations may come faster than bytes: goes on until they have met
            int kinds = delays ? 5 : 4;
            for (int i = 0;
                    (i < OPERATIONS || churn.met() < kinds) && churn.failures().isEmpty();
                    i++) {
                churn.step();
            }
            List<Throwable> failures = churn.end();
            if (!failures.isEmpty()) {
                AssertionError failure = new AssertionError(churn.toString(), failures.get(0));
                failures.stream().skip(1).forEach(failure::addSuppressed); // the cause of the first one, maybe
                throw failure;
            }
            seen = churn.toString();
            assertThat(churn.mostHeld()).as(seen).isLessThan(delays ? mostEver() : LITTLE);
        }
        eventually(() -> SlabPool.used() == 0);
        return seen;
    }

    private static long mostEver() {
        return SlabPool.budget() + Churn.FLOWS * SlabPool.SLAB + 2 * EventLoop.LARGE_READ;
    }
}
