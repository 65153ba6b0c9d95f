package dev.haywire.internal.net;

import dev.haywire.fault.Direction;
import dev.haywire.internal.pipeline.PacketBudget;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Holds the datagrams of one client until there is a way to its server: its name is being looked up, or a descriptor is freed for it. */
final class AwaitedWay {
    /** What an object on the list takes besides its payload. */
    private static final int OVERHEAD = 256;

    private final UdpWire wire;
    private final UdpSession session;
    private final PacketBudget budget;
    private final Runnable cancel;
    private List<Held> held = new ArrayList<>();

    private record Held(long ordinal, int copy, ByteBuffer payload, long stamp) {
        int weight() {
            return payload.remaining() + OVERHEAD;
        }
    }

    /**
     * Makes it.
     *
     * @param cancel run where it is no longer waited for
     */
    AwaitedWay(UdpWire wire, UdpSession session, Runnable cancel) {
        this.wire = wire;
        this.session = session;
        this.budget = wire.ledger().held(Direction.UPSTREAM);
        this.cancel = cancel;
    }

    /** Takes a datagram. Returns whether there was room. */
    boolean hold(long ordinal, int copy, ByteBuffer payload, long stamp) {
        Held one = new Held(ordinal, copy, ByteBuffer.wrap(SeenDatagram.bytes(payload)), stamp);
        boolean room = budget.take(one.weight());
        if (room) {
            held.add(one);
        }
        return room;
    }

    int held() {
        return held.size();
    }

    /** There is a way, or another server: they go on, in the order in which they came. */
    void pass() {
        for (Held one : release()) {
            wire.deliver(session, Direction.UPSTREAM, one.ordinal, one.copy, one.payload, one.stamp);
        }
    }

    /** There will be none. */
    void drop(String cause) {
        for (Held one : release()) {
            wire.ledger().dropped(session, Direction.UPSTREAM, one.ordinal, one.copy, cause);
        }
    }

    private List<Held> release() {
        cancel.run();
        session.awaitedWay(null);
        List<Held> released = held;
        held = new ArrayList<>();
        released.forEach(one -> budget.give(one.weight()));
        return released;
    }
}
