package dev.haywire.internal.pipeline;

import java.util.Map;

/**
 * What a toxic of the control API does to one direction of one connection.
 *
 * @param type Toxiproxy's word for it
 * @param active what its toxicity decided for this connection; one that is not lets everything through
 * @param attributes by Toxiproxy's names; what is not there is 0
 * @since 0.1
 */
public record ToxicSettings(String type, boolean active, Map<String, Long> attributes) {

    long value(String attribute) {
        return attributes.getOrDefault(attribute, 0L);
    }

    /** Returns an attribute that is in milliseconds, in nanoseconds; below 0 counts as 0. */
    long nanos(String attribute) {
        return nanos(value(attribute), 1_000_000);
    }

    static long nanos(long amount, long unit) {
        return amount > Lane.NEVER / unit ? Lane.NEVER : Math.max(0, amount) * unit;
    }
}
