package dev.haywire.internal.pipeline;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** A stage that holds chunks and signals in stream order. */
abstract sealed class QueueStage extends StreamStage
        permits BandwidthStage, LatencyStage, SliceStage, SlowCloseStage, StallStage, ToxicStage {

    private static final int WEIGHT = 64;

    /** Chunks that become due together are passed on in pieces: the others of the loop have their turns after so many. */
    private static final int PASSED_AT_ONCE = 256;
    /** As many pieces as may wait in it. */
    private static final int MOST_PIECES = 1024;

    private final FaultEvents events;
    private final ArrayDeque<Chunk> queue = new ArrayDeque<>(0);
    private int held;

    QueueStage(Rank rank, FaultEvents events) {
        super(rank);
        this.events = events;
    }

    final void fired() {
        events.fired();
    }

    final void hold(Chunk chunk) {
        queue.addLast(chunk);
        held += chunk.length();
    }

    final @Nullable Chunk head() {
        return queue.peekFirst();
    }

    final boolean headIsSignal() {
        Chunk head = queue.peekFirst();
        return head != null && !head.isData();
    }

    final Chunk poll() {
        Chunk chunk = queue.removeFirst();
        held -= chunk.length();
        return chunk;
    }

    /** Takes the head if it has no more bytes than that, else only its first bytes. */
    final Chunk poll(int most) {
        Chunk chunk = queue.getFirst();
        if (chunk.length() <= most) {
            return poll();
        }
        held -= most;
        return chunk.split(most);
    }

    /** The room left of a bound in bytes, to which each chunk adds its own weight: many small reads must not cost unbounded memory. */
    final int roomOf(int bound) {
        return (int) Math.max(0, bound - held - (long) WEIGHT * queue.size());
    }

    @Override
    final boolean isEmpty() {
        return queue.isEmpty();
    }

    @Override
    final boolean takesPieces() {
        return queue.size() < MOST_PIECES;
    }

    @Override
    final int held() {
        return held;
    }

    /** How many bytes at the head came with one read; a slice stands for itself. */
    final int headRead() {
        int length = 0;
        Chunk first = head();
        for (Chunk chunk : queue) {
            boolean together = chunk.isData() && chunk.unit() == first.unit() && !chunk.boundary();
            if (chunk != first && !together) {
                break;
            }
            length += chunk.length();
            if (chunk.boundary()) {
                break;
            }
        }
        return length;
    }

    /**
     * Passes on the head as long as that is due; returns when the next one is, or {@link Lane#NEVER}. A signal goes with the data in front of
     * it: nothing may happen between the two.
     */
    final long passDue(long now, StageSink out) {
        int left = PASSED_AT_ONCE;
        for (Chunk head = head(); head != null; head = head()) {
            if (head.due() > now || left == 0 && head.isData()) {
                return Math.max(now, head.due());
            }
            left -= head.isData() ? 1 : 0;
            out.pass(poll());
        }
        return Lane.NEVER;
    }

    final void releaseHeld(StageSink out) {
        while (!queue.isEmpty()) {
            out.pass(poll());
        }
    }

    @Override
    void lift(long now, StageSink out) {
        releaseHeld(out);
    }

    @Override
    final void discard() {
        while (!queue.isEmpty()) {
            poll().release();
        }
        discarded();
    }

    /** Nothing is held any more, but the stage may stay for a FIN: a stage that counts on what it held forgets it here. */
    void discarded() {}
}
