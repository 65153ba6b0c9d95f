package dev.haywire.internal.junit;

import dev.haywire.internal.net.Endpoints;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Ends the event loops with the launcher session. */
final class EventLoopsEnd extends Stored {

    static void with(ExtensionContext context) {
        Stored.inStore(SessionStore.orExecution(context), EventLoopsEnd.class, EventLoopsEnd.class, EventLoopsEnd::new);
    }

    @Override
    public void close() {
        Endpoints.shutdown();
    }
}
