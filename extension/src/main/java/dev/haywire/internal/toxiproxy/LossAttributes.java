package dev.haywire.internal.toxiproxy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The attributes of a packet_loss toxic: {@code probability}, or Toxiproxy's names for the same since 2.13, {@code loss_rate} with {@code
 * correlation}. They are shown by the names by which they were last given.
 */
final class LossAttributes {
    private static final String PROBABILITY = "probability";
    private static final String LOSS_RATE = "loss_rate";
    private static final String CORRELATION = "correlation";

    private LossAttributes() {}

    static Map<String, Number> initial() {
        return Map.of(PROBABILITY, 0.0);
    }

    /** The share of datagrams lost after one that passed. */
    static double share(Map<String, Number> values) {
        return values.getOrDefault(LOSS_RATE, values.getOrDefault(PROBABILITY, 0.0))
                .doubleValue();
    }

    /** What is added to that share after a datagram that was lost. */
    static double correlation(Map<String, Number> values) {
        return values.getOrDefault(CORRELATION, 0.0).doubleValue();
    }

    /** The values under each name, for a request to change. */
    static Map<String, Number> whole(Map<String, Number> before) {
        Map<String, Number> values = new LinkedHashMap<>();
        values.put(PROBABILITY, share(before));
        values.put(LOSS_RATE, share(before));
        values.put(CORRELATION, correlation(before));
        return values;
    }

    /**
     * The values under the names that count.
     *
     * @param given the names that the request gives
     */
    static Map<String, Number> named(Map<String, Number> before, Map<String, Number> whole, Set<String> given) {
        boolean byRate = given.contains(LOSS_RATE);
        if (byRate && given.contains(PROBABILITY)) {
            throw ApiException.badBody(
                    "loss_rate and probability of a packet_loss toxic are the same attribute: give only one of them");
        }
        boolean showsRate = byRate || before.containsKey(LOSS_RATE) && !given.contains(PROBABILITY);
        String share = showsRate ? LOSS_RATE : PROBABILITY;
        Map<String, Number> named = new LinkedHashMap<>();
        named.put(share, whole.getOrDefault(share, 0.0));
        if (showsRate || before.containsKey(CORRELATION) || given.contains(CORRELATION)) {
            named.put(CORRELATION, whole.getOrDefault(CORRELATION, 0.0));
        }
        return named;
    }
}
