package dev.haywire.internal.net;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/** Runs in each iteration of a loop, and sees how much was done since the last one; a busy machine may have it miss one. */
final class EachIteration extends Timer {
    private final EventLoop loop;
    private final IntSupplier done;
    private final AtomicInteger most = new AtomicInteger();
    private int before;
    private int turnBefore;
    private boolean over;

    private EachIteration(EventLoop loop, IntSupplier done) {
        this.loop = loop;
        this.done = done;
    }

    static EachIteration of(EventLoop loop, IntSupplier done) {
        EachIteration each = new EachIteration(loop, done);
        loop.run(() -> each.due(0));
        return each;
    }

    @Override
    void due(long now) {
        int after = done.getAsInt();
        int iterations = Math.max(1, loop.turn() - turnBefore);
        most.accumulateAndGet((after - before + iterations - 1) / iterations, Math::max);
        before = after;
        turnBefore = loop.turn();
        if (!over) {
            loop.set(this, System.nanoTime());
        }
    }

    int end() {
        loop.run(() -> over = true);
        return most.get();
    }

    @Override
    void failed(Throwable failure) {
        throw new AssertionError(failure);
    }
}
