package dev.haywire.internal.junit;

import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Warns of keys {@code haywire.*} that nothing reads, once in an execution. System properties and junit-platform.properties are looked through.
 * An extension cannot list what was given to the launcher: of that it asks for likely misspellings of its own keys.
 */
final class UnknownSettings {
    private static final String PREFIX = "haywire.";
    private static final String FILE = "junit-platform.properties";

    private UnknownSettings() {}

    /**
     * Warns, the first time in an execution.
     *
     * @param theirs properties that endpoints set or name, which are the test's own
     */
    static void warnOnce(ExtensionContext context, Set<String> theirs) {
        boolean first = Stored.inStore(
                        context.getRoot().getStore(Stored.NAMESPACE),
                        AtomicBoolean.class,
                        UnknownSettings.class,
                        AtomicBoolean::new)
                .compareAndSet(false, true);
        if (first) {
            Set<String> unknown = new TreeSet<>(System.getProperties().stringPropertyNames());
            unknown.addAll(inFile(Thread.currentThread().getContextClassLoader()));
            unknown.removeIf(key -> !key.startsWith(PREFIX));
            misspellings().stream()
                    .filter(key -> context.getConfigurationParameter(key).isPresent())
                    .forEach(unknown::add);
            unknown.removeAll(theirs);
            Settings.KEYS.forEach(unknown::remove);
            unknown.forEach(key -> Warnings.warn(context, "haywire.unknown-parameter", sentence(key)));
        }
    }

    static String sentence(String key) {
        return "Configuration parameter " + key + " is unknown and has no effect; the nearest known one is "
                + nearest(key);
    }

    private static Set<String> inFile(@Nullable ClassLoader loader) {
        Properties properties = new Properties();
        try (InputStream file =
                loader == null ? ClassLoader.getSystemResourceAsStream(FILE) : loader.getResourceAsStream(FILE)) {
            if (file != null) {
                properties.load(file);
            }
        } catch (IOException | IllegalArgumentException unreadable) {
            return Set.of(); // which JUnit reports
        }
        return properties.stringPropertyNames();
    }

    /** A letter left out, doubled or swapped with the next, and other separators. */
    private static Set<String> misspellings() {
        Set<String> all = new LinkedHashSet<>();
        for (String key : Settings.KEYS) {
            for (int i = PREFIX.length(); i < key.length(); i++) {
                String before = key.substring(0, i);
                all.add(before + key.substring(i + 1));
                all.add(before + key.charAt(i) + key.substring(i));
                if (i + 1 < key.length()) {
                    all.add(before + key.charAt(i + 1) + key.charAt(i) + key.substring(i + 2));
                }
            }
            String own = key.substring(PREFIX.length());
            for (String separator : List.of(".", "_", "-", "")) {
                all.add(PREFIX + own.replaceAll("[.-]", separator));
            }
            all.add(PREFIX + camelCase(own));
        }
        return all;
    }

    private static String camelCase(String key) {
        String[] words = key.split("[.-]");
        StringBuilder joined = new StringBuilder(words[0]);
        for (int i = 1; i < words.length; i++) {
            joined.append(words[i].substring(0, 1).toUpperCase(Locale.ROOT)).append(words[i].substring(1));
        }
        return joined.toString();
    }

    static String nearest(String key) {
        return Settings.KEYS.stream()
                .min(Comparator.comparingInt(known -> distance(key, known)))
                .orElseThrow();
    }

    /** How many letters have to be put in, left out or exchanged. */
    private static int distance(String one, String other) {
        int[] row = IntStream.rangeClosed(0, other.length()).toArray();
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int exchanged = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(exchanged, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
