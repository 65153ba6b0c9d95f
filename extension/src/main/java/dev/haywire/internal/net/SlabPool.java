package dev.haywire.internal.net;

import dev.haywire.internal.pipeline.Slab;
import dev.haywire.internal.pipeline.Slabs;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The slabs of one loop under the budget of the JVM: held bytes of all endpoints together stay within 256 MiB, or a quarter of the largest heap.
 *
 * <p>Where the budget is used up, directions that hold something stop reading; as slabs come back they go on, first come first served: each for
 * one slab, and nobody else takes one as long as somebody waits.
 */
final class SlabPool implements Slabs {
    static final int SLAB = 16 * 1024;

    private static final int ARENA = 64;
    private static final long BUDGET = Math.min(256L << 20, Runtime.getRuntime().maxMemory() / 4);
    private static final AtomicLong USED = new AtomicLong();
    private static final Queue<Runnable> WAITING = new ConcurrentLinkedQueue<>();

    private final ArrayDeque<Slab> free = new ArrayDeque<>(ARENA);
    private boolean serving;

    SlabPool() {
        // at start, so that a JVM short of memory can still move what it holds
        addArena();
    }

    @Override
    public @Nullable Slab take(boolean essential) {
        if (!essential && USED.get() + SLAB > BUDGET) {
            return null;
        }
        if (free.isEmpty()) {
            addArena();
        }
        USED.addAndGet(SLAB);
        return free.pop();
    }

    @Override
    public void give(Slab slab) {
        free.push(slab);
        USED.addAndGet(-SLAB);
        passOn();
    }

    @Override
    public void lost(int count) {
        USED.addAndGet(-(long) count * SLAB);
        passOn();
    }

    @Override
    public int size() {
        return SLAB;
    }

    @Override
    public long available() {
        long left = Math.max(0, BUDGET - USED.get());
        if (serving) {
            return Math.min(SLAB, left);
        }
        return WAITING.isEmpty() ? left : 0;
    }

    /**
     * Has a resumption run, once, when it is its turn to take a slab. It is run on any loop and must only hand over to {@link #serve} on its
     * own.
     */
    static void awaitBudget(Runnable resumption) {
        WAITING.add(resumption);
        // the last slab may have come back just before
        passOn();
    }

    /** Runs what takes the slab that a direction has waited for, then it is the next one's turn. On the loop of this pool. */
    void serve(Runnable taker) {
        serving = true;
        try {
            taker.run();
        } finally {
            serving = false;
            passOn();
        }
    }

    private static void passOn() {
        Runnable next;
        if (USED.get() + SLAB <= BUDGET && (next = WAITING.poll()) != null) {
            next.run();
        }
    }

    /** What all loops may hold: bytes. Each direction may own one slab beyond it, and each loop overshoot it by one read. */
    static long budget() {
        return BUDGET;
    }

    /** Bytes that all loops hold now. */
    static long used() {
        return USED.get();
    }

    private void addArena() {
        ByteBuffer arena = ByteBuffer.allocateDirect(ARENA * SLAB);
        for (int i = 0; i < ARENA; i++) {
            free.push(new Slab(arena.slice(i * SLAB, SLAB), this));
        }
    }
}
