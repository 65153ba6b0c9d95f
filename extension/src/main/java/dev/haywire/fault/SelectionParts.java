package dev.haywire.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a selection consists of; null does not narrow. Each part is given once. */
record SelectionParts(
        @Nullable Direction direction,
        @Nullable Duration startingAfter,
        @Nullable Duration lasting,
        @Nullable Double probability,
        ConnectionSelection stream,
        DatagramSelection datagrams) {

    static final SelectionParts ALL =
            new SelectionParts(null, null, null, null, ConnectionSelection.ALL, DatagramSelection.ALL);

    SelectionParts {
        if (!stream.calls().isEmpty() && !datagrams.calls().isEmpty()) {
            throw new IllegalArgumentException(
                    stream.calls().get(0) + " and " + datagrams.calls().get(0)
                            + " contradict each other: the first selects on TCP, the second on UDP, and no endpoint is both; use one fault for each");
        }
    }

    SelectionParts with(Direction only) {
        Twice.unlessEqual(
                direction == null ? null : spelled(direction),
                spelled(only),
                "use direction(Direction.BOTH) alone for both");
        return new SelectionParts(only, startingAfter, lasting, probability, stream, datagrams);
    }

    SelectionParts withStartingAfter(Duration delay) {
        Limits.duration("startingAfter", delay);
        String before = startingAfter == null ? null : spelled("startingAfter", startingAfter);
        Twice.unlessEqual(before, spelled("startingAfter", delay), "give it once");
        return new SelectionParts(direction, delay, lasting, probability, stream, datagrams);
    }

    SelectionParts withLasting(Duration length) {
        Limits.duration("lasting", length);
        if (length.isZero()) {
            throw new IllegalArgumentException(
                    "lasting must be longer than 0: leave it out for a fault that lasts until it is closed");
        }
        String before = lasting == null ? null : spelled("lasting", lasting);
        Twice.unlessEqual(before, spelled("lasting", length), "give it once");
        return new SelectionParts(direction, startingAfter, length, probability, stream, datagrams);
    }

    SelectionParts withProbability(double fraction) {
        double share = Limits.fraction("probability", fraction);
        String before = probability == null ? null : spelled("probability", probability);
        Twice.unlessEqual(before, spelled("probability", share), "give it once");
        return new SelectionParts(direction, startingAfter, lasting, share, stream, datagrams);
    }

    SelectionParts with(ConnectionSelection other) {
        return new SelectionParts(direction, startingAfter, lasting, probability, other, datagrams);
    }

    SelectionParts with(DatagramSelection other) {
        return new SelectionParts(direction, startingAfter, lasting, probability, stream, other);
    }

    /** Spells the narrowings as calls, in one order whatever the order of the calls was. */
    List<String> calls() {
        List<String> calls = new ArrayList<>();
        if (direction != null) {
            calls.add(spelled(direction));
        }
        calls.addAll(stream.calls());
        calls.addAll(datagrams.calls());
        if (probability != null) {
            calls.add(spelled("probability", probability));
        }
        if (startingAfter != null && !startingAfter.isZero()) {
            calls.add(spelled("startingAfter", startingAfter));
        }
        if (lasting != null) {
            calls.add(spelled("lasting", lasting));
        }
        return calls;
    }

    private static String spelled(Direction direction) {
        return switch (direction) {
            case UPSTREAM -> "upstream()";
            case DOWNSTREAM -> "downstream()";
            case BOTH -> "direction(Direction.BOTH)";
        };
    }

    private static String spelled(String name, Duration time) {
        return name + "(" + Limits.spelled(time) + ")";
    }

    private static String spelled(String name, double share) {
        return name + "(" + Limits.spelled(share) + ")";
    }
}
