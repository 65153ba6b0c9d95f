package dev.haywire.internal.pipeline;

import java.nio.ByteBuffer;

/**
 * One datagram on its way through a {@link PacketLane}. Its payload is borrowed from the engine's receive buffer until a stage has to hold
 * or change it.
 *
 * @since 0.1
 */
public final class Packet {

    private static final PacketLane.Link[] NOWHERE = {};
    private static final long[] NONE = {};
    private static final int OVERHEAD = 256;

    private final int client;
    private final long ordinal;
    private final long ordinalAcross;
    private final int copy;
    private final long stamp;
    private ByteBuffer payload;
    private boolean owned;
    private boolean overtaken;
    private long arrival;
    private PacketLane.Link[] judges = NOWHERE;
    private long[] verdicts = NONE;
    private long due;
    private long turn;
    private int overtakers;

    /**
     * Wraps a datagram that has arrived.
     *
     * @param client its client's index, from 0
     * @param ordinal its number among those of its client and direction, from 1
     * @param ordinalAcross its number among those of all clients and its direction, from 1
     * @param payload from position to limit; not changed
     * @param stamp the time after it was read, in nanoseconds
     */
    public Packet(int client, long ordinal, long ordinalAcross, ByteBuffer payload, long stamp) {
        this(client, ordinal, ordinalAcross, 0, payload, stamp);
    }

    private Packet(int client, long ordinal, long ordinalAcross, int copy, ByteBuffer payload, long stamp) {
        this.client = client;
        this.ordinal = ordinal;
        this.ordinalAcross = ordinalAcross;
        this.copy = copy;
        this.payload = payload;
        this.stamp = stamp;
    }

    /** A copy that meets the same decisions. */
    Packet copy(int number) {
        Packet twin = new Packet(client, ordinal, ordinalAcross, number, payload.duplicate(), stamp);
        twin.owned = owned;
        twin.judges = judges;
        twin.verdicts = verdicts;
        return twin;
    }

    /**
     * Returns the payload.
     *
     * @return the bytes from position to limit; valid until the sink or predicate that is given the packet returns
     */
    public ByteBuffer payload() {
        return payload;
    }

    /**
     * Returns the payload's length.
     *
     * @return bytes, 0 or more
     */
    public int length() {
        return payload.remaining();
    }

    /**
     * Returns its client's index.
     *
     * @return from 0
     */
    public int client() {
        return client;
    }

    /**
     * Returns its number among those of its client and direction.
     *
     * @return from 1; a copy has that of its original
     */
    public long ordinal() {
        return ordinal;
    }

    /** Returns its number among those of all clients of its endpoint and its direction, from 1; a copy has that of its original. */
    long ordinalAcross() {
        return ordinalAcross;
    }

    /**
     * Returns which copy it is.
     *
     * @return from 1; 0: the datagram itself
     */
    public int copy() {
        return copy;
    }

    /**
     * Returns when it arrived.
     *
     * @return nanoseconds, taken after it was read
     */
    public long stamp() {
        return stamp;
    }

    /**
     * Tells, once it is delivered, whether a later one of its client and direction was delivered before it (RFC 4737).
     *
     * @return whether it arrives reordered; copies never do
     */
    public boolean isOvertaken() {
        return overtaken;
    }

    /** What random decisions about it alone are keyed by: the given ordinal, and for a copy a number that no ordinal has. */
    long key(long number) {
        return copy == 0 ? number : -2 - (number << 10) - copy;
    }

    /** Its place in the order of arrival at its lane: ordinals may begin anew meanwhile. */
    long arrival() {
        return arrival;
    }

    void arriveAs(long number) {
        arrival = number;
    }

    void markOvertaken() {
        overtaken = true;
    }

    /** Remembers what each stage, in their order, decided when it arrived: a verdict and a number for each. */
    void judgedBy(PacketLane.Link[] stages, long[] decisions) {
        judges = stages;
        verdicts = decisions;
    }

    /** Where a stage's decision is, or -1 if it was not there when the packet arrived. */
    int judgedAt(PacketLane.Link stage) {
        int low = 0;
        int high = judges.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (judges[middle] == stage) {
                return middle;
            }
            if (judges[middle].order() < stage.order()) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    long verdict(int at) {
        return verdicts[2 * at];
    }

    long number(int at) {
        return verdicts[2 * at + 1];
    }

    /** What it costs to hold it: its payload, and the objects around. */
    int weight() {
        return payload.remaining() + OVERHEAD;
    }

    /** Makes the payload its own, so that it may be kept or changed. */
    void own() {
        if (!owned) {
            replace(bytes());
        }
    }

    byte[] bytes() {
        byte[] bytes = new byte[payload.remaining()];
        payload.get(payload.position(), bytes);
        return bytes;
    }

    void replace(byte[] bytes) {
        payload = ByteBuffer.wrap(bytes);
        owned = true;
    }

    void truncate(int keep) {
        payload = payload.slice(payload.position(), keep);
    }

    void flip(long bit) {
        own();
        int at = payload.position() + (int) (bit >>> 3);
        payload.put(at, (byte) (payload.get(at) ^ 1 << (bit & 7)));
    }

    /** When the stage that holds it lets it go. */
    long due() {
        return due;
    }

    void dueAt(long time) {
        due = time;
    }

    /** Its place among those that are due at the same time. */
    long turn() {
        return turn;
    }

    void takeTurn(long number) {
        turn = number;
    }

    /** How many later ones went ahead of it. */
    int overtakers() {
        return overtakers;
    }

    /** Counts a later one that went ahead of it. */
    int overtakenOnceMore() {
        return ++overtakers;
    }
}
