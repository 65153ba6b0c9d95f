package dev.haywire.internal.bytes;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes several owners may hold together, on any threads: a count, no memory.
 *
 * @since 0.1
 */
public final class ByteBudget {
    private final long bound;
    private final AtomicLong used = new AtomicLong();

    /**
     * Makes one of which nothing is used.
     *
     * @param bound bytes, 0 or more
     */
    public ByteBudget(long bound) {
        this.bound = bound;
    }

    /**
     * Makes one for all of a kind that this JVM holds.
     *
     * @param most bytes
     * @param share of the largest heap: the n-th part, where that is less
     * @return an unused budget
     */
    public static ByteBudget ofHeap(long most, int share) {
        return new ByteBudget(Math.min(most, Runtime.getRuntime().maxMemory() / share));
    }

    /**
     * Returns how many bytes all owners may hold together.
     *
     * @return bytes
     */
    public long bound() {
        return bound;
    }

    /**
     * Returns how many bytes they hold.
     *
     * @return bytes
     */
    public long used() {
        return used.get();
    }

    /**
     * Takes bytes, all or none.
     *
     * @param bytes how many
     * @return whether they are taken
     */
    public boolean take(long bytes) {
        return take(bytes, bound);
    }

    /**
     * Takes bytes, all or none, as long as no more than a part of the bound is used then.
     *
     * @param bytes how many
     * @param most the part, in bytes
     * @return whether they are taken
     */
    public boolean take(long bytes, long most) {
        long before;
        do {
            before = used.get();
            if (before + bytes > most) {
                return false;
            }
        } while (!used.compareAndSet(before, before + bytes));
        return true;
    }

    /**
     * Takes bytes beyond the bound where there is no other way.
     *
     * @param bytes how many
     */
    public void force(long bytes) {
        used.addAndGet(bytes);
    }

    /**
     * Gives bytes back.
     *
     * @param bytes as many as were taken, or fewer
     */
    public void give(long bytes) {
        used.addAndGet(-bytes);
    }
}
