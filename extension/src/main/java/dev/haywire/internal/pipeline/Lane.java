package dev.haywire.internal.pipeline;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One direction of one connection: from its source through the stages, in their fixed order, to the out-queue.
 *
 * <p>The engine calls it on the endpoint's loop. It reads at most {@link #room()} bytes, hands them to {@link #data}, and after each call
 * that changes something asks {@link #wake} when to come back. What leaves the lane goes to the {@link StreamSink} within the same call.
 *
 * @since 0.1
 */
public final class Lane {

    /** The deadline of a lane that waits for nothing. */
    public static final long NEVER = Long.MAX_VALUE;

    private final Slabs slabs;
    private final LaneEnd end;
    // made when they are first needed: most lanes never see a fault
    private @Nullable StageChain stages;
    private @Nullable WaitingGates waiting;
    private @Nullable LaneMemory memory;
    private long offset;
    private long now;
    private int depth;
    private boolean ended;
    private boolean emptying;
    private boolean dead;

    /**
     * Makes a lane without stages.
     *
     * @param slabs where its memory comes from
     * @param out where it ends
     */
    public Lane(Slabs slabs, StreamSink out) {
        this.slabs = slabs;
        this.end = new LaneEnd(this, out);
    }

    /**
     * Tells whether no stage is in it: then the engine may move bytes past it, and tells it so with {@link #skip}.
     *
     * @return whether it changes nothing
     */
    public boolean fast() {
        return stages == null || stages.isEmpty();
    }

    /**
     * Returns how many bytes it will take now: as many as its stages have room for and the memory budget gives. A lane that owns no slab
     * always has one.
     *
     * @return bytes; {@link Integer#MAX_VALUE} when {@link #fast()}
     */
    public int room() {
        return fast() ? Integer.MAX_VALUE : (int) Math.min(stages.room(), memory().room());
    }

    /**
     * Tells whether only the memory budget keeps it from taking more: ask again when slabs have returned.
     *
     * @return whether {@link #room()} is 0 though its stages have room
     */
    public boolean starved() {
        return !fast() && memory().room() == 0 && stages.room() > 0;
    }

    /**
     * Tells whether a stage cuts no further until the sink takes pieces again: wake it then.
     *
     * @return whether more than {@link StreamSink#takesPieces()} lets through waits
     */
    public boolean isHeldUp() {
        return stages != null && stages.isHeldUp();
    }

    /**
     * Takes bytes from the source. They are copied into slabs and go to the first stage, or, when {@link #fast()}, straight to the sink: the
     * remainder of a short write, for instance.
     *
     * @param src at most {@link #room()} bytes; all are taken
     * @param now the time after they were read
     */
    public void data(ByteBuffer src, long now) {
        if (dead || end.isMuted()) {
            src.position(src.limit());
            return;
        }
        enter(now);
        try {
            long read = offset;
            if (waiting != null) {
                waiting.scan(src, offset);
                for (Gate gate = waiting.nextReached(); gate != null; gate = waiting.nextReached()) {
                    copy(src, (int) (gate.position() - offset), read);
                    waiting.reached(gate);
                    mark(gate);
                }
            }
            copy(src, src.remaining(), read);
        } finally {
            leave();
        }
    }

    /**
     * Counts bytes that the engine moved past the lane while it was {@link #fast()}.
     *
     * @param bytes how many
     */
    public void skip(long bytes) {
        offset += bytes;
    }

    /** How many bytes entered or bypassed it. */
    long offset() {
        return offset;
    }

    /**
     * Takes the source's FIN. No data may follow.
     *
     * @param now the time
     */
    public void end(long now) {
        if (!ended) {
            ended = true;
            pass(Ending.FIN, now);
        }
    }

    /**
     * Takes the source's RST. Nothing may follow.
     *
     * @param now the time
     */
    public void aborted(long now) {
        ended = true;
        pass(Ending.ABORT, now);
    }

    /**
     * Passes on what is due.
     *
     * @param now the time
     * @return when to call again at the latest, or {@link #NEVER}; valid until the lane is next called
     */
    public long wake(long now) {
        enter(now);
        try {
            long next = stages == null ? NEVER : stages.wake(now);
            return dead ? NEVER : next;
        } finally {
            leave();
        }
    }

    /**
     * Puts a stage in its place: behind all of its rank and of earlier ones. What stages before it hold still meets it.
     *
     * @param stage of this connection and direction, in no lane yet
     * @param now the time
     */
    public void add(StreamStage stage, long now) {
        if (dead) {
            return;
        }
        enter(now);
        try {
            if (stages == null) {
                stages = new StageChain(this, end);
            }
            StageSink behind = stages.insert(stage);
            if (!(stage instanceof Gate gate)) {
                stage.start(offset, now, behind);
            } else if (gate.isReached()) {
                mark(gate);
            } else {
                waiting = waiting == null ? new WaitingGates() : waiting;
                waiting.add(gate);
            }
        } finally {
            leave();
        }
    }

    /**
     * Takes a stage out because its fault has ended: what it holds goes on at once, in order, to the stages behind it. A stage that has cut
     * the stream stays, as what it cut off cannot come back. Does nothing if the stage is not in the lane.
     *
     * @param stage the one that was added
     * @param now the time
     */
    public void remove(StreamStage stage, long now) {
        enter(now);
        try {
            if (waiting != null) {
                waiting.remove(stage);
            }
            if (stages != null) {
                stages.remove(stage, now);
            }
        } finally {
            leave();
        }
    }

    /**
     * Changes what a toxic does, for what it holds as well. Does nothing if it is not in the lane.
     *
     * @param stage the one that was added
     * @param next what it does from now on
     * @param now the time
     */
    public void update(ToxicStage stage, ToxicSettings next, long now) {
        enter(now);
        try {
            if (stages != null) {
                stages.update(stage, next, now);
            }
        } finally {
            leave();
        }
    }

    /** How many bytes its stages hold. */
    int held() {
        return stages == null ? 0 : stages.held();
    }

    /** The conversation is over: gives up what the stages hold, and loses what still comes. They stay for the FIN that may follow. */
    public void mute() {
        end.mute();
        emptying = true;
        if (depth == 0) {
            releaseHeld();
        }
    }

    /**
     * Sends a FIN through the stages of a muted lane: the last thing that leaves it.
     *
     * @param now the time
     */
    public void finish(long now) {
        end.awaitFin();
        pass(Ending.HALF_CLOSE, now);
    }

    /** Gives everything up because the connection is gone: releases all chunks, emits nothing, now or later. */
    public void discard() {
        dead = true;
        if (depth == 0) {
            releaseHeld();
        }
    }

    /** Gives up the memory of chunks that an error kept from ever being released. Call it behind {@link #discard}, when nobody has a chunk. */
    public void writeOff() {
        if (depth == 0 && memory != null) {
            memory.writeOff();
        }
    }

    /** The time of the call that it is in. */
    long now() {
        return now;
    }

    boolean isDead() {
        return dead;
    }

    private void enter(long time) {
        now = time;
        depth++;
    }

    /** The sink may discard or mute the lane in the midst of a call: stages give up what they hold only when none of them is at work. */
    private void leave() {
        if (--depth == 0 && (dead || emptying)) {
            releaseHeld();
        }
    }

    private void releaseHeld() {
        emptying = false;
        if (stages != null && dead) {
            stages.discard();
        } else if (stages != null) {
            stages.release();
        }
    }

    private StageSink entry() {
        return stages == null ? end : stages.entry();
    }

    private void pass(Ending ending, long time) {
        enter(time);
        try {
            entry().pass(ending, offset, time);
        } finally {
            leave();
        }
    }

    private void mark(Gate gate) {
        entry().pass(Chunk.signal(gate, offset, now));
    }

    private void copy(ByteBuffer src, int length, long read) {
        long from = offset;
        offset += length;
        memory().copy(src, length, from, read, now, entry());
    }

    private LaneMemory memory() {
        if (memory == null) {
            memory = new LaneMemory(slabs);
        }
        return memory;
    }
}
