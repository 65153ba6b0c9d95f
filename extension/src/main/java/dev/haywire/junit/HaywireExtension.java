package dev.haywire.junit;

import org.junit.jupiter.api.extension.Extension;

/**
 * Starts declared endpoints, injects them, and breaks their wire around tests.
 *
 * <p>Endpoint, fault and {@link dev.haywire.Wired} annotations register it; {@link dev.haywire.HaywireTest}, {@code @RegisterExtension} and
 * auto-detection do so explicitly. Registered in several ways, it acts once.
 *
 * @since 0.1
 */
public final class HaywireExtension implements Extension {

    /** Makes the extension. It has no state of its own. */
    public HaywireExtension() {}
}
