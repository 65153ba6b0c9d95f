package dev.haywire.internal.pipeline;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** Slabs of any size under a budget, each of them accounted for. */
final class CountingSlabs implements Slabs {

    private final int size;
    private final int budget;
    private final ArrayDeque<Slab> pool = new ArrayDeque<>();
    private final Set<Slab> out = Collections.newSetFromMap(new IdentityHashMap<>());
    private int most;
    private int essentials;
    private int lost;

    CountingSlabs(int size, int budget) {
        this.size = size;
        this.budget = budget;
    }

    static CountingSlabs plenty() {
        return new CountingSlabs(16 * 1024, 1_000_000);
    }

    @Override
    public Slab take(boolean essential) {
        essentials += essential ? 1 : 0;
        if (!essential && out.size() >= budget) {
            return null;
        }
        Slab slab = pool.isEmpty() ? new Slab(ByteBuffer.allocate(size), this) : pool.pop();
        out.add(slab);
        most = Math.max(most, out.size());
        return slab;
    }

    @Override
    public void give(Slab slab) {
        if (!out.remove(slab)) {
            throw new AssertionError("a slab was given back twice");
        }
        pool.push(slab);
    }

    @Override
    public void lost(int count) {
        lost += count;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public long available() {
        return (long) size * Math.max(0, budget - out.size());
    }

    int outstanding() {
        return out.size() - lost;
    }

    /** How many slabs were called essential. */
    int essentials() {
        return essentials;
    }

    int most() {
        return most;
    }
}
