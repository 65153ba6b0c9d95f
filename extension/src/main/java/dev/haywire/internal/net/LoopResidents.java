package dev.haywire.internal.net;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Who lives on one loop; a while after the last of them it ends. */
final class LoopResidents extends Timer {
    /** How long a loop without endpoints waits for the next one. */
    private static final long LINGER = TimeUnit.SECONDS.toNanos(5);

    private final EventLoop loop;
    private final Set<LoopResident> residents = new LinkedHashSet<>();

    LoopResidents(EventLoop loop) {
        this.loop = loop;
    }

    void add(LoopResident resident) {
        residents.add(resident);
        loop.set(this, TimerHeap.NEVER);
    }

    void remove(LoopResident resident) {
        residents.remove(resident);
        endLoopUnlessUsed();
    }

    /** Ends the loop after a while without endpoints. */
    void endLoopUnlessUsed() {
        if (residents.isEmpty()) {
            loop.set(this, System.nanoTime() + LINGER);
        }
    }

    /** The loop ends under them. */
    void loopEnded(Throwable cause) {
        for (LoopResident resident : List.copyOf(residents)) {
            try {
                resident.loopEnded(cause);
            } catch (Throwable failure) {
                EventLoop.log("an endpoint could not be ended", failure);
            }
        }
    }

    @Override
    void due(long now) {
        Loops.endIfUnused(loop);
    }

    @Override
    void failed(Throwable failure) {
        loop.fail(failure);
    }
}
