package dev.haywire.internal.pipeline;

import org.jspecify.annotations.Nullable;

/**
 * Where a lane gets its memory: pooled slabs under one JVM-wide budget. The engine implements it; the lane calls it on the endpoint's loop.
 *
 * @since 0.1
 */
public interface Slabs {

    /**
     * Hands out a slab, which returns through {@link #give} when its last chunk is released.
     *
     * @param essential whether the lane cannot do without it: it owns none yet, or has read bytes it must not lose
     * @return an unused slab; null if the budget is used up and the slab is not essential
     */
    @Nullable
    Slab take(boolean essential);

    /**
     * Takes a slab back. Called by the slab itself, once, when its last chunk is released.
     *
     * @param slab the slab, unused again
     */
    void give(Slab slab);

    /**
     * Takes note of slabs that will never return, as the last to hold their chunks has failed.
     *
     * @param count how many
     */
    void lost(int count);

    /**
     * Returns the size of one slab.
     *
     * @return bytes
     */
    int size();

    /**
     * Tells how much the budget still gives. A hint, as other loops draw on it too: {@link Lane#room()} is derived from it.
     *
     * @return bytes, 0 if it is used up
     */
    long available();
}
