package dev.haywire.internal.journal;

import dev.haywire.Journal;
import dev.haywire.fault.Direction;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The journal of one endpoint: what happened on its wire, in order. The loop that owns the endpoint writes, without locks and without
 * allocating; any thread reads.
 *
 * <p>Bounded: of more than 65 536 events the first 1 024 and the last 64 512 are kept, and the last 1 024 notes beside them.
 */
public final class EventLog implements Journal {
    /** For notes that concern no connection. */
    public static final int NO_CONNECTION = -1;

    private final String endpointName;
    private final Causes causes = new Causes();

    /** Events and notes since the last restart: replaced as one, so that no reader ever mixes two tests. */
    private volatile Since since;

    private record Since(Tape tape, Notes notes) {}

    /**
     * Starts an empty log; times count from now.
     *
     * @param endpointName whose log it is
     */
    public EventLog(String endpointName) {
        this.endpointName = endpointName;
        this.since = new Since(new Tape(System.nanoTime()), new Notes());
    }

    /**
     * Returns whose log it is.
     *
     * @return the endpoint's name
     */
    public String endpointName() {
        return endpointName;
    }

    /**
     * Adds an event. One thread at a time.
     *
     * @param kind what happened
     * @param connection the connection's index
     * @param direction which way, null where that says nothing
     * @param value bytes or an ordinal, see {@link EventKind}
     * @param nanoTime when, of {@link System#nanoTime()}
     */
    public void add(EventKind kind, int connection, @Nullable Direction direction, long value, long nanoTime) {
        Tape tape = since.tape;
        long[] block = tape.next();
        Event.write(block, tape.slot(), kind, connection, direction, value, nanoTime);
        tape.publish();
    }

    /**
     * Adds an event that tells of an address. One thread at a time.
     *
     * @param kind ACCEPTED, CONNECTED_UPSTREAM, UPSTREAM_FAILED or CLIENT
     * @param connection the connection's or client's index
     * @param peer the other side's address
     * @param nanoTime when, of {@link System#nanoTime()}
     */
    public void add(EventKind kind, int connection, InetSocketAddress peer, long nanoTime) {
        Tape tape = since.tape;
        long[] block = tape.next();
        Event.write(block, tape.slot(), kind, connection, peer, nanoTime);
        tape.publish();
    }

    /**
     * Adds that a datagram left the wire. One thread at a time.
     *
     * @param client its client's index
     * @param direction UPSTREAM or DOWNSTREAM
     * @param ordinal its number among those of its client and direction, from 1
     * @param copy which copy it is, from 1; 0: the datagram itself
     * @param bytes its payload's length
     * @param nanoTime when, of {@link System#nanoTime()}
     */
    public void delivered(int client, Direction direction, long ordinal, int copy, int bytes, long nanoTime) {
        datagram(EventKind.DELIVERED, client, direction, ordinal, copy, bytes, nanoTime);
    }

    /**
     * Adds that a datagram was lost. One thread at a time.
     *
     * @param client its client's index
     * @param direction UPSTREAM or DOWNSTREAM
     * @param ordinal its number among those of its client and direction, from 1
     * @param copy which copy it is, from 1; 0: the datagram itself
     * @param cause why, as in {@link dev.haywire.UdpCounts#dropped(String)}: one of a few words
     * @param nanoTime when, of {@link System#nanoTime()}
     */
    public void dropped(int client, Direction direction, long ordinal, int copy, String cause, long nanoTime) {
        datagram(EventKind.DROPPED, client, direction, ordinal, copy, causes.number(cause), nanoTime);
    }

    private void datagram(
            EventKind kind, int client, Direction direction, long ordinal, int copy, int detail, long nanoTime) {
        Tape tape = since.tape;
        long[] block = tape.next();
        Event.write(block, tape.slot(), kind, client, direction, ordinal, copy, detail, nanoTime);
        tape.publish();
    }

    /**
     * Adds a free text; for what is rare. Any thread.
     *
     * @param text what happened, one line
     * @param connection the connection that the line begins with, or {@link #NO_CONNECTION}
     * @param nanoTime when, of {@link System#nanoTime()}
     */
    public void note(String text, int connection, long nanoTime) {
        Since now = since;
        String line = connection == NO_CONNECTION ? text : "#" + connection + " " + text;
        now.notes.add(new Notes.Note(now.tape.count(), nanoTime, line));
    }

    /**
     * Notes that a fault was put on the wire.
     *
     * @param fault its value, spelled as in code
     * @param nanoTime when
     */
    public void applied(Object fault, long nanoTime) {
        note("fault " + fault + " applied", NO_CONNECTION, nanoTime);
    }

    /**
     * Notes that a fault acted upon a connection for the first time.
     *
     * @param fault its value, spelled as in code
     * @param connection the connection's index
     * @param nanoTime when
     */
    public void fired(Object fault, int connection, long nanoTime) {
        note("fault " + fault + " fired on #" + connection, NO_CONNECTION, nanoTime);
    }

    /**
     * Notes that a fault acted upon a client's datagram for the first time.
     *
     * @param fault its value, spelled as in code
     * @param client the client's index
     * @param direction UPSTREAM or DOWNSTREAM
     * @param ordinal the datagram's number among those of its client and direction
     * @param nanoTime when
     */
    public void fired(Object fault, int client, Direction direction, long ordinal, long nanoTime) {
        note(
                "fault " + fault + " fired first on " + Spelled.datagram(client, direction, ordinal, 0),
                NO_CONNECTION,
                nanoTime);
    }

    /**
     * Notes that a fault was taken off the wire.
     *
     * @param fault its value, spelled as in code
     * @param nanoTime when
     */
    public void ended(Object fault, long nanoTime) {
        note("fault " + fault + " ended", NO_CONNECTION, nanoTime);
    }

    @Override
    public List<String> lines() {
        return last(Integer.MAX_VALUE);
    }

    /**
     * Returns the last lines.
     *
     * @param n how many at most
     * @return the lines, in order, a copy
     */
    public List<String> last(int n) {
        Since now = since;
        // Events first: a note copied behind them may concern a later event, never the other way round.
        Tape.Cut cut = now.tape.cut();
        return new Lines(now.tape.start, cut, causes, now.notes.copy(), now.notes.leftOut()).last(n);
    }

    /**
     * Begins anew, as if nothing had happened. By the thread that adds events.
     *
     * @param nanoTime the new start, of {@link System#nanoTime()}
     */
    public void restart(long nanoTime) {
        since = new Since(new Tape(nanoTime), new Notes());
    }

    @Override
    public String toString() {
        return String.join(System.lineSeparator(), lines());
    }
}
