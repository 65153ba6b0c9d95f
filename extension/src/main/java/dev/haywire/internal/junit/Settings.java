package dev.haywire.internal.junit;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The configuration parameters {@code haywire.*}, all of them readable. */
record Settings(
        Seeds seeds,
        UnfiredFaults unfiredFaults,
        Duration timeout,
        String host,
        Backend backend,
        Toxiproxy toxiproxy,
        Report report) {

    /** All of them; a key {@code haywire.*} that is not among them is warned of. */
    static final List<String> KEYS = List.of(
            "haywire.seed",
            "haywire.unfired-faults",
            "haywire.timeout",
            "haywire.host",
            "haywire.backend",
            "haywire.report",
            "haywire.toxiproxy.url",
            "haywire.toxiproxy.image",
            "haywire.toxiproxy.required");

    private static final String IMAGE = "ghcr.io/shopify/toxiproxy:2.12.0";

    /** What becomes of annotated faults that never fired. */
    enum UnfiredFaults {
        FAIL,
        WARN,
        IGNORE
    }

    /** What carries the wire. */
    enum Backend {
        EMBEDDED,
        TOXIPROXY
    }

    /** Which Toxiproxy: the one at a URL, else one started from an image; whether there must be one. */
    record Toxiproxy(@Nullable URI url, String image, boolean required) {}

    /** When a report is written. */
    enum Report {
        ON_FAILURE,
        ALWAYS,
        NEVER
    }

    /** Where seeds come from: one number for all, a new one each time, or each test's unique id. */
    record Seeds(OptionalLong fixed, boolean random) {
        long of(String uniqueId) {
            return random ? ThreadLocalRandom.current().nextLong() : fixed.orElseGet(() -> Seed.of(uniqueId));
        }
    }

    static Settings of(ExtensionContext context) {
        return new Settings(
                read(context, "haywire.seed", "a number or random")
                        .as(Settings::seeds)
                        .orElse(new Seeds(OptionalLong.empty(), false)),
                choice(context, "haywire.unfired-faults", UnfiredFaults.class).orElse(UnfiredFaults.FAIL),
                read(context, "haywire.timeout", Durations.ALLOWED)
                        .as(Durations::parse)
                        .orElse(Duration.ofSeconds(5)),
                read(context, "haywire.host", "an address or name of this machine")
                        .as(Settings::host)
                        .orElse("127.0.0.1"),
                choice(context, "haywire.backend", Backend.class).orElse(Backend.EMBEDDED),
                new Toxiproxy(
                        read(context, "haywire.toxiproxy.url", "a URL such as http://127.0.0.1:8474")
                                .as(Settings::url)
                                .orElse(null),
                        read(context, "haywire.toxiproxy.image", "the name of an image")
                                .as(Settings::notBlank)
                                .orElse(IMAGE),
                        read(context, "haywire.toxiproxy.required", "true, false")
                                .as(Settings::trueOrFalse)
                                .orElse(false)),
                choice(context, "haywire.report", Report.class).orElse(Report.ON_FAILURE));
    }

    private record Parameter(String key, @Nullable String value, String allowed) {

        <T> Optional<T> as(Reader<T> reader) {
            if (value == null) {
                return Optional.empty();
            }
            try {
                return Optional.of(reader.read(value.strip()));
            } catch (IllegalArgumentException | ArithmeticException | UnknownHostException unreadable) {
                throw new ExtensionConfigurationException(
                        "Configuration parameter " + key + " is \"" + value + "\"; allowed: " + allowed, unreadable);
            }
        }
    }

    private interface Reader<T> {
        T read(String value) throws UnknownHostException;
    }

    private static Parameter read(ExtensionContext context, String key, String allowed) {
        return new Parameter(key, context.getConfigurationParameter(key).orElse(null), allowed);
    }

    private static <E extends Enum<E>> Optional<E> choice(ExtensionContext context, String key, Class<E> type) {
        List<E> choices = Arrays.asList(type.getEnumConstants());
        String allowed = choices.stream().map(Settings::spelled).collect(Collectors.joining(", "));
        return read(context, key, allowed).as(value -> choices.stream()
                .filter(choice -> spelled(choice).equals(value))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(value)));
    }

    private static String spelled(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Seeds seeds(String value) {
        boolean random = value.equals("random");
        return new Seeds(random ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(value)), random);
    }

    private static String host(String value) throws UnknownHostException {
        InetAddress.getByName(notBlank(value));
        return value;
    }

    static URI url(String value) {
        URI url = URI.create(value);
        if (!"http".equalsIgnoreCase(url.getScheme()) || url.getHost() == null) {
            throw new IllegalArgumentException(value);
        }
        return url;
    }

    private static String notBlank(String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("blank");
        }
        return value;
    }

    private static boolean trueOrFalse(String value) {
        if (!value.equals("true") && !value.equals("false")) {
            throw new IllegalArgumentException(value);
        }
        return value.equals("true");
    }
}
