package dev.haywire.fault;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The part of a selection that speaks of connections and their streams; null or false is everything. */
record ConnectionSelection(
        ConnectionChoice connections,
        @Nullable Long afterBytes,
        @Nullable Mark after,
        boolean onAccept,
        boolean onNextData) {

    static final ConnectionSelection ALL = new ConnectionSelection(ConnectionChoice.ALL, null, null, false, false);

    ConnectionSelection {
        if (onAccept && connections.open()) {
            throw new IllegalArgumentException("onAccept() and onOpenConnections() contradict each other:"
                    + " what is open when the fault begins was accepted before; use onAccept() for those accepted later,"
                    + " or onOpenConnections() alone, or with onNextData(), for those open");
        }
        if (onAccept && connections.next() != null) {
            throw new IllegalArgumentException("onAccept() and " + ConnectionChoice.spelledNext(connections.next())
                    + " contradict each other: no byte has entered a connection that is being accepted; use "
                    + ConnectionChoice.spelledFirst(connections.next()) + " to count those accepted, or "
                    + ConnectionChoice.spelledNext(connections.next()) + " alone to count those that carry data");
        }
        if (onAccept && afterBytes != null) {
            throw contradictsOnAccept("afterBytes(" + afterBytes + ")");
        }
        if (onAccept && after != null) {
            throw contradictsOnAccept(after.toString());
        }
        if (afterBytes != null && after != null) {
            throw new IllegalArgumentException("afterBytes(" + afterBytes + ") and " + after
                    + " contradict each other: a fault acts at one position of the stream; use one of them,"
                    + " or a fault for each");
        }
        if (onAccept && onNextData) {
            throw contradictsOnAccept("onNextData()");
        }
        if (onNextData && afterBytes != null) {
            throw contradictsOnNextData("afterBytes(" + afterBytes + ")");
        }
        if (onNextData && after != null) {
            throw contradictsOnNextData(after.toString());
        }
    }

    private static IllegalArgumentException contradictsOnAccept(String position) {
        return new IllegalArgumentException(
                "onAccept() and " + position + " contradict each other: a connection that ends when it is accepted"
                        + " carries no bytes; use onAccept() for the connection's start, or " + position
                        + " alone for a position in its stream");
    }

    private static IllegalArgumentException contradictsOnNextData(String position) {
        return new IllegalArgumentException("onNextData() and " + position
                + " contradict each other: the first acts at the next byte, which is lost,"
                + " the second after bytes that have passed; use onNextData() alone to lose all that comes, or "
                + position + " alone for a position in the stream");
    }

    ConnectionSelection with(ConnectionChoice choice) {
        return new ConnectionSelection(choice, afterBytes, after, onAccept, onNextData);
    }

    ConnectionSelection withAfterBytes(long count) {
        Limits.atLeast(0, "afterBytes", count);
        Twice.unlessEqual(
                afterBytes == null ? null : "afterBytes(" + afterBytes + ")",
                "afterBytes(" + count + ")",
                "give it once");
        return new ConnectionSelection(connections, count, after, onAccept, onNextData);
    }

    ConnectionSelection withAfter(byte[] bytes) {
        Objects.requireNonNull(bytes, "after");
        if (bytes.length == 0) {
            throw new IllegalArgumentException(
                    "after(..) needs at least one byte to look for; use afterBytes(0) for the start of the stream");
        }
        Mark mark = new Mark(bytes.clone());
        Twice.unlessEqual(after == null ? null : after.toString(), mark.toString(), "give it once");
        return new ConnectionSelection(connections, afterBytes, mark, onAccept, onNextData);
    }

    ConnectionSelection withOnAccept() {
        return new ConnectionSelection(connections, afterBytes, after, true, onNextData);
    }

    ConnectionSelection withOnNextData() {
        return new ConnectionSelection(connections, afterBytes, after, onAccept, true);
    }

    /** Tells whether it waits for something in the stream of one direction. */
    boolean hasPosition() {
        return afterBytes != null || after != null || onNextData;
    }

    /** Adds the trigger that a count of connections with data implies where there is none. */
    ConnectionSelection withImpliedOnNextData() {
        return connections.next() == null || hasPosition() ? this : withOnNextData();
    }

    /** Spells what narrows, as calls, in one order whatever the order of calls was. */
    List<String> calls() {
        List<String> calls = new ArrayList<>();
        if (onAccept) {
            calls.add("onAccept()");
        }
        calls.addAll(connections.calls());
        if (afterBytes != null) {
            calls.add("afterBytes(" + afterBytes + ")");
        }
        if (after != null) {
            calls.add(after.toString());
        }
        if (onNextData) {
            calls.add("onNextData()");
        }
        return List.copyOf(calls);
    }

    /** The bytes behind which a fault acts: compared by content, shown as text where they are text. */
    record Mark(byte[] bytes) {

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Mark mark && Arrays.equals(bytes, mark.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }

        @Override
        public String toString() {
            try {
                String text = StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString();
                if (text.codePoints()
                        .allMatch(c -> c == '\n' || c == '\r' || c == '\t' || !Character.isISOControl(c))) {
                    return "after(\"" + escaped(text) + "\")";
                }
            } catch (CharacterCodingException notText) {
                // shown as bytes below
            }
            return IntStream.range(0, bytes.length)
                    .mapToObj(i -> String.valueOf(bytes[i]))
                    .collect(Collectors.joining(", ", "after(new byte[] {", "})"));
        }

        private static String escaped(String text) {
            return text.replace("\\", "\\\\")
                    .replace("\"", "\\\"")
                    .replace("\n", "\\n")
                    .replace("\r", "\\r")
                    .replace("\t", "\\t");
        }
    }
}
