package dev.haywire.internal.junit;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What is wrong and fails no test: it is logged, and an entry of the report of the test or class. */
final class Warnings {

    private Warnings() {}

    static void warn(ExtensionContext context, String key, String text) {
        // looked up here: where nothing goes wrong no logging has to start
        Logger logger = System.getLogger("dev.haywire");
        logger.log(Level.WARNING, text);
        try {
            context.publishReportEntry(key, text);
        } catch (RuntimeException unpublishable) {
            logger.log(Level.DEBUG, "cannot publish a report entry", unpublishable);
        }
    }
}
