package dev.haywire.fault;

import dev.haywire.Experimental;
import java.util.List;

/**
 * The wire carries no more than a rate; made by {@link Faults#bandwidth(long)}.
 *
 * @since 0.1
 */
@Experimental
public final class BandwidthFault extends LinkNarrowed<BandwidthFault> implements LinkFault {

    private static final int DEFAULT_QUEUE = 1000;

    private final long bytesPerSecond;
    private final int queueLimit;
    private final long queueBytes;

    BandwidthFault(long bytesPerSecond) {
        this(checked(bytesPerSecond), DEFAULT_QUEUE, Long.MAX_VALUE, Selection.ALL);
    }

    private BandwidthFault(long bytesPerSecond, int queueLimit, long queueBytes, Selection selection) {
        super(selection);
        this.bytesPerSecond = bytesPerSecond;
        this.queueLimit = queueLimit;
        this.queueBytes = queueBytes;
    }

    private static long checked(long bytesPerSecond) {
        if (bytesPerSecond == 0) {
            throw new IllegalArgumentException(
                    "bandwidth must be at least 1 byte per second, but was 0; for a wire that carries nothing use stall()");
        }
        return Limits.atLeast(1, "bandwidth", bytesPerSecond);
    }

    @Override
    BandwidthFault with(Selection next) {
        return new BandwidthFault(bytesPerSecond, queueLimit, queueBytes, next);
    }

    /**
     * Bounds the queue before the line; a datagram that finds it full is dropped. For UDP endpoints; on a TCP endpoint, where the sender
     * waits instead, it is an {@link IllegalArgumentException} when applied.
     *
     * @param datagrams that may wait, not counting the one on the line; 0 or more, 1000 by default
     * @return the fault with that queue
     * @throws IllegalArgumentException if it is negative
     */
    public BandwidthFault queue(int datagrams) {
        return queue(datagrams, Long.MAX_VALUE);
    }

    /**
     * Bounds the queue before the line by number and size; see {@link #queue(int)}.
     *
     * @param datagrams that may wait, 0 or more
     * @param bytes that may wait, headers included, 0 or more; unbounded by default
     * @return the fault with that queue
     * @throws IllegalArgumentException if one is negative
     */
    public BandwidthFault queue(int datagrams, long bytes) {
        return new BandwidthFault(
                bytesPerSecond,
                Limits.atLeast(0, "queue: datagrams", datagrams),
                Limits.atLeast(0, "queue: bytes", bytes),
                own());
    }

    @Override
    public String kind() {
        return "bandwidth";
    }

    /**
     * Returns the rate, per direction and per connection or client.
     *
     * @return bytes per second, at least 1
     */
    public long bytesPerSecond() {
        return bytesPerSecond;
    }

    /**
     * Returns how many datagrams may wait for the line.
     *
     * @return datagrams, 0 or more
     */
    public int queueLimit() {
        return queueLimit;
    }

    /**
     * Returns how many bytes may wait for the line, headers included.
     *
     * @return bytes, 0 or more; {@link Long#MAX_VALUE}: no bound
     */
    public long queueBytes() {
        return queueBytes;
    }

    /** Whether the queue is not the default one. */
    boolean hasQueue() {
        return queueLimit != DEFAULT_QUEUE || queueBytes != Long.MAX_VALUE;
    }

    @Override
    List<Object> values() {
        return List.of(bytesPerSecond, queueLimit, queueBytes);
    }

    @Override
    String head() {
        String bytes = queueBytes == Long.MAX_VALUE ? "" : ", " + queueBytes;
        return "bandwidth(" + bytesPerSecond + ")" + (hasQueue() ? ".queue(" + queueLimit + bytes + ")" : "");
    }
}
