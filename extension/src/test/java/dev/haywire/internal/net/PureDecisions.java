package dev.haywire.internal.net;

import dev.haywire.Datagram;
import dev.haywire.fault.Direction;
import dev.haywire.fault.UdpFault;
import dev.haywire.internal.pipeline.IpVersion;
import dev.haywire.internal.pipeline.Lane;
import dev.haywire.internal.pipeline.Packet;
import dev.haywire.internal.pipeline.PacketBudget;
import dev.haywire.internal.pipeline.PacketEvents;
import dev.haywire.internal.pipeline.PacketLane;
import dev.haywire.internal.pipeline.PacketSink;
import dev.haywire.internal.pipeline.PacketStages;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the pipeline decides about empty datagrams that all arrive at time 0, without sockets and in virtual time. */
final class PureDecisions implements PacketSink, PacketEvents {
    private final List<Long> passed = new ArrayList<>();
    private final Map<Long, Long> delays = new TreeMap<>();
    private long now;

    /** Decides about that many datagrams of one direction of one client of an endpoint. */
    static PureDecisions of(
            UdpFault fault, long seed, String endpoint, Direction direction, int client, int datagrams) {
        PureDecisions decisions = new PureDecisions();
        PacketLane lane = new PacketLane(PacketBudget.UNBOUNDED, decisions);
        lane.add(PacketStages.stage(
                fault,
                direction,
                PacketStages.decisions(fault, seed, endpoint, direction, 0, client),
                IpVersion.IPV4,
                decisions));
        for (int i = 1; i <= datagrams; i++) {
            lane.data(new Packet(client, i, i, ByteBuffer.allocate(0), 0), 0);
        }
        for (long next = lane.wake(0); next != Lane.NEVER; next = lane.wake(next)) {
            decisions.now = next;
        }
        return decisions;
    }

    /** The ordinals of those that pass, in order of delivery. */
    List<Long> passed() {
        return passed;
    }

    /** How long one is delayed, in nanoseconds. */
    long delay(long ordinal) {
        return delays.get(ordinal);
    }

    /** How many are delayed at all: jitter may leave nothing of a delay. */
    long delayed() {
        return delays.values().stream().filter(delay -> delay > 0).count();
    }

    @Override
    public void deliver(Packet packet) {
        passed.add(packet.ordinal());
        delays.put(packet.ordinal(), packet.stamp() + now);
    }

    @Override
    public void dropped(Packet packet, String cause) {
        // it does not pass
    }

    @Override
    public void copied(Packet copy) {
        throw new AssertionError("no fault that copies");
    }

    @Override
    public void matched() {
        // of no interest
    }

    @Override
    public void fired(Packet packet, long number) {
        // of no interest
    }

    @Override
    public void failed(Throwable thrown) {
        throw new AssertionError(thrown);
    }

    @Override
    public Datagram view(Packet packet) {
        throw new AssertionError("no fault with a predicate");
    }
}
