package dev.haywire.internal.net;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/** The sweeps of one loop that are under way, in turns: each iteration does a bounded piece of them all. */
final class Sweeps extends Timer {
    static final int STEPS_AT_ONCE = 256;
    private static final long WITHIN = TimeUnit.MILLISECONDS.toNanos(2);

    private final EventLoop loop;
    private final Piece sweeping = new Piece(STEPS_AT_ONCE, WITHIN);
    private final Queue<Sweep<?>> underWay = new ArrayDeque<>();

    Sweeps(EventLoop loop) {
        this.loop = loop;
    }

    /** Does the rest of one, from the next iteration on. */
    void goOnWith(Sweep<?> sweep) {
        underWay.add(sweep);
        loop.set(this, System.nanoTime());
    }

    @Override
    void due(long now) {
        List<Sweep<?>> waiting = new ArrayList<>(0);
        sweeping.begin();
        while (!underWay.isEmpty() && sweeping.another()) {
            Sweep<?> next = underWay.remove();
            if (next.step()) {
                underWay.add(next);
            } else if (next.hasStepsLeft()) {
                waiting.add(next);
            } else {
                tell(next);
            }
        }
        underWay.addAll(waiting);
        if (!underWay.isEmpty()) {
            loop.set(this, System.nanoTime());
        }
    }

    private static void tell(Sweep<?> sweep) {
        if (sweep.failure() != null) {
            sweep.owner().error(sweep.failure());
        }
    }

    @Override
    void failed(Throwable failure) {
        loop.fail(failure);
    }
}
