package dev.haywire.assertj;

import dev.haywire.TcpEndpoint;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.AbstractSoftAssertions;
import org.assertj.core.api.ListAssert;
import org.assertj.core.api.SoftAssertionsProvider;
import org.jspecify.annotations.Nullable;

/**
 * Lets the failures of AssertJ's own list assert end with the journal, too. AssertJ has one place where every failure of an assert passes:
 * the collector of soft assertions. This one collects nothing; it completes the text and throws, or hands on to who does collect.
 */
final class JournalledErrors extends AbstractSoftAssertions {
    private final TcpEndpoint endpoint;
    private final @Nullable SoftAssertionsProvider soft;

    private JournalledErrors(TcpEndpoint endpoint, @Nullable SoftAssertionsProvider soft) {
        this.endpoint = endpoint;
        this.soft = soft;
    }

    @SuppressWarnings("unchecked") // the assert's class cannot carry its element type
    static ListAssert<Duration> gaps(List<Duration> gaps, TcpEndpoint endpoint, @Nullable SoftAssertionsProvider soft) {
        return new JournalledErrors(endpoint, soft).proxy(ListAssert.class, List.class, gaps);
    }

    @Override
    public void collectAssertionError(AssertionError error) {
        AssertionError complete = new AssertionError("Connection gaps of " + Subjects.endpoint(endpoint) + ": "
                + error.getMessage() + LastLines.of(endpoint.journal()));
        complete.setStackTrace(error.getStackTrace());
        if (soft == null) {
            throw complete;
        }
        soft.collectAssertionError(complete);
    }
}
