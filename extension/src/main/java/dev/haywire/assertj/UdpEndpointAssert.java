package dev.haywire.assertj;

import dev.haywire.Datagram;
import dev.haywire.Experimental;
import dev.haywire.UdpCounts;
import dev.haywire.UdpEndpoint;
import dev.haywire.fault.Direction;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Assertions about a UDP endpoint.
 *
 * @since 0.1
 */
@Experimental
public class UdpEndpointAssert extends JournalledAssert<UdpEndpointAssert, UdpEndpoint> {
    private static final MathContext DIGITS = new MathContext(4);

    /**
     * Begins assertions about an endpoint.
     *
     * @param actual the endpoint
     */
    public UdpEndpointAssert(@Nullable UdpEndpoint actual) {
        super(actual, UdpEndpointAssert.class);
        this.journal = actual == null ? null : actual.journal();
    }

    /**
     * Verifies that exactly so many datagrams were delivered to the server's side since the records restarted. Does not wait.
     *
     * @param count datagrams, copies included
     * @return this
     */
    public UdpEndpointAssert hasReceivedDatagrams(int count) {
        isNotNull();
        UdpCounts seen = actual.counts(Direction.UPSTREAM);
        if (seen.delivered() != count) {
            throw failed(
                    "to have received " + Printed.count(count, "datagram"),
                    "it received " + seen.delivered() + Datagrams.fate(seen));
        }
        return myself;
    }

    /**
     * Verifies that exactly these datagrams were delivered to the server's side since the records restarted, in that order, and no others.
     * Does not wait.
     *
     * @param expected their texts, in the endpoint's charset; no more than the 10 000 that are kept
     * @return this
     */
    public UdpEndpointAssert hasReceivedTexts(String... expected) {
        isNotNull();
        List<String> wanted = List.of(expected);
        List<String> seen = actual.datagrams().stream().map(Datagram::text).toList();
        UdpCounts counts = actual.counts(Direction.UPSTREAM);
        long unkept = actual.recordTruncated() ? Math.max(0, counts.delivered() - seen.size()) : 0;
        if (!seen.equals(wanted) || unkept > 0) {
            throw failed(
                    "to have received exactly " + Printed.count(wanted.size(), "datagram") + ": "
                            + Datagrams.texts(wanted),
                    "it received " + Printed.count(seen.size(), "datagram") + ": " + Datagrams.texts(seen)
                            + (unkept > 0 ? " and " + Printed.count(unkept, "datagram") + " that were not kept" : "")
                            + Datagrams.difference(seen, wanted) + Datagrams.fate(counts));
        }
        return myself;
    }

    /**
     * Waits until at least so many datagrams were delivered to the server's side since the records restarted.
     *
     * @param count datagrams, copies included
     * @param timeout how long to wait at most
     * @return this
     */
    public UdpEndpointAssert receivesWithin(int count, Duration timeout) {
        isNotNull();
        try {
            actual.awaitDatagrams(count, timeout);
        } catch (AssertionError late) {
            throw failedWith(late.getMessage() + Datagrams.fate(actual.counts(Direction.UPSTREAM)));
        }
        return myself;
    }

    /**
     * Verifies that exactly so many datagrams of both directions were dropped since the records restarted, whatever dropped them. What the
     * kernel lost before the wire is not among them, see {@link UdpCounts#kernelDrops()}. Does not wait.
     *
     * @param count datagrams, copies included
     * @return this
     */
    public UdpEndpointAssert hasDropped(int count) {
        isNotNull();
        UdpCounts seen = actual.counts();
        if (seen.dropped() != count) {
            throw failed(
                    "to have dropped " + Printed.count(count, "datagram"),
                    seen.received() == 0
                            ? "none came" + kernel(seen)
                            : "it dropped " + (seen.dropped() == 0 ? "none" : seen.dropped()) + " of "
                                    + (seen.received() + seen.duplicated()) + Datagrams.causes(seen, " (", ")")
                                    + kernel(seen));
        }
        return myself;
    }

    /**
     * Verifies which fraction of the datagrams of both directions was dropped since the records restarted: {@code dropped / (received +
     * duplicated)}. Fails where none came. Does not wait.
     *
     * @param least a fraction from 0 to 1
     * @param most a fraction from {@code least} to 1
     * @return this
     * @throws IllegalArgumentException if they are not
     */
    public UdpEndpointAssert hasLossBetween(double least, double most) {
        if (!(0 <= least && least <= most && most <= 1)) {
            throw new IllegalArgumentException(
                    "hasLossBetween takes two fractions in [0, 1], the smaller first, but was given " + decimal(least)
                            + " and " + decimal(most) + hint(least, most));
        }
        isNotNull();
        UdpCounts seen = actual.counts();
        long came = seen.received() + seen.duplicated();
        double lost = (double) seen.dropped() / came;
        if (came == 0 || lost < least || lost > most) {
            throw failed(
                    "to have lost between " + decimal(least) + " and " + decimal(most) + " of its datagrams",
                    came == 0
                            ? "none came" + kernel(seen)
                            : "it lost " + decimal(lost) + ": " + seen.dropped() + " of " + came
                                    + Datagrams.causes(seen, " (", ")") + kernel(seen));
        }
        return myself;
    }

    private static String hint(double least, double most) {
        boolean percent = least >= 0 && most > 1 && most <= 100 && least <= most;
        return percent ? "; did you mean " + decimal(least / 100) + " and " + decimal(most / 100) + "?" : "";
    }

    private static String decimal(double fraction) {
        return Double.isFinite(fraction)
                ? BigDecimal.valueOf(fraction)
                        .round(DIGITS)
                        .stripTrailingZeros()
                        .toPlainString()
                : String.valueOf(fraction);
    }

    private static String kernel(UdpCounts counts) {
        return counts.kernelDrops() == 0 ? "" : "; " + Datagrams.kernel(counts);
    }

    @Override
    String subject() {
        return Subjects.endpoint(actual);
    }
}
