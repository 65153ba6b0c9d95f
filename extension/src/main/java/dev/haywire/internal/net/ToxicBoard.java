package dev.haywire.internal.net;

import dev.haywire.internal.pipeline.Draws;
import dev.haywire.internal.pipeline.ToxicSettings;
import dev.haywire.internal.pipeline.ToxicStage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** The toxics of one endpoint and the stages they have on its connections. Lives on the endpoint's loop. */
final class ToxicBoard {
    private final TcpWire wire;
    private final Map<Relay, Map<Long, Attached>> attached = new IdentityHashMap<>();
    private List<Toxic> toxics = List.of();

    private record Attached(Flow flow, ToxicStage stage) {}

    ToxicBoard(TcpWire wire) {
        this.wire = wire;
    }

    /** Makes these the toxics from now on; those with a known id were there before, and keep what they hold. */
    void set(List<Toxic> wanted) {
        List<Toxic> before = toxics;
        toxics = List.copyOf(wanted);
        Map<Long, Toxic> known = new HashMap<>();
        for (Toxic toxic : before) {
            known.put(toxic.id(), toxic);
        }
        List<Toxic> changed = new ArrayList<>();
        List<Toxic> added = new ArrayList<>();
        for (Toxic toxic : toxics) {
            Toxic old = known.remove(toxic.id());
            if (old == null) {
                added.add(toxic);
            } else if (old.revision() != toxic.revision()) {
                changed.add(toxic);
            }
        }
        wire.onAllOpen(relay -> relay.guard(() -> change(relay, known.keySet(), changed, added)), () -> {});
    }

    private void change(Relay relay, Iterable<Long> removed, List<Toxic> changed, List<Toxic> added) {
        Map<Long, Attached> stages = attached.getOrDefault(relay, Map.of());
        for (Long id : removed) {
            Attached gone = stages.get(id);
            if (gone != null) {
                stages.remove(id);
                gone.flow.remove(gone.stage);
            }
        }
        for (Toxic toxic : changed) {
            Attached known = stages.get(toxic.id());
            if (known != null && toxics.contains(toxic)) {
                known.flow.update(known.stage, settings(toxic, draws(relay, toxic)));
            }
        }
        for (Toxic toxic : added) {
            // a later change may have been faster where there are many connections
            if (toxics.contains(toxic)) {
                attach(relay, toxic, true);
            }
        }
    }

    /** A connection was accepted. */
    void accepted(Relay relay) {
        for (Toxic toxic : toxics) {
            attach(relay, toxic, false);
        }
    }

    private void attach(Relay relay, Toxic toxic, boolean older) {
        if (!relay.isOver() && !toxic.type().equals("noop")) {
            Draws draws = draws(relay, toxic);
            ToxicStage stage = ToxicStage.of(settings(toxic, draws), draws, older);
            Flow flow = relay.flow(toxic.direction());
            attached.computeIfAbsent(relay, none -> new HashMap<>()).put(toxic.id(), new Attached(flow, stage));
            flow.add(stage);
        }
    }

    private Draws draws(Relay relay, Toxic toxic) {
        return Draws.of(
                wire.seed(),
                wire.name(),
                toxic.direction(),
                toxic.type(),
                toxic.occurrence(),
                relay.connection().index());
    }

    private static ToxicSettings settings(Toxic toxic, Draws draws) {
        boolean active = draws.unit(-1L - toxic.revision(), 0) < toxic.toxicity();
        return new ToxicSettings(toxic.type(), active, toxic.attributes());
    }

    void gone(Relay relay) {
        attached.remove(relay);
    }
}
