package dev.haywire.internal.pipeline;

import dev.haywire.fault.Direction;
import java.util.HashMap;
import java.util.Map;

/** One direction with toxics on it, in virtual time. */
abstract class ToxicWire {

    final VirtualWire wire = new VirtualWire();

    static ToxicSettings settings(String type, Object... attributes) {
        return settings(true, type, attributes);
    }

    static ToxicSettings settings(boolean active, String type, Object... attributes) {
        Map<String, Long> values = new HashMap<>();
        for (int i = 0; i < attributes.length; i += 2) {
            values.put((String) attributes[i], ((Number) attributes[i + 1]).longValue());
        }
        return new ToxicSettings(type, active, values);
    }

    final ToxicStage add(ToxicSettings settings) {
        return add(settings, false);
    }

    final ToxicStage add(ToxicSettings settings, boolean older) {
        Draws draws = Draws.of(42, "wire", Direction.UPSTREAM, settings.type(), 0, 0);
        ToxicStage stage = ToxicStage.of(settings, draws, older);
        wire.add(stage);
        return stage;
    }

    final ToxicStage add(String type, Object... attributes) {
        return add(settings(type, attributes));
    }

    final void update(ToxicStage stage, ToxicSettings next) {
        wire.lane.update(stage, next, wire.now);
        wire.wakeLate(0);
    }

    static String letters(int count) {
        return "x".repeat(count);
    }
}
