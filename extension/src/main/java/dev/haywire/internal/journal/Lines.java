package dev.haywire.internal.journal;

import dev.haywire.CloseReason;
import dev.haywire.fault.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Prints a log for people: one event a line, notes at their place, successive data of one connection and direction in one line. */
final class Lines {
    private static final CloseReason[] REASONS = CloseReason.values();

    private final long start;
    private final Tape.Cut cut;
    private final Causes causes;
    private final List<Notes.Note> notes;
    private final long notesLeftOut;
    private final List<Line> lines = new ArrayList<>();
    private int note;

    /** What becomes one line: a text, or events from an index of the cut on. Texts of events are made only for the lines asked for. */
    private record Line(@Nullable String text, int event, int events) {}

    Lines(long start, Tape.Cut cut, Causes causes, List<Notes.Note> notes, long notesLeftOut) {
        this.start = start;
        this.cut = cut;
        this.causes = causes;
        this.notes = notes;
        this.notesLeftOut = notesLeftOut;
    }

    List<String> last(int n) {
        collect();
        List<String> printed = new ArrayList<>();
        for (Line line : lines.subList(Math.max(0, lines.size() - Math.max(0, n)), lines.size())) {
            printed.add(line.text != null ? line.text : print(line));
        }
        return List.copyOf(printed);
    }

    private void collect() {
        if (notesLeftOut > 0) {
            lines.add(new Line("... " + Spelled.count(notesLeftOut, "earlier note") + " left out ...", 0, 0));
        }
        int kept = cut.events().length / Event.LONGS;
        for (int i = 0; i < kept; i++) {
            if (i == cut.head()) {
                i += cut.torn();
                if (cut.leftOut() > 0) {
                    addNotesBefore(Tape.FIRST + cut.leftOut() - 1);
                    lines.add(new Line("... " + Spelled.count(cut.leftOut(), "event") + " left out ...", 0, 0));
                }
                if (i >= kept) {
                    break;
                }
            }
            addNotesBefore(i < cut.head() ? i : cut.from() + i - cut.head());
            addEvent(i);
        }
        addNotesBefore(Long.MAX_VALUE);
    }

    /** Adds the notes made while the tape held no more than so many events. */
    private void addNotesBefore(long number) {
        while (note < notes.size() && notes.get(note).before() <= number) {
            Notes.Note next = notes.get(note++);
            lines.add(new Line(time(next.nanoTime()) + next.text(), 0, 0));
        }
    }

    private void addEvent(int i) {
        Line last = lines.isEmpty() ? null : lines.get(lines.size() - 1);
        if (last != null && last.text == null && continues(last.event, i)) {
            lines.set(lines.size() - 1, new Line(null, last.event, last.events + 1));
        } else {
            lines.add(new Line(null, i, 1));
        }
    }

    private boolean continues(int first, int i) {
        long[] events = cut.events();
        int a = first * Event.LONGS;
        int b = i * Event.LONGS;
        return Event.kind(events, a) == EventKind.DATA
                && Event.kind(events, b) == EventKind.DATA
                && Event.connection(events, a) == Event.connection(events, b)
                && Event.direction(events, a) == Event.direction(events, b);
    }

    private String print(Line line) {
        long[] events = cut.events();
        int at = line.event * Event.LONGS;
        return time(Event.nanoTime(events, at))
                + switch (Event.kind(events, at)) {
                    case ACCEPTED -> peer("accepted from ", at);
                    case CONNECTED_UPSTREAM -> peer("connected to upstream ", at);
                    case UPSTREAM_FAILED -> peer("could not connect to upstream ", at);
                    case DATA -> connection(at) + data(line);
                    case FIN -> connection(at) + sender(Event.direction(events, at)) + "FIN";
                    case RST -> connection(at) + sender(Event.direction(events, at)) + "RST";
                    case CLOSED -> connection(at) + "closed: " + REASONS[(int) Event.value(events, at)];
                    case CLIENT -> peer("is ", at);
                    case DELIVERED -> datagram(at) + ": " + Event.detail(events, at) + " B";
                    case DROPPED -> datagram(at) + ": " + causes.spelled(Event.detail(events, at));
                };
    }

    private String connection(int at) {
        return "#" + Event.connection(cut.events(), at) + " ";
    }

    private String peer(String before, int at) {
        return connection(at) + before + Event.peer(cut.events(), at);
    }

    private String datagram(int at) {
        long[] events = cut.events();
        return Spelled.datagram(
                Event.connection(events, at),
                Objects.requireNonNull(Event.direction(events, at)),
                Event.value(events, at),
                Event.copy(events, at));
    }

    private String data(Line line) {
        long[] events = cut.events();
        long bytes = 0;
        for (int i = line.event; i < line.event + line.events; i++) {
            bytes += Event.value(events, i * Event.LONGS);
        }
        Direction direction = Event.direction(events, line.event * Event.LONGS);
        return (direction == null ? "" : direction.name().toLowerCase(Locale.ROOT) + " ")
                + bytes
                + " B"
                + (line.events == 1 ? "" : " in " + line.events + " writes");
    }

    private static String sender(@Nullable Direction direction) {
        if (direction == Direction.UPSTREAM) {
            return "application sent ";
        }
        return direction == Direction.DOWNSTREAM ? "server sent " : "";
    }

    private String time(long nanoTime) {
        return Spelled.since(nanoTime - start) + "  ";
    }
}
