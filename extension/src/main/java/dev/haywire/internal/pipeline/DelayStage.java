package dev.haywire.internal.pipeline;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Lets datagrams through later. What jitter gives a shorter delay overtakes, unless the order is kept. */
final class DelayStage extends HoldingStage {

    private static final Comparator<Packet> BY_DUE_TIME =
            Comparator.comparingLong(Packet::due).thenComparingLong(Packet::turn);

    private final Delay delay;
    private final double correlation;
    private final double renewal;
    private final boolean keepsOrder;
    private long turns;
    private long last = Long.MIN_VALUE;
    private double deviate;
    private boolean begun;

    /**
     * Makes the stage.
     *
     * @param correlation of one normal deviate with the next, 0 to 1; 0 draws each delay alone
     * @param keepsOrder whether none goes before those that came before it
     */
    DelayStage(Selector selector, Delay delay, double correlation, boolean keepsOrder) {
        super(
                PacketRank.LATENCY,
                selector,
                keepsOrder || delay.isConstant() ? new ArrayDeque<>(0) : new PriorityQueue<>(BY_DUE_TIME));
        this.delay = delay;
        this.correlation = correlation;
        this.renewal = Math.sqrt(1 - correlation * correlation);
        this.keepsOrder = keepsOrder;
    }

    /** The delay, plus 1 as 0 means none at all. */
    @Override
    long judge(Packet arrived) {
        long drawn = correlation == 0 ? delay.of(arrived.ordinal()) : delay.ofDeviate(next(arrived.ordinal()));
        return Times.later(drawn, 1);
    }

    /** An AR(1) process whose deviates are standard normal each: correlated delays keep their distribution. */
    private double next(long ordinal) {
        double drawn = Normal.deviate(draws(), ordinal);
        deviate = begun ? correlation * deviate + renewal * drawn : drawn;
        begun = true;
        return deviate;
    }

    @Override
    void act(Packet packet, long verdict, long number, long now, PacketOut out) {
        long drawn = packet.copy() == 0 ? verdict - 1 : delay.of(packet.key());
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
