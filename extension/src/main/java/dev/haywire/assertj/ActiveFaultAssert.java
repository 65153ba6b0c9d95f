package dev.haywire.assertj;

import dev.haywire.Experimental;
import dev.haywire.fault.ActiveFault;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Assertions about a fault on an endpoint, active or ended. Only {@link #firesWithin} waits.
 *
 * @since 0.1
 */
@Experimental
public class ActiveFaultAssert extends JournalledAssert<ActiveFaultAssert, ActiveFault> {

    /**
     * Begins assertions about a fault.
     *
     * @param actual the fault's handle
     */
    public ActiveFaultAssert(@Nullable ActiveFault actual) {
        super(actual, ActiveFaultAssert.class);
    }

    /**
     * Verifies that it fired at least once.
     *
     * @return this
     */
    public ActiveFaultAssert hasFired() {
        isNotNull();
        if (actual.fired() == 0) {
            throw failed("to have fired", "it has not" + matched());
        }
        return myself;
    }

    /**
     * Verifies that it fired exactly so often.
     *
     * @param times connections or datagrams, see {@link ActiveFault#fired()}
     * @return this
     */
    public ActiveFaultAssert hasFired(long times) {
        isNotNull();
        long seen = actual.fired();
        if (seen != times) {
            throw failed(
                    "to have fired " + Printed.count(times, "time"),
                    "it fired " + Printed.count(seen, "time") + matched());
        }
        return myself;
    }

    /**
     * Verifies that it fired at least that often. Does not wait.
     *
     * @param times connections or datagrams, see {@link ActiveFault#fired()}
     * @return this
     */
    public ActiveFaultAssert hasFiredAtLeast(long times) {
        isNotNull();
        long seen = actual.fired();
        if (seen < times) {
            throw failed(
                    "to have fired at least " + Printed.count(times, "time"),
                    "it fired " + Printed.count(seen, "time") + matched());
        }
        return myself;
    }

    /**
     * Waits until it has fired at least once.
     *
     * @param timeout how long to wait at most
     * @return this
     */
    public ActiveFaultAssert firesWithin(Duration timeout) {
        isNotNull();
        try {
            actual.awaitFired(timeout);
        } catch (AssertionError late) {
            throw interruptedOr(late, "to fire within " + Printed.duration(timeout), "it has not" + matched());
        }
        return myself;
    }

    /**
     * Verifies that it has not fired.
     *
     * @return this
     */
    public ActiveFaultAssert hasNeverFired() {
        isNotNull();
        long seen = actual.fired();
        if (seen != 0) {
            throw failed("never to have fired", "it fired " + Printed.count(seen, "time") + matched());
        }
        return myself;
    }

    private String matched() {
        return " (matched " + actual.matched() + ", " + (actual.isActive() ? "active" : "ended") + ")";
    }

    @Override
    String subject() {
        return "fault " + actual.fault();
    }
}
