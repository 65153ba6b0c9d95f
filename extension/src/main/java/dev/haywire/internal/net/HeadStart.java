package dev.haywire.internal.net;

import dev.haywire.internal.journal.ByteRecord;
import dev.haywire.internal.journal.EventKind;
import dev.haywire.internal.journal.EventLog;
import dev.haywire.internal.journal.WallTime;
import dev.haywire.internal.pipeline.Lane;
import java.nio.channels.spi.SelectorProvider;

/**
 * Loads, on a thread of its own and once in a JVM, what its first endpoint and first connection need, while the caller loads the rest.
 *
 * <p>A fresh JVM spends a third of the time to the first byte on the first selector alone: the JDK searches the class path for another
 * implementation. Whoever needs it sooner waits, as it would have to anyway.
 */
public final class HeadStart implements Runnable {
    private static boolean given;

    private HeadStart() {}

    /** Begins, where that was not done before; never waits, and never fails. */
    public static synchronized void give() {
        if (!given) {
            given = true;
            Thread thread = new Thread(null, new HeadStart(), "haywire-head-start", 0, false);
            thread.setDaemon(true);
            try {
                thread.start();
            } catch (OutOfMemoryError noThread) {
                // it goes without; and who cannot go without will say so
            }
        }
    }

    @Override
    public void run() {
        try {
            SelectorProvider.provider();
            // in the order in which the loop comes to them: an endpoint, then its first connection
            load(TcpWire.class, EventLog.class, ListeningPort.class, ListenerFaults.class);
            load(SocketPort.class, Relay.class, RecordedConnection.class, ByteRecord.class, WallTime.class);
            load(EventKind.class, Flow.class, OutQueue.class, TcpLane.class, Lane.class, FarEnd.class);
        } catch (ClassNotFoundException | Error missed) {
            // whoever needs it meets the same, and has somebody to tell
        }
    }

    /** Naming a class loads it; this links and initializes it, too, which takes nearly as long. */
    private static void load(Class<?>... types) throws ClassNotFoundException {
        for (Class<?> type : types) {
            Class.forName(type.getName());
        }
    }
}
