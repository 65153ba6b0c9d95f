package dev.haywire.internal.pipeline;

import dev.haywire.Datagram;
import dev.haywire.fault.Selection;
import dev.haywire.fault.UdpFault;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which datagrams of one lane a fault is for: counted from when it became active, in order of arrival. */
final class Selector {

    /** Which of the draws for an ordinal decides about {@code probability}; faults of their own use the lower ones. */
    private static final int CHANCE = 7;

    private final String kind;
    private final Decisions decisions;
    private final PacketEvents events;
    private final @Nullable Predicate<Datagram> matching;
    private final long[] nth;
    private final List<Integer> clients;
    private final long first;
    private final long every;
    private final double probability;

    Selector(UdpFault fault, Decisions decisions, PacketEvents events) {
        Selection selection = fault.selection();
        this.kind = fault.kind();
        this.decisions = decisions;
        this.events = events;
        this.matching = selection.matching().orElse(null);
        this.nth = selection.nth().stream().mapToLong(Long::longValue).toArray();
        this.clients = PacketStages.countsAcrossClients(fault) ? selection.clients() : List.of();
        this.first = selection.first().orElse(Long.MAX_VALUE);
        this.every = selection.every().orElse(1);
        this.probability = selection.probability().orElse(1);
    }

    String kind() {
        return kind;
    }

    Decisions decisions() {
        return decisions;
    }

    PacketEvents events() {
        return events;
    }

    /** Whether it takes every datagram. */
    boolean takesAll() {
        return picksNone() && probability == 1;
    }

    /** Whether it does not narrow to datagrams by number or content. */
    boolean picksNone() {
        return matching == null && nth.length == 0 && first == Long.MAX_VALUE && every == 1;
    }

    /** Counts a datagram. Returns its number if it is selected, else 0. */
    long select(Packet arrived) {
        if (matching != null && !matches(matching, arrived)) {
            return 0;
        }
        long number = decisions.next();
        if (!clients.isEmpty() && !clients.contains(arrived.client())) {
            // another client's, in its lane only to be counted
            return 0;
        }
        if (number > first || number % every != 0 || nth.length > 0 && Arrays.binarySearch(nth, number) < 0) {
            return 0;
        }
        if (probability < 1 && decisions.draws().unit(decisions.ordinal(arrived), CHANCE) >= probability) {
            return 0;
        }
        events.matched();
        return number;
    }

    private boolean matches(Predicate<Datagram> predicate, Packet arrived) {
        try {
            return predicate.test(events.view(arrived));
        } catch (Throwable thrown) {
            events.failed(thrown);
            return false;
        }
    }
}
