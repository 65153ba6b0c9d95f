package dev.haywire.internal.junit;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The system properties that a live endpoint sets. {@link Reservations} see to it that two do not set the same one. */
final class SystemProperties {

    private SystemProperties() {}

    /** Sets them for that endpoint; ending the lease brings back what they held before. */
    static Lease set(Declaration holder, String host, String hostAndPort, int port) {
        Map<String, @Nullable String> before = new LinkedHashMap<>();
        String property = holder.attributes().property();
        for (String key : holder.sets()) {
            String value =
                    key.equals(property) ? hostAndPort : key.equals(property + ".host") ? host : String.valueOf(port);
            before.put(key, System.setProperty(key, value));
        }
        return () -> restore(before);
    }

    private static void restore(Map<String, @Nullable String> before) {
        before.forEach((key, value) -> {
            if (value == null) {
                System.clearProperty(key);
            } else {
                System.setProperty(key, value);
            }
        });
        before.clear();
    }

    /** Ending it the second time does nothing. */
    interface Lease {
        void end();
    }
}
