package dev.haywire.internal.net;

import dev.haywire.fault.Direction;
import dev.haywire.fault.Selection;
import dev.haywire.internal.bytes.ByteMatcher;
import dev.haywire.internal.journal.Spelled;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Why a fault on a TCP wire never fired, as far as the records of the connections tell. */
final class UnfiredReason {
    private static final List<Direction> BOTH = List.of(Direction.UPSTREAM, Direction.DOWNSTREAM);

    /** A search through all records must not take longer than the test. */
    private static final int MOST_BYTES = 8 << 20;

    private final List<RecordedConnection> connections;
    private final List<Direction> directions;
    private int bytesLeft = MOST_BYTES;

    /**
     * Looks at connections.
     *
     * @param connections all that are recorded
     * @param directions those of the fault
     */
    UnfiredReason(List<RecordedConnection> connections, List<Direction> directions) {
        this.connections = connections;
        this.directions = directions;
    }

    /**
     * Tells the reason.
     *
     * @param selection of the fault
     * @param openBefore the indices of the connections that were open when it began
     * @return a clause; empty where there is nothing to tell
     */
    Optional<String> of(Selection selection, List<Integer> openBefore) {
        List<Integer> since = connections.stream()
                .map(RecordedConnection::index)
                .filter(index -> !openBefore.contains(index))
                .toList();
        if (selection.firstConnections().isPresent() && !openBefore.isEmpty() && since.isEmpty()) {
            return Optional.of("open before: " + spelled(openBefore) + "; accepted since: none");
        }
        if (selection.openConnections() && openBefore.isEmpty() && !since.isEmpty()) {
            return Optional.of("open before: none; accepted since: " + spelled(since));
        }
        List<Integer> wanted = selection.connections();
        if (!wanted.isEmpty()
                && !connections.isEmpty()
                && connections.stream().noneMatch(one -> wanted.contains(one.index()))) {
            return Optional.of("accepted: "
                    + spelled(
                            connections.stream().map(RecordedConnection::index).toList()));
        }
        return selection.after().flatMap(this::seen);
    }

    private static String spelled(List<Integer> indices) {
        return indices.isEmpty()
                ? "none"
                : indices.stream().limit(10).map(index -> "#" + index).collect(Collectors.joining(", "))
                        + (indices.size() > 10 ? ", ..." : "");
    }

    /** Where the text was: in the other direction, in another case, or where the fault did not look. */
    private Optional<String> seen(byte[] wanted) {
        byte[] folded = folded(wanted);
        String inAnotherCase = null;
        String unselected = null;
        for (RecordedConnection connection : connections) {
            for (Direction direction : BOTH) {
                byte[] passed = passed(connection, direction);
                int exact = position(passed, wanted);
                String where = "seen " + direction.name().toLowerCase(Locale.ROOT);
                if (exact >= 0 && !directions.contains(direction)) {
                    return Optional.of(where + " at byte " + exact + " of #" + connection.index());
                }
                if (exact >= 0 && unselected == null) {
                    unselected = where + " at byte " + exact + " of #" + connection.index()
                            + ", before the fault began or where it does not select";
                }
                int other = exact >= 0 || inAnotherCase != null ? -1 : position(folded(passed), folded);
                if (other >= 0) {
                    byte[] as = Arrays.copyOfRange(passed, other, other + wanted.length);
                    inAnotherCase = where + " of #" + connection.index() + ": "
                            + Spelled.text(new String(as, StandardCharsets.UTF_8)) + ", which differs in case";
                }
            }
        }
        return Optional.ofNullable(inAnotherCase != null ? inAnotherCase : unselected);
    }

    private byte[] passed(RecordedConnection connection, Direction direction) {
        byte[] all = (direction == Direction.UPSTREAM ? connection.receivedRecord() : connection.sentRecord()).bytes();
        byte[] some = all.length <= bytesLeft ? all : Arrays.copyOf(all, bytesLeft);
        bytesLeft -= some.length;
        return some;
    }

    /** Where the bytes begin; negative if they are not there. */
    private static int position(byte[] passed, byte[] wanted) {
        ByteMatcher matcher = new ByteMatcher(wanted);
        for (int i = 0; i < passed.length; i++) {
            if (matcher.add(passed[i])) {
                return i - wanted.length + 1;
            }
        }
        return -1;
    }

    /** With the letters of ASCII in lower case: the others take part in no protocol's keywords. */
    private static byte[] folded(byte[] bytes) {
        byte[] folded = bytes.clone();
        for (int i = 0; i < folded.length; i++) {
            if (folded[i] >= 'A' && folded[i] <= 'Z') {
                folded[i] += 'a' - 'A';
            }
        }
        return folded;
    }
}
