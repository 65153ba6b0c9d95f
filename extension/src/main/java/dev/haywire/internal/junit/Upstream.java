package dev.haywire.internal.junit;

import java.net.InetSocketAddress;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the upstream of a proxy: {@code host:port}, {@code [::1]:port}, with {@code ${key}} in it. */
final class Upstream {
    private static final Pattern KEY = Pattern.compile("\\$\\{([^}]*)}");
    private static final Pattern HOST_AND_PORT = Pattern.compile("(?:\\[([^\\[\\]]+)]|([^:\\[\\]\\s/]+)):(\\d{1,5})");

    private Upstream() {}

    static Set<String> keys(String value) {
        Set<String> keys = new LinkedHashSet<>();
        for (Matcher matcher = KEY.matcher(value); matcher.find(); ) {
            keys.add(matcher.group(1));
        }
        return keys;
    }

    /** Replaces each key; one that nobody sets is an IllegalArgumentException. */
    static String filledIn(String value, Function<String, Optional<String>> lookup) {
        if (KEY.matcher(value).results().anyMatch(found -> found.group(1).isBlank())) {
            throw new IllegalArgumentException("value = \"" + value + "\": ${} names no property");
        }
        return KEY.matcher(value)
                .replaceAll(found -> Matcher.quoteReplacement(lookup.apply(found.group(1))
                        .orElseThrow(() -> new IllegalArgumentException("value = \"" + value
                                + "\": neither a configuration parameter nor a system" + " property " + found.group(1)
                                + " is set, and no endpoint that lives as long sets it by its attribute property"))));
    }

    /** Returns the address, unresolved where nobody knows the host; null for the empty string. */
    static @Nullable InetSocketAddress parse(String value) {
        if (value.isEmpty()) {
            return null;
        }
        Matcher matcher = HOST_AND_PORT.matcher(value);
        int port = matcher.matches() ? Integer.parseInt(matcher.group(3)) : 0;
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("value = \"" + value
                    + "\"; allowed is host:port or [::1]:port with a port from 1 to 65535, or nothing");
        }
        String host = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
        return InetSocketAddress.createUnresolved(host, port);
    }
}
