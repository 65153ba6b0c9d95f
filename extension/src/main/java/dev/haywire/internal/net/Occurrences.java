package dev.haywire.internal.net;

import dev.haywire.fault.Direction;
import dev.haywire.fault.Fault;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** The numbers that tell the equals among the active faults of one endpoint apart: those of one kind that share a direction. */
final class Occurrences {
    private final Map<String, Map<Direction, BitSet>> taken = new HashMap<>();

    /** Takes the smallest number that none of its active equals has. */
    int take(Fault fault) {
        Map<Direction, BitSet> ofItsKind = taken.computeIfAbsent(fault.kind(), none -> new EnumMap<>(Direction.class));
        BitSet used = new BitSet();
        ofItsKind.forEach((direction, numbers) -> {
            if (share(direction, fault.direction())) {
                used.or(numbers);
            }
        });
        int free = used.nextClearBit(0);
        ofItsKind.computeIfAbsent(fault.direction(), none -> new BitSet()).set(free);
        return free;
    }

    /** Gives the number of a fault that has ended back; nothing if it was given back before. */
    void give(Fault fault, int occurrence) {
        taken.getOrDefault(fault.kind(), Map.of())
                .getOrDefault(fault.direction(), new BitSet())
                .clear(occurrence);
    }

    private static boolean share(Direction one, Direction other) {
        return one == other || one == Direction.BOTH || other == Direction.BOTH;
    }
}
