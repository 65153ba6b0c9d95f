package dev.haywire.internal.pipeline;

/**
 * Caps the rate: a queue before a line that carries one datagram at a time. Each leaves when its last byte has been on the line for its time;
 * one that finds the queue full is dropped. The schedule is ideal, so the rate is exact however late the loop wakes up.
 */
final class PacedStage extends HoldingStage {

    private static final long SECOND = 1_000_000_000;
    /** A datagram takes no time then; more would overflow. */
    private static final long MOST_RATE = 1_000_000_000_000_000L;

    private final long rate;
    private final int headers;
    private final int queueLimit;
    private final long queueBytes;
    private long onLine;
    private long waiting;
    private long free;
    private long remainder;

    /**
     * Makes the stage.
     *
     * @param rate in bytes per second, at least 1
     * @param headers what each datagram costs besides its payload, in bytes
     * @param queueLimit how many may wait, not counting the one on the line
     * @param queueBytes how many bytes may wait, headers included
     */
    PacedStage(Selector selector, long rate, int headers, int queueLimit, long queueBytes) {
        super(PacketRank.BANDWIDTH, selector);
        this.rate = Math.min(rate, MOST_RATE);
        this.headers = headers;
        this.queueLimit = queueLimit;
        this.queueBytes = queueBytes;
    }

    @Override
    void act(Packet packet, long verdict, long number, long now, PacketOut out) {
        fired(packet, number);
        long size = packet.length() + headers;
        boolean idle = held().isEmpty();
        if (!idle && (held().size() > queueLimit || waiting + size > queueBytes)) {
            out.drop(packet);
            return;
        }
        long start = idle && free <= now ? now : free;
        long scaled = size * SECOND + (start == free ? remainder : 0);
        if (hold(packet, Times.later(start, scaled / rate), out)) {
            free = packet.due();
            remainder = scaled % rate;
            if (idle) {
                onLine = size;
            } else {
                waiting += size;
            }
        }
    }

    @Override
    void leave(Packet packet) {
        Packet next = held().peek();
        onLine = next == null ? 0 : next.length() + headers;
        waiting -= onLine;
    }
}
