package dev.haywire.internal.pipeline;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The gates of one lane that no mark has been sent to yet: their positions are looked for in what enters it. */
final class WaitingGates {

    private final List<Gate> gates = new ArrayList<>(1);

    void add(Gate gate) {
        gates.add(gate);
    }

    /** Its mark has been sent, or is about to be. */
    void reached(Gate gate) {
        gates.remove(gate);
    }

    /** The stage is gone, if it is one of them. */
    void remove(StreamStage stage) {
        gates.remove(stage);
    }

    /** Looks for the positions of all in the next bytes. */
    void scan(ByteBuffer src, long offset) {
        for (Gate gate : gates) {
            gate.scan(src, offset);
        }
    }

    /** The gate whose position comes first among those found in the bytes at hand; of equal ones the one applied first. */
    @Nullable
    Gate nextReached() {
        Gate next = null;
        for (Gate gate : gates) {
            if (gate.isReached() && (next == null || gate.position() < next.position())) {
                next = gate;
            }
        }
        return next;
    }
}
