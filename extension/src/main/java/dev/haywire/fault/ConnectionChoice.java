package dev.haywire.fault;

import dev.haywire.TcpConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Which connections a fault is for; all of it must hold, and null, empty or false does not narrow. */
record ConnectionChoice(
        List<Integer> indices,
        boolean open,
        @Nullable Integer first,
        @Nullable Integer next,
        @Nullable Predicate<TcpConnection> where) {

    static final ConnectionChoice ALL = new ConnectionChoice(List.of(), false, null, null, null);

    ConnectionChoice {
        if (open && first != null) {
            throw new IllegalArgumentException("onOpenConnections() and " + spelledFirst(first)
                    + " contradict each other: the first selects connections open when the fault begins, the second those"
                    + " accepted later; use one of them, or a fault for each");
        }
    }

    ConnectionChoice withIndices(int... added) {
        if (added.length == 0) {
            throw new IllegalArgumentException(
                    "onConnections() selects nothing: name at least one connection, counted from 0, or leave it out");
        }
        for (int index : added) {
            Limits.atLeast(0, "onConnections: a connection's index", index);
        }
        List<Integer> distinct = IntStream.of(added).distinct().sorted().boxed().toList();
        Twice.unlessEqual(
                indices.isEmpty() ? null : spelledIndices(indices), spelledIndices(distinct), "name all in one call");
        return new ConnectionChoice(distinct, open, first, next, where);
    }

    ConnectionChoice withOpen() {
        return new ConnectionChoice(indices, true, first, next, where);
    }

    ConnectionChoice withFirst(int count) {
        Limits.atLeast(1, "firstConnections", count);
        Twice.unlessEqual(first == null ? null : spelledFirst(first), spelledFirst(count), "give it once");
        return new ConnectionChoice(indices, open, count, next, where);
    }

    ConnectionChoice withNext(int count) {
        Limits.atLeast(1, "nextConnections", count);
        Twice.unlessEqual(next == null ? null : spelledNext(next), spelledNext(count), "give it once");
        return new ConnectionChoice(indices, open, first, count, where);
    }

    ConnectionChoice withWhere(Predicate<TcpConnection> predicate) {
        Objects.requireNonNull(predicate, "onConnectionsWhere");
        if (where != null && !where.equals(predicate)) {
            throw new IllegalArgumentException(
                    "onConnectionsWhere(..) was given twice: join the predicates with Predicate.and");
        }
        return new ConnectionChoice(indices, open, first, next, predicate);
    }

    /** Spells what narrows, as calls, in one order whatever the order of calls was. */
    List<String> calls() {
        List<String> calls = new ArrayList<>();
        if (!indices.isEmpty()) {
            calls.add(spelledIndices(indices));
        }
        if (open) {
            calls.add("onOpenConnections()");
        }
        if (first != null) {
            calls.add(spelledFirst(first));
        }
        if (next != null) {
            calls.add(spelledNext(next));
        }
        if (where != null) {
            calls.add("onConnectionsWhere(..)");
        }
        return calls;
    }

    private static String spelledIndices(List<Integer> indices) {
        return indices.stream().map(String::valueOf).collect(Collectors.joining(", ", "onConnections(", ")"));
    }

    static String spelledFirst(int count) {
        return "firstConnections(" + count + ")";
    }

    static String spelledNext(int count) {
        return "nextConnections(" + count + ")";
    }
}
