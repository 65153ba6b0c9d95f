package dev.haywire.internal.net;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The connections of one endpoint since its records restarted: written by the loop, read by any thread. The lock is held for a few steps only. */
final class ConnectionBook {
    private final List<RecordedConnection> connections = new ArrayList<>();
    private int carried;
    private int taken;
    private int open;

    synchronized void add(RecordedConnection connection) {
        connection.number(connections.size());
        connections.add(connection);
        open++;
    }

    synchronized void ended() {
        open--;
    }

    /** Keeps what is open, numbered from 0 and with empty records. */
    synchronized void restart() {
        connections.removeIf(RecordedConnection::hasEnded);
        for (int i = 0; i < connections.size(); i++) {
            connections.get(i).restart(i);
        }
        carried = connections.size();
        taken = 0;
    }

    synchronized List<RecordedConnection> all() {
        return List.copyOf(connections);
    }

    synchronized RecordedConnection get(int index) {
        if (index < 0 || index >= connections.size()) {
            throw new IndexOutOfBoundsException(
                    "no connection #" + index + ": there are " + connections.size() + ", numbered from 0");
        }
        return connections.get(index);
    }

    synchronized int accepted() {
        return connections.size() - carried;
    }

    /** How many were open when the records restarted: numbered, but not accepted since. */
    synchronized int carried() {
        return carried;
    }

    synchronized int open() {
        return open;
    }

    /** The next one accepted and not yet taken; null if there is none. */
    synchronized @Nullable RecordedConnection take() {
        return taken < accepted() ? connections.get(carried + taken++) : null;
    }
}
