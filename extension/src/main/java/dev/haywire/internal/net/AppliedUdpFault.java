package dev.haywire.internal.net;

import dev.haywire.Datagram;
import dev.haywire.fault.Direction;
import dev.haywire.fault.RefuseFault;
import dev.haywire.fault.UdpFault;
import dev.haywire.internal.pipeline.Decisions;
import dev.haywire.internal.pipeline.Packet;
import dev.haywire.internal.pipeline.PacketEvents;
import dev.haywire.internal.pipeline.PacketStage;
import dev.haywire.internal.pipeline.PacketStages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A fault on a UDP wire: a stage in the lanes of the clients that it selects, or the port that refuses. */
final class AppliedUdpFault extends AppliedFault {
    private static final List<Direction> WAYS = List.of(Direction.UPSTREAM, Direction.DOWNSTREAM);

    private final UdpWire wire;
    private final UdpFault fault;
    private final Map<UdpSession, Attached> attached = new LinkedHashMap<>();

    /** Of the numbers that {@code nth} lists, those it fired on. */
    private final Set<Long> firedNumbers = new HashSet<>();

    /** What it decides about all clients together, where it works across them. */
    private final Map<Direction, Decisions> shared = new EnumMap<>(Direction.class);

    /** Its stages in the lanes of one client. */
    private static final class Attached {
        private @Nullable PacketStage up;
        private @Nullable PacketStage down;

        @Nullable
        PacketStage stage(Direction direction) {
            return direction == Direction.UPSTREAM ? up : down;
        }

        void stage(Direction direction, @Nullable PacketStage stage) {
            if (direction == Direction.UPSTREAM) {
                up = stage;
            } else {
                down = stage;
            }
        }

        boolean isEmpty() {
            return up == null && down == null;
        }
    }

    AppliedUdpFault(UdpWire wire, UdpFault fault) {
        super(wire, fault);
        this.wire = wire;
        this.fault = fault;
    }

    @Override
    void takeEffect() {
        if (fault instanceof RefuseFault) {
            refuse();
            tookEffect(true);
            return;
        }
        wire.sweep(
                wire.clients().sessions(),
                session -> {
                    // one that was numbered meanwhile has its stages already
                    if (isInEffect() && session.index() != UdpSession.NO_INDEX && !meets(session)) {
                        attach(session);
                    }
                    return true;
                },
                () -> tookEffect(true));
    }

    private void refuse() {
        try {
            wire.front().refuse(Front.Refusing.FAULT);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A client got its index: one that was not known, or another than it had before the records restarted. */
    void numbered(UdpSession session) {
        if (isInEffect() && !(fault instanceof RefuseFault)) {
            if (session.indexInLanes() != session.index() && session.indexInLanes() != UdpSession.NO_INDEX) {
                detach(session);
            }
            attach(session);
        }
    }

    /** Whether it has a stage in that client's lanes. */
    boolean meets(UdpSession session) {
        return attached.containsKey(session);
    }

    /** That client holds nothing and is not known any more; if it comes back it is a new one. */
    void gone(UdpSession session) {
        attached.remove(session);
    }

    private boolean meets(UdpSession session, Direction direction) {
        Attached stages = attached.get(session);
        return stages != null && stages.stage(direction) != null;
    }

    private void attach(UdpSession session) {
        for (Direction direction : WAYS) {
            if (PacketStages.covers(fault, direction, session.index())
                    && !(session.wasMet() && meets(session, direction))) {
                Decisions decisions = decisions(direction, session.index());
                PacketStage stage =
                        PacketStages.stage(fault, direction, decisions, wire.carrier(), new Events(session, direction));
                UdpLane lane = session.lane(direction);
                if (lane == null) {
                    lane = new UdpLane(wire, session, direction, wire.ledger().held(direction));
                    session.lane(direction, lane);
                }
                lane.add(stage);
                attached.computeIfAbsent(session, none -> new Attached()).stage(direction, stage);
            }
        }
    }

    private Decisions decisions(Direction direction, int client) {
        Decisions known = shared.get(direction);
        if (known != null) {
            return known;
        }
        Decisions begun = PacketStages.decisions(fault, seed(), wire.name(), direction, occurrence(), client);
        if (fault.selection().acrossClients()) {
            shared.put(direction, begun);
        }
        return begun;
    }

    /** Its decisions were another index's. What a lane holds is worth more than that, as long as the client is still selected. */
    private void detach(UdpSession session) {
        Attached stages = attached.get(session);
        if (stages == null) {
            return;
        }
        for (Direction direction : WAYS) {
            boolean keeps = session.holds(direction) && PacketStages.covers(fault, direction, session.index());
            if (!keeps) {
                lift(session, stages, direction);
                stages.stage(direction, null);
            }
        }
        if (stages.isEmpty()) {
            attached.remove(session);
        }
    }

    private static void lift(UdpSession session, Attached stages, Direction direction) {
        PacketStage stage = stages.stage(direction);
        UdpLane lane = session.lane(direction);
        if (stage != null && lane != null) {
            lane.remove(stage, System.nanoTime());
        }
    }

    @Override
    void leavePort() {
        if (hasBegun() && fault instanceof RefuseFault) {
            serveUnlessOthersRefuse();
        }
    }

    @Override
    Sweep<?> takeOff() {
        // what it lets go of may have a predicate of the test's change the clients
        return wire.sweep(
                attached.keySet(),
                session -> {
                    Attached stages = attached.get(session);
                    if (stages != null) {
                        WAYS.forEach(direction -> lift(session, stages, direction));
                    }
                    return true;
                },
                this::tookOff);
    }

    private void serveUnlessOthersRefuse() {
        if (wire.faults().hasAnotherOnPort(this)) {
            return;
        }
        try {
            wire.front().serve(Front.Refusing.FAULT);
        } catch (IOException failure) {
            throw new IllegalStateException(
                    "port " + wire.address().getPort() + " cannot serve again: " + failure.getMessage(), failure);
        }
    }

    @Override
    void forget() {
        attached.clear();
    }

    @Override
    String counted() {
        return "datagram";
    }

    @Override
    public boolean firedOnNumber(long number) {
        synchronized (firedNumbers) {
            return firedNumbers.contains(number);
        }
    }

    /** What it does to one direction of one client. */
    private final class Events implements PacketEvents {
        private final UdpSession session;
        private final Direction direction;
        private boolean told;

        Events(UdpSession session, Direction direction) {
            this.session = session;
            this.direction = direction;
        }

        @Override
        public void matched() {
            countMatched();
        }

        @Override
        public void fired(Packet packet, long number) {
            countFired();
            if (!fault.selection().nth().isEmpty()) {
                synchronized (firedNumbers) {
                    firedNumbers.add(number);
                }
            }
            if (!told) {
                told = true;
                wire.log().fired(fault, session.index(), direction, packet.ordinal(), System.nanoTime());
            }
            wire.changes().signal();
        }

        @Override
        public void failed(Throwable thrown) {
            wire.error(thrown);
        }

        @Override
        public Datagram view(Packet packet) {
            return wire.seen(
                    session, direction, packet.ordinal(), SeenDatagram.bytes(packet.payload()), packet.stamp());
        }
    }
}
