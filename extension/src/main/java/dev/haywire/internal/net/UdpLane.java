package dev.haywire.internal.net;

import dev.haywire.fault.Direction;
import dev.haywire.internal.pipeline.Packet;
import dev.haywire.internal.pipeline.PacketBudget;
import dev.haywire.internal.pipeline.PacketLane;
import dev.haywire.internal.pipeline.PacketSink;
import dev.haywire.internal.pipeline.PacketStage;

/** One direction of one client while faults are on it: the pipeline, woken in time, between arrival and delivery. */
final class UdpLane extends Timer implements PacketSink {
    private final UdpWire wire;
    private final UdpSession session;
    private final Direction direction;
    private final PacketLane lane;

    UdpLane(UdpWire wire, UdpSession session, Direction direction, PacketBudget budget) {
        this.wire = wire;
        this.session = session;
        this.direction = direction;
        this.lane = new PacketLane(budget, this);
    }

    /** Whether it changes nothing. */
    boolean fast() {
        return lane.fast();
    }

    int held() {
        return lane.held();
    }

    void data(Packet packet, long now) {
        lane.data(packet, now);
        rearm(now);
    }

    void add(PacketStage stage) {
        lane.add(stage);
    }

    void remove(PacketStage stage, long now) {
        lane.remove(stage, now);
        rearm(now);
    }

    /** The endpoint is gone. */
    void discard() {
        wire.loop().set(this, TimerHeap.NEVER);
        lane.discard();
    }

    private void rearm(long now) {
        if (lane.held() > 0 || slot >= 0) {
            wire.loop().set(this, lane.wake(now));
        }
    }

    @Override
    void due(long now) {
        // where more is due than leaves at once, the rest does so in the next iteration
        wire.loop().set(this, lane.wake(System.nanoTime()));
    }

    @Override
    void failed(Throwable failure) {
        wire.error(failure);
    }

    @Override
    public void deliver(Packet packet) {
        if (packet.isOvertaken()) {
            wire.ledger().reordered(direction);
        }
        wire.deliver(session, direction, packet.ordinal(), packet.copy(), packet.payload(), packet.stamp());
    }

    @Override
    public void dropped(Packet packet, String cause) {
        wire.ledger().dropped(session, direction, packet.ordinal(), packet.copy(), cause);
    }

    @Override
    public void decided() {
        wire.loop().asked.decided();
    }

    @Override
    public void copied(Packet copy) {
        wire.ledger().copied(direction);
    }
}
