package dev.haywire.internal.net;

import dev.haywire.CloseReason;
import dev.haywire.fault.CloseFault;
import dev.haywire.fault.Direction;
import dev.haywire.fault.HalfCloseFault;
import dev.haywire.fault.ResetFault;
import dev.haywire.fault.Selection;
import dev.haywire.fault.TcpFault;
import dev.haywire.internal.pipeline.Draws;
import dev.haywire.internal.pipeline.Stages;
import dev.haywire.internal.pipeline.StreamStage;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/** A fault on a TCP wire: a stage in the flows of the connections that it selects, or an event. */
final class AppliedTcpFault extends AppliedFault {
    private final TcpWire wire;
    private final TcpFault fault;
    private final Selection selection;

    private final Map<Relay, List<Attached>> attached = new IdentityHashMap<>();
    /** Weak, as this may be known to a test long after they have ended. */
    private final Set<Relay> firedRelays = Collections.newSetFromMap(new WeakHashMap<>());

    private final BitSet firedOn = new BitSet();
    private final @Nullable NextConnections next;
    private int acceptedSince;
    private volatile List<Integer> openBefore = List.of();

    private record Attached(Flow flow, StreamStage stage) {}

    AppliedTcpFault(TcpWire wire, TcpFault fault) {
        super(wire, fault);
        this.wire = wire;
        this.fault = fault;
        this.selection = fault.selection();
        this.next = selection.nextConnections().isPresent()
                ? new NextConnections(selection.nextConnections().getAsInt(), directions())
                : null;
    }

    @Override
    void takeEffect() {
        if (ListenerFaults.isOne(fault)) {
            wire.listenerFaults().begin(this);
            tookEffect(true);
            return;
        }
        if (selection.firstConnections().isPresent() || selection.openConnections()) {
            openBefore = wire.openRelays().stream()
                    .map(relay -> relay.connection().index())
                    .toList();
        }
        wire.onAllOpen(
                relay -> {
                    if (isInEffect()) {
                        consider(relay, false);
                    }
                },
                () -> tookEffect(!isEvent() || selection.hasTrigger()));
    }

    /** A connection was accepted. */
    void accepted(Relay relay) {
        if (isInEffect() && !ListenerFaults.isOne(fault)) {
            acceptedSince++;
            consider(relay, true);
        }
    }

    private void consider(Relay relay, boolean isNew) {
        if (relay.isOver()) {
            return;
        }
        // the test is asked once about each, whatever the other narrowings say
        boolean selected = isWanted(relay) & selects(relay, isNew);
        if (next != null) {
            // it counts for itself, whatever the others select
            next.watch(relay, () -> {
                if (selected) {
                    hit(relay);
                }
            });
        } else if (selected && !relay.isOver() && (isNew || !selection.onAccept())) {
            hit(relay);
        }
    }

    /** Does to one connection what the fault does. */
    private void hit(Relay relay) {
        countMatched();
        if (selection.onAccept() || !Stages.worksThroughStages(fault)) {
            act(relay);
            return;
        }
        for (Direction direction : directions()) {
            if (!relay.isOver()) {
                attach(relay, direction);
            }
        }
    }

    private List<Direction> directions() {
        return fault.direction() == Direction.BOTH
                ? List.of(Direction.UPSTREAM, Direction.DOWNSTREAM)
                : List.of(fault.direction());
    }

    private boolean isWanted(Relay relay) {
        try {
            return selection
                    .connectionsWhere()
                    .map(where -> where.test(relay.connection()))
                    .orElse(true);
        } catch (Throwable thrown) {
            wire.error(thrown);
            return false;
        }
    }

    private boolean selects(Relay relay, boolean isNew) {
        int index = relay.connection().index();
        if (!selection.connections().isEmpty() && !selection.connections().contains(index)) {
            return false;
        }
        if (selection.openConnections() && isNew) {
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
        return Draws.of(seed(), wire.name(), direction, fault.kind(), occurrence(), index);
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
        countFired();
        wire.log().fired(fault, index, System.nanoTime());
        wire.changes().signal();
    }

    void gone(Relay relay) {
        if (next != null) {
            next.forget(relay);
        }
        attached.remove(relay);
        firedRelays.remove(relay);
    }

    @Override
    void leavePort() {
        if (hasBegun() && ListenerFaults.isOne(fault)) {
            wire.listenerFaults().end(this);
        }
    }

    @Override
    Sweep<?> takeOff() {
        return wire.sweep(
                List.copyOf(attached.values()),
                stages -> {
                    for (Attached one : stages) {
                        one.flow.remove(one.stage);
                    }
                    return true;
                },
                this::tookOff);
    }

    @Override
    void forget() {
        attached.clear();
        if (next != null) {
            next.forgetAll();
        }
    }

    @Override
    String counted() {
        return "connection";
    }

    @Override
    public Optional<String> whyNotFired() {
        return fired() > 0
                ? Optional.empty()
                : new UnfiredReason(wire.book().all(), directions()).of(selection, openBefore);
    }

    @Override
    public boolean firedOnConnection(int index) {
        synchronized (firedOn) {
            return firedOn.get(index);
        }
    }
}
