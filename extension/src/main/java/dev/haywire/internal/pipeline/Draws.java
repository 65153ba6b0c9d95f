package dev.haywire.internal.pipeline;

import dev.haywire.fault.Direction;
import java.nio.charset.StandardCharsets;

/**
 * The random numbers of one fault in one direction of one connection or client: a pure function of the key and of what is asked, so that
 * neither timing nor other faults shift a decision. A counter-based generator on SplitMix64's finalizer.
 *
 * @since 0.1
 */
public final class Draws {

    private static final long GAMMA = 0x9E3779B97F4A7C15L;
    private static final int PER_ORDINAL = 8;

    private final long key;

    private Draws(long key) {
        this.key = key;
    }

    /**
     * Makes the generator of one fault. The fault's parameters are not in the key: a higher probability decides as a lower one, and more.
     *
     * @param seed the test's seed
     * @param endpoint the endpoint's name
     * @param direction UPSTREAM or DOWNSTREAM; BOTH for what is decided once for a connection
     * @param kind the fault's kind, its factory's name
     * @param occurrence which one it is among the faults of its kind on that endpoint and direction, from 0
     * @param index the connection's or client's index, from 0
     * @return the generator
     */
    public static Draws of(long seed, String endpoint, Direction direction, String kind, int occurrence, int index) {
        long key = absorb(0, seed);
        key = absorb(key, hash(endpoint));
        key = absorb(key, direction.ordinal());
        key = absorb(key, hash(kind));
        key = absorb(key, occurrence);
        return new Draws(absorb(key, index));
    }

    /**
     * Draws 64 random bits.
     *
     * @param ordinal what is decided about: a datagram's ordinal, a stream offset, a count
     * @param j which of the draws for that ordinal, 0 to 7
     * @return the same bits for the same arguments
     */
    public long bits(long ordinal, int j) {
        return mix(key + GAMMA * (PER_ORDINAL * ordinal + j + 1));
    }

    /**
     * Draws a fraction, from the top 53 bits of {@link #bits}.
     *
     * @param ordinal what is decided about
     * @param j which of the draws for that ordinal, 0 to 7
     * @return at least 0, less than 1
     */
    public double unit(long ordinal, int j) {
        return (bits(ordinal, j) >>> 11) * 0x1.0p-53;
    }

    /**
     * Decides once for the whole connection or client.
     *
     * @param probability from 0 (never) to 1 (always)
     * @return whether the fault acts on it; a higher probability only adds
     */
    public boolean chance(double probability) {
        return unit(-1, 0) < probability;
    }

    private static long absorb(long key, long value) {
        return mix((key ^ mix(value + GAMMA)) + GAMMA);
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** FNV-1a, 64 bits, over UTF-8. */
    private static long hash(String text) {
        long hash = 0xCBF29CE484222325L;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xFF)) * 0x100000001B3L;
        }
        return hash;
    }
}
