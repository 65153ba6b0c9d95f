package dev.haywire.internal.pipeline;

import java.util.ArrayDeque;
import java.util.Queue;

/** A stage that holds datagrams until they are due. */
abstract sealed class HoldingStage extends PacketStage
        permits DuplicateStage, PacedStage, DelayStage, ReorderStage, HoldStage {

    /** Datagrams that become due together leave in pieces: the others of the loop have their turns after so many. */
    private static final int RELEASED_AT_ONCE = 256;

    private final Queue<Packet> held;

    HoldingStage(PacketRank rank, Selector selector) {
        this(rank, selector, new ArrayDeque<>(0));
    }

    HoldingStage(PacketRank rank, Selector selector, Queue<Packet> held) {
        super(rank, selector);
        this.held = held;
    }

    final Queue<Packet> held() {
        return held;
    }

    /** Holds it until a time. Returns false if there is no memory, then it is dropped. */
    final boolean hold(Packet packet, long due, PacketOut out) {
        if (!out.hold(packet)) {
            return false;
        }
        packet.dueAt(due);
        held.add(packet);
        return true;
    }

    @Override
    long wake(long now, PacketOut out) {
        int left = RELEASED_AT_ONCE;
        for (Packet head = held.peek(); head != null; head = held.peek()) {
            if (head.due() > now || left == 0) {
                return Math.max(now, head.due());
            }
            left--;
            leave(held.remove());
            out.release(head, head.due());
        }
        return Lane.NEVER;
    }

    @Override
    boolean actsAtOnce() {
        return false;
    }

    /** Is told that a datagram leaves because it is due. */
    void leave(Packet packet) {}

    @Override
    final void lift(long now, PacketOut out) {
        while (!held.isEmpty()) {
            out.release(held.remove(), now);
        }
    }

    @Override
    final void discard(PacketOut out) {
        while (!held.isEmpty()) {
            out.forget(held.remove());
        }
    }
}
