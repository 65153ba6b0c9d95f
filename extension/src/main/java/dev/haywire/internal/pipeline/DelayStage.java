package dev.haywire.internal.pipeline;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Lets datagrams through later, by what {@link DrawnDelays} has drawn. What jitter gives a shorter delay overtakes, unless the order is kept. */
final class DelayStage extends HoldingStage {

    private static final Comparator<Packet> BY_DUE_TIME =
            Comparator.comparingLong(Packet::due).thenComparingLong(Packet::turn);

    private final Delay delay;
    private final boolean keepsOrder;
    private long turns;
    private long last = Long.MIN_VALUE;

    /**
     * Makes the stage.
     *
     * @param delay what copies draw theirs from
     * @param keepsOrder whether none goes before those that came before it
     */
    DelayStage(Selector selector, Delay delay, boolean keepsOrder) {
        super(
                PacketRank.LATENCY,
                selector,
                keepsOrder || delay.isConstant() ? new ArrayDeque<>(0) : new PriorityQueue<>(BY_DUE_TIME));
        this.delay = delay;
        this.keepsOrder = keepsOrder;
    }

    @Override
    void act(Packet packet, long verdict, long number, long now, PacketOut out) {
        long drawn = packet.copy() == 0 ? verdict - 1 : delay.of(packet.key(ordinal(packet)));
        long due = Times.later(now, drawn);
        if (keepsOrder) {
            due = Math.max(due, last);
            last = due;
        }
        if (due > now) {
            fired(packet, number);
        }
        if (due > now || keepsOrder && !held().isEmpty()) {
            packet.takeTurn(turns++);
            hold(packet, due, out);
        } else {
            out.pass(packet, now);
        }
    }
}
