package dev.haywire.internal.net;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The ways of all UDP proxies of this JVM, where something else needs a file descriptor: a connection to be accepted, a listener that is
 * opened again. Those that are idle are closed, the oldest first.
 */
final class GivingWay {
    private static final Set<Ways> OPEN = ConcurrentHashMap.newKeySet();

    private GivingWay() {}

    static void add(Ways ways) {
        OPEN.add(ways);
    }

    static void remove(Ways ways) {
        OPEN.remove(ways);
    }

    /** Asks each proxy to close some, on its loop and soon, where that failure is a lack of descriptors. Waits for nothing. */
    static void after(IOException failure) {
        if (String.valueOf(failure.getMessage()).contains("Too many open files")) {
            OPEN.forEach(Ways::giveWaySoon);
        }
    }
}
