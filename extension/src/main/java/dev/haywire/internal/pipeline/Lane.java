package dev.haywire.internal.pipeline;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
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

    /** At most so many bytes of one read share a random delay. */
    private static final int UNIT = 64 * 1024;

    private final Slabs slabs;
    private final Tail tail;
    private final List<Gate> waiting = new ArrayList<>(0);
    private @Nullable Link first;
    private @Nullable Slab filling;
    private int owned;
    private long offset;
    private long now;
    private int depth;
    private boolean ended;
    private boolean dead;

    /**
     * Makes a lane without stages.
     *
     * @param slabs where its memory comes from
     * @param out where it ends
     */
    public Lane(Slabs slabs, StreamSink out) {
        this.slabs = slabs;
        this.tail = new Tail(out);
    }

    /**
     * Tells whether no stage is in it: then the engine may move bytes past it, and tells it so with {@link #skip}.
     *
     * @return whether it changes nothing
     */
    public boolean fast() {
        return first == null;
    }

    /**
     * Returns how many bytes it will take now: as many as its stages have room for and the memory budget gives. A lane that owns no slab
     * always has one.
     *
     * @return bytes; {@link Integer#MAX_VALUE} when {@link #fast()}
     */
    public int room() {
        return first == null ? Integer.MAX_VALUE : (int) Math.min(stageRoom(), memory());
    }

    /**
     * Tells whether only the memory budget keeps it from taking more: ask again when slabs have returned.
     *
     * @return whether {@link #room()} is 0 though its stages have room
     */
    public boolean starved() {
        return first != null && memory() == 0 && stageRoom() > 0;
    }

    /**
     * Takes bytes from the source. They are copied into slabs and go to the first stage, or, when {@link #fast()}, straight to the sink: the
     * remainder of a short write, for instance.
     *
     * @param src at most {@link #room()} bytes; all are taken
     * @param now the time after they were read
     */
    public void data(ByteBuffer src, long now) {
        if (dead) {
            src.position(src.limit());
            return;
        }
        enter(now);
        try {
            long read = offset;
            for (Gate gate : waiting) {
                gate.scan(src, offset);
            }
            for (Gate gate = nextReached(); gate != null; gate = nextReached()) {
                copy(src, (int) (gate.position() - offset), read);
                mark(gate);
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

    /**
     * Returns how many bytes the source has sent so far.
     *
     * @return bytes that entered or bypassed the lane
     */
    public long offset() {
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
        long next = NEVER;
        try {
            for (Link link = first; link != null; link = link.after) {
                next = Math.min(next, link.stage.wake(now, link.next()));
            }
        } finally {
            leave();
        }
        return dead ? NEVER : next;
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
            Link link = insert(stage);
            if (!(stage instanceof Gate gate)) {
                stage.start(offset, now, link.next());
            } else if (gate.isReached()) {
                mark(gate);
            } else {
                waiting.add(gate);
            }
        } finally {
            leave();
        }
    }

    private Link insert(StreamStage stage) {
        Link link = new Link(stage);
        Link before = null;
        for (Link other = first;
                other != null && other.stage.rank().compareTo(stage.rank()) <= 0;
                other = other.after) {
            before = other;
        }
        link.after = before == null ? first : before.after;
        relink(before, link);
        return link;
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
            Link before = null;
            Link link = first;
            while (link != null && link.stage != stage) {
                before = link;
                link = link.after;
            }
            if (link != null && !stage.isSpent()) {
                waiting.remove(stage);
                stage.lift(now, link.next());
                relink(before, link.after);
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
        for (Link link = first; link != null; link = link.after) {
            if (link.stage == stage) {
                stage.update(next, now, link.next());
                break;
            }
        }
        leave();
    }

    /**
     * Returns how much its stages hold.
     *
     * @return bytes
     */
    public int held() {
        int held = 0;
        for (Link link = first; link != null; link = link.after) {
            held += link.stage.held();
        }
        return held;
    }

    /** Gives everything up because the connection is gone: releases all chunks, emits nothing, now or later. */
    public void discard() {
        dead = true;
        if (depth == 0) {
            releaseAll();
        }
    }

    /** Gives up the memory of chunks that an error kept from ever being released. Call it behind {@link #discard}, when nobody has a chunk. */
    public void writeOff() {
        if (depth == 0) {
            slabs.lost(owned);
            owned = 0;
        }
    }

    void slabReturned() {
        owned--;
    }

    private void enter(long time) {
        now = time;
        depth++;
    }

    /** The sink may discard the lane in the midst of a call: stages give up what they hold only when none of them is at work. */
    private void leave() {
        if (--depth == 0 && dead) {
            releaseAll();
        }
    }

    private void releaseAll() {
        for (Link link = first; link != null; link = link.after) {
            link.stage.discard();
        }
        first = null;
    }

    private void relink(@Nullable Link before, @Nullable Link link) {
        if (before == null) {
            first = link;
        } else {
            before.after = link;
        }
    }

    private StageSink entry() {
        return first == null ? tail : first;
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
        waiting.remove(gate);
        entry().pass(Chunk.signal(gate, offset, now));
    }

    /** The gate whose position comes first among those found in the bytes at hand; of equal ones the one applied first. */
    private @Nullable Gate nextReached() {
        Gate next = null;
        for (Gate gate : waiting) {
            if (gate.isReached() && (next == null || gate.position() < next.position())) {
                next = gate;
            }
        }
        return next;
    }

    private void copy(ByteBuffer src, int length, long read) {
        int left = length;
        while (left > 0) {
            long into = (offset - read) % UNIT;
            Slab slab = slabToFill();
            int part = (int) Math.min(Math.min(left, slab.free()), UNIT - into);
            Chunk chunk = Chunk.data(slab, slab.append(src, part), part, offset, now, offset - into);
            offset += part;
            left -= part;
            entry().pass(chunk);
        }
    }

    private Slab slabToFill() {
        Slab last = filling;
        if (last != null && last.isOwnedBy(this) && last.free() > 0) {
            return last;
        }
        Slab slab = slabs.take(owned == 0);
        if (slab == null) {
            slab = slabs.take(true);
        }
        if (slab == null) {
            throw new IllegalStateException("no slab, though it is essential");
        }
        slab.ownedBy(this);
        owned++;
        filling = slab;
        return slab;
    }

    private int stageRoom() {
        int room = Integer.MAX_VALUE;
        for (Link link = first; link != null; link = link.after) {
            room = Math.min(room, link.stage.room());
        }
        return room;
    }

    /** Bytes it can store without going beyond the budget. */
    private long memory() {
        Slab last = filling;
        int free = last != null && last.isOwnedBy(this) ? last.free() : 0;
        return free + Math.max(slabs.available(), owned == 0 ? slabs.size() : 0);
    }

    /** A stage in its place. */
    private final class Link implements StageSink {

        private final StreamStage stage;
        private @Nullable Link after;

        Link(StreamStage stage) {
            this.stage = stage;
        }

        StageSink next() {
            return after == null ? tail : after;
        }

        @Override
        public void pass(Chunk chunk) {
            if (dead) {
                chunk.release();
            } else {
                stage.accept(chunk, now, next());
            }
        }
    }

    /** The lane's end. Keeps to the order a stream has: nothing but an RST behind a FIN, nothing behind an RST. */
    private final class Tail implements StageSink {

        private final StreamSink out;
        private @Nullable Ending last;

        Tail(StreamSink out) {
            this.out = out;
        }

        @Override
        public void pass(Chunk chunk) {
            Ending ending = chunk.ending();
            if (ending != null) {
                pass(ending);
            } else if (chunk.isData() && last == null && !dead) {
                out.data(chunk);
            } else {
                chunk.release();
            }
        }

        private void pass(Ending ending) {
            if (dead || (last != null && !ending.canFollow(last))) {
                return;
            }
            last = ending;
            switch (ending) {
                case FIN -> out.end();
                case HALF_CLOSE -> out.halfClose();
                case CLOSE -> out.close();
                case ABORT -> out.aborted();
                case RESET -> out.reset();
            }
        }
    }
}
