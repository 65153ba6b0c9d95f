package dev.haywire.internal.net;

import dev.haywire.CloseReason;
import dev.haywire.Journal;
import dev.haywire.Journalled;
import dev.haywire.fault.CloseFault;
import dev.haywire.fault.Direction;
import dev.haywire.fault.Fault;
import dev.haywire.fault.HalfCloseFault;
import dev.haywire.fault.ResetFault;
import dev.haywire.fault.Selection;
import dev.haywire.fault.TcpFault;
import dev.haywire.internal.journal.Spelled;
import dev.haywire.internal.pipeline.Draws;
import dev.haywire.internal.pipeline.Stages;
import dev.haywire.internal.pipeline.StreamStage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A fault on a TCP wire. What it does is done on the loop; any thread may ask what it did, or end it. */
final class AppliedFault implements WireFault, Journalled {
    private final Wire wire;
    private final TcpFault fault;
    private final Selection selection;
    private final long seed;
    private final int occurrence;

    private final Map<Relay, List<Attached>> attached = new IdentityHashMap<>();
    private final Set<Relay> firedRelays = Collections.newSetFromMap(new IdentityHashMap<>());
    private final BitSet firedOn = new BitSet();
    private final Timer schedule = new Timer() {
        @Override
        void due(long now) {
            onSchedule();
        }

        @Override
        void failed(Throwable failure) {
            wire.error(failure);
            abandon();
            wire.faults().remove(AppliedFault.this);
        }
    };
    private boolean begun;
    private int acceptedSince;
    private boolean ending;
    private volatile boolean ended;
    private volatile long matched;
    private volatile long fired;

    private record Attached(Flow flow, StreamStage stage) {}

    /**
     * Makes one that has not begun.
     *
     * @param occurrence its number among its active equals, part of the key of its random decisions
     */
    AppliedFault(Wire wire, TcpFault fault, long seed, int occurrence) {
        this.wire = wire;
        this.fault = fault;
        this.selection = fault.selection();
        this.seed = seed;
        this.occurrence = occurrence;
    }

    int occurrence() {
        return occurrence;
    }

    /** Puts it on the wire, now or after its delay. */
    void start() {
        if (selection.startingAfter().isZero()) {
            begin();
        } else {
            wire.loop().setIn(schedule, selection.startingAfter());
        }
    }

    private void onSchedule() {
        if (begun) {
            end();
        } else {
            begin();
        }
    }

    private void begin() {
        // what waits to be accepted is open already for the application, and met once as such
        wire.acceptQueued();
        begun = true;
        if (ListenerFaults.isOne(fault)) {
            wire.listenerFaults().begin(this);
        } else {
            for (Relay relay : wire.openRelays()) {
                consider(relay, false);
            }
            if (isEvent() && !selection.hasTrigger()) {
                end();
                return;
            }
        }
        selection.lasting().ifPresent(lasting -> wire.loop().setIn(schedule, lasting));
    }

    /** A connection was accepted. */
    void accepted(Relay relay) {
        if (begun && !ending && !ListenerFaults.isOne(fault)) {
            acceptedSince++;
            consider(relay, true);
        }
    }

    private void consider(Relay relay, boolean isNew) {
        if (relay.isOver() || !selects(relay, isNew)) {
            return;
        }
        if (selection.onAccept()) {
            if (isNew) {
                matched++;
                act(relay);
            }
            return;
        }
        matched++;
        if (!Stages.worksThroughStages(fault)) {
            act(relay);
        } else {
            for (Direction direction : List.of(Direction.UPSTREAM, Direction.DOWNSTREAM)) {
                boolean covered = fault.direction() == direction || fault.direction() == Direction.BOTH;
                if (covered && !relay.isOver()) {
                    attach(relay, direction);
                }
            }
        }
    }

    private boolean selects(Relay relay, boolean isNew) {
        int index = relay.connection().index();
        if (!selection.connections().isEmpty() && !selection.connections().contains(index)) {
            return false;
        }
        if (selection.firstConnections().isPresent()
                && (!isNew || acceptedSince > selection.firstConnections().getAsInt())) {
            return false;
        }
        return selection.probability().isEmpty()
                || draws(fault.direction(), index)
                        .chance(selection.probability().getAsDouble());
    }

    private Draws draws(Direction direction, int index) {
        return Draws.of(seed, wire.name(), direction, fault.kind(), occurrence, index);
    }

    private void attach(Relay relay, Direction direction) {
        Flow flow = relay.flow(direction);
        StreamStage stage = Stages.stage(
                fault, direction, draws(direction, relay.connection().index()), () -> firedOn(relay));
        attached.computeIfAbsent(relay, none -> new ArrayList<>(2)).add(new Attached(flow, stage));
        flow.add(stage);
    }

    /** Does an event to one connection, now. */
    private void act(Relay relay) {
        firedOn(relay);
        if (fault instanceof ResetFault) {
            relay.resetNow(CloseReason.FAULT_RST);
        } else if (fault instanceof CloseFault) {
            relay.closeNow(CloseReason.FAULT_FIN);
        } else if (fault instanceof HalfCloseFault) {
            relay.halfCloseNow(fault.direction(), CloseReason.FAULT_FIN);
        }
    }

    private boolean isEvent() {
        return fault instanceof ResetFault || fault instanceof CloseFault || fault instanceof HalfCloseFault;
    }

    /** It acted upon that connection; the second time, in the other direction for instance, is not counted. */
    void firedOn(Relay relay) {
        if (!firedRelays.add(relay)) {
            return;
        }
        int index = relay.connection().index();
        synchronized (firedOn) {
            firedOn.set(index);
        }
        fired++;
        wire.log().fired(fault, index, System.nanoTime());
        wire.changes().signal();
    }

    void gone(Relay relay) {
        attached.remove(relay);
        firedRelays.remove(relay);
    }

    /** Takes it off the wire; what it held goes on at once, whatever the peers do. On the loop. */
    void end() {
        if (ending) {
            return;
        }
        ending = true;
        wire.loop().set(schedule, TimerHeap.NEVER);
        try {
            if (begun && ListenerFaults.isOne(fault)) {
                wire.listenerFaults().end(this);
            }
            for (List<Attached> stages : List.copyOf(attached.values())) {
                for (Attached one : stages) {
                    one.flow.remove(one.stage);
                }
            }
        } finally {
            attached.clear();
            wire.faults().remove(this);
            wire.log().ended(fault, System.nanoTime());
            // last: who sees that it has ended sees a wire without it
            ended = true;
            wire.changes().signal();
        }
    }

    /** The endpoint is gone, and with it all that this could act upon. */
    void abandon() {
        ending = true;
        ended = true;
        wire.loop().set(schedule, TimerHeap.NEVER);
        attached.clear();
    }

    @Override
    public Fault fault() {
        return fault;
    }

    TcpFault tcpFault() {
        return fault;
    }

    @Override
    public boolean isActive() {
        if (!ended) {
            // its time may be over, and the loop in the midst of ending it
            wire.look();
        }
        return !ended;
    }

    @Override
    public long matched() {
        wire.look();
        return matched;
    }

    @Override
    public long fired() {
        wire.look();
        return fired;
    }

    @Override
    public boolean firedOnConnection(int index) {
        synchronized (firedOn) {
            return firedOn.get(index);
        }
    }

    @Override
    public void awaitFired(Duration timeout) {
        wire.await(
                () -> fired > 0,
                timeout,
                () -> fault + " on \"" + wire.name() + "\" to fire",
                () -> "it has not, having matched " + Spelled.count(matched, "connection"));
    }

    @Override
    public void awaitFired() {
        awaitFired(wire.timeout());
    }

    @Override
    public void close() {
        if (!ended) {
            wire.onLoop(this::end);
        }
    }

    @Override
    public Journal journal() {
        return wire.log();
    }

    @Override
    public String toString() {
        return fault + " on \"" + wire.name() + "\" at " + Addresses.spelled(wire.address()) + ", "
                + (ended ? "ended" : "active") + ", fired " + fired + (fired == 1 ? " time" : " times");
    }
}
