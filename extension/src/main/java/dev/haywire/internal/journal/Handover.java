package dev.haywire.internal.journal;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** Datagrams that a record does not keep, for those who wait for one at that moment: at most one for each. */
final class Handover {
    private final ArrayDeque<RecordedDatagram> handed = new ArrayDeque<>(0);
    private volatile int waiting;

    /** One more waits. */
    synchronized void begin() {
        waiting++;
    }

    /** One of them has what it waited for, or waits no more. */
    synchronized void end() {
        waiting--;
        while (handed.size() > waiting) {
            handed.removeLast();
        }
    }

    boolean isAwaited() {
        return waiting > 0;
    }

    synchronized void give(RecordedDatagram datagram) {
        if (handed.size() < waiting) {
            handed.add(datagram);
        }
    }

    synchronized @Nullable RecordedDatagram poll() {
        return handed.poll();
    }

    synchronized void clear() {
        handed.clear();
    }
}
