package dev.haywire.fault;

import dev.haywire.Datagram;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** The part of a selection that speaks of clients and datagrams; null or empty is everything. */
record DatagramSelection(
        List<Integer> clients,
        boolean sameForEveryClient,
        boolean acrossClients,
        List<Long> nth,
        @Nullable Long first,
        @Nullable Long every,
        @Nullable Predicate<Datagram> matching) {

    DatagramSelection {
        if (sameForEveryClient && acrossClients) {
            throw new IllegalArgumentException(
                    "sameForEveryClient() and acrossClients() contradict each other: the first decides"
                            + " the same for each client, the second once for all together; use one of them");
        }
    }

    static final DatagramSelection ALL = new DatagramSelection(List.of(), false, false, List.of(), null, null, null);

    DatagramSelection withClients(int... added) {
        if (added.length == 0) {
            throw new IllegalArgumentException(
                    "onClients() selects nothing: name at least one client, counted from 0, or leave it out");
        }
        for (int index : added) {
            Limits.atLeast(0, "onClients: a client's index", index);
        }
        List<Integer> distinct = IntStream.of(added).distinct().sorted().boxed().toList();
        Twice.unlessEqual(
                clients.isEmpty() ? null : spelled("onClients", clients),
                spelled("onClients", distinct),
                "name all in one call");
        return new DatagramSelection(distinct, sameForEveryClient, acrossClients, nth, first, every, matching);
    }

    DatagramSelection withSameForEveryClient() {
        return new DatagramSelection(clients, true, acrossClients, nth, first, every, matching);
    }

    DatagramSelection withAcrossClients() {
        return new DatagramSelection(clients, sameForEveryClient, true, nth, first, every, matching);
    }

    DatagramSelection withNth(long... added) {
        if (added.length == 0) {
            throw new IllegalArgumentException(
                    "nth() selects nothing: name at least one datagram, counted from 1, or leave it out");
        }
        for (long ordinal : added) {
            if (ordinal < 1) {
                throw new IllegalArgumentException("nth: datagrams are counted from 1, but was " + ordinal);
            }
        }
        List<Long> distinct = LongStream.of(added).distinct().sorted().boxed().toList();
        Twice.unlessEqual(nth.isEmpty() ? null : spelled("nth", nth), spelled("nth", distinct), "name all in one call");
        return new DatagramSelection(clients, sameForEveryClient, acrossClients, distinct, first, every, matching);
    }

    DatagramSelection withFirst(long count) {
        Limits.atLeast(1, "first", count);
        Twice.unlessEqual(first == null ? null : "first(" + first + ")", "first(" + count + ")", "give it once");
        return new DatagramSelection(clients, sameForEveryClient, acrossClients, nth, count, every, matching);
    }

    DatagramSelection withEvery(long step) {
        Limits.atLeast(1, "every", step);
        Twice.unlessEqual(every == null ? null : "every(" + every + ")", "every(" + step + ")", "give it once");
        return new DatagramSelection(clients, sameForEveryClient, acrossClients, nth, first, step, matching);
    }

    DatagramSelection withMatching(Predicate<Datagram> predicate) {
        Objects.requireNonNull(predicate, "matching");
        if (matching != null && !matching.equals(predicate)) {
            throw new IllegalArgumentException("matching(..) was given twice: join the predicates with Predicate.and");
        }
        return new DatagramSelection(clients, sameForEveryClient, acrossClients, nth, first, every, predicate);
    }

    /** Whether it counts datagrams of one direction, which then has to be named. */
    boolean counts() {
        return !nth.isEmpty() || first != null || every != null;
    }

    /** Whether it picks single datagrams, by number or content. */
    boolean picks() {
        return counts() || matching != null;
    }

    List<String> calls() {
        List<String> calls = new ArrayList<>();
        if (!clients.isEmpty()) {
            calls.add(spelled("onClients", clients));
        }
        if (sameForEveryClient) {
            calls.add("sameForEveryClient()");
        }
        if (acrossClients) {
            calls.add("acrossClients()");
        }
        if (!nth.isEmpty()) {
            calls.add(spelled("nth", nth));
        }
        if (first != null) {
            calls.add("first(" + first + ")");
        }
        if (every != null) {
            calls.add("every(" + every + ")");
        }
        if (matching != null) {
            calls.add("matching(..)");
        }
        return List.copyOf(calls);
    }

    private static String spelled(String name, List<? extends Number> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(", ", name + "(", ")"));
    }
}
