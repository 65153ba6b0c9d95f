package dev.haywire.internal.junit;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The system properties that live endpoints hold in this session; each has one holder at a time. */
final class SystemProperties {
    private final Map<String, Declaration> holders = new HashMap<>();

    static SystemProperties of(ExtensionContext context) {
        return Stored.inStore(
                SessionStore.orExecution(context),
                SystemProperties.class,
                SystemProperties.class,
                SystemProperties::new);
    }

    /** Sets them for that endpoint; closing the lease brings back what they held before. */
    synchronized Lease lease(Declaration holder, String host, String hostAndPort, int port) {
        for (String key : holder.sets()) {
            Declaration other = holders.get(key);
            if (other != null) {
                throw conflict(key, other, holder);
            }
        }
        Map<String, @Nullable String> before = new LinkedHashMap<>();
        String property = holder.attributes().property();
        for (String key : holder.sets()) {
            holders.put(key, holder);
            String value =
                    key.equals(property) ? hostAndPort : key.equals(property + ".host") ? host : String.valueOf(port);
            before.put(key, System.setProperty(key, value));
        }
        return () -> release(before);
    }

    private synchronized void release(Map<String, @Nullable String> before) {
        before.forEach((key, value) -> {
            holders.remove(key);
            if (value == null) {
                System.clearProperty(key);
            } else {
                System.setProperty(key, value);
            }
        });
        before.clear();
    }

    static ExtensionConfigurationException conflict(String key, Declaration one, Declaration other) {
        return new ExtensionConfigurationException("Two live endpoints set the system property " + key + ": " + one
                + " and " + other + "; allowed is one at a time, give them different values of property");
    }

    /** Closing the second time does nothing. */
    interface Lease {
        void end();
    }
}
