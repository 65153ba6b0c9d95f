package dev.haywire.internal.net;

import dev.haywire.fault.Direction;
import dev.haywire.internal.journal.ByteRecord;
import dev.haywire.internal.pipeline.Chunk;
import dev.haywire.internal.pipeline.Lane;
import dev.haywire.internal.pipeline.StreamSink;
import dev.haywire.internal.pipeline.StreamStage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * One direction of a relay: source, lane, out-queue, target.
 *
 * <p>Without a fault a turn is: read, write, nothing else; only what the target does not take is copied. Back-pressure is a credit: it reads no
 * more than {@link #room()}.
 */
final class Flow implements StreamSink {
    /** What waits for the target at most before the source is no longer read. */
    private static final int QUEUE_BOUND = 256 * 1024;

    /** How a direction ends behind what is queued. */
    private enum Ending {
        FIN,
        ABORT,
        RESET
    }

    private final Relay relay;
    private final Direction direction;
    private final ByteRecord record;
    private final Lane lane;
    private final ArrayDeque<Chunk> queue = new ArrayDeque<>(2);
    private final Timer wake = new Timer() {
        @Override
        void due(long now) {
            wake();
        }

        @Override
        void failed(Throwable failure) {
            relay.crashed(failure);
        }
    };
    private @Nullable Port source;
    private @Nullable Port target;
    private @Nullable Outbox outbox;

    private int queued;
    private boolean flushing;
    private boolean bypassing;
    private boolean sourceEnded;
    private boolean deaf;
    private boolean awaitsBudget;
    private boolean resuming;
    private @Nullable Ending ending;
    private boolean finished;
    private boolean dead;

    /**
     * Makes a flow without ends.
     *
     * @param record what passed the wire (upstream) or entered it (downstream)
     */
    Flow(Relay relay, Direction direction, ByteRecord record) {
        this.relay = relay;
        this.direction = direction;
        this.record = record;
        this.lane = new Lane(relay.loop().slabs, this);
    }

    void from(Port port) {
        source = port;
    }

    void to(Port port) {
        target = port;
    }

    /** What the test or a server inside this JVM says in this direction. */
    Outbox outbox() {
        if (outbox == null) {
            outbox = new Outbox(relay.loop(), () -> relay.guard(this::readable));
        }
        return outbox;
    }

    /** How many bytes it takes from its source now. */
    int room() {
        if (dead || sourceEnded) {
            return 0;
        }
        if (deaf) {
            return EventLoop.LARGE_READ;
        }
        if (ending != null) {
            return 0;
        }
        int room = queued == 0 ? EventLoop.LARGE_READ : QUEUE_BOUND - queued;
        return room <= 0 ? 0 : Math.min(room, budgeted());
    }

    private int budgeted() {
        int room = lane.room();
        if (lane.fast()) {
            SlabPool slabs = relay.loop().slabs;
            room = (int) Math.min(Math.max(slabs.available(), queued == 0 ? SlabPool.SLAB : 0), EventLoop.LARGE_READ);
        }
        if (room == 0 && !awaitsBudget && (lane.fast() || lane.starved())) {
            awaitsBudget = true;
            SlabPool.awaitBudget(() -> relay.loop().execute(() -> {
                awaitsBudget = false;
                relay.loop().slabs.serve(() -> relay.guard(this::readable));
            }));
        }
        return room;
    }

    /** Tells whether what its source says from now on is lost. */
    boolean hearsNothing() {
        return dead || deaf || sourceEnded || ending != null;
    }

    /** Moves what its source has, as much as there is room for. */
    void readable() {
        if (dead || source == null) {
            return;
        }
        int room = room();
        if (room > 0 && (outbox == null || drainOutbox()) && (room = room()) > 0) {
            readSource(room);
        }
        updateInterest();
    }

    private void readSource(int room) {
        ByteBuffer scratch = relay.loop().scratch(room);
        try {
            int read = source.read(scratch);
            if (read < 0) {
                sourceFin();
            } else if (read > 0) {
                long now = System.nanoTime();
                relay.loop().share.took(read, now);
                offer(scratch.flip(), now);
            }
        } catch (IOException reset) {
            relay.broken(source, reset);
        }
    }

    /** Returns whether the source may be read as well: a put must not be torn apart. */
    private boolean drainOutbox() {
        int room;
        int left = EventLoop.LARGE_READ;
        // who fills it as fast as it is emptied must not keep the loop from everybody else
        while (left > 0 && (room = room()) > 0) {
            ByteBuffer next = outbox.next(Math.min(room, left));
            if (next == null) {
                break;
            }
            int length = next.remaining();
            offer(next, System.nanoTime());
            outbox.sent(length);
            left -= length;
        }
        Outbox.End end = dead ? Outbox.End.OPEN : outbox.reached();
        if (end == Outbox.End.FIN) {
            sourceFin();
        } else if (end == Outbox.End.RST) {
            relay.sourceReset(this);
        }
        return outbox.pending() == 0;
    }

    /** Lets bytes enter the wire; at most {@link #room()} of them, and all are taken. */
    void offer(ByteBuffer src, long now) {
        if (deaf) {
            src.position(src.limit());
            return;
        }
        if (direction == Direction.DOWNSTREAM) {
            record.append(src);
        }
        if (lane.fast() && queued == 0 && target != null && target.isReady()) {
            bypass(src, now);
        } else {
            lane.data(src, now);
            settle(now);
        }
        relay.changed();
    }

    /** The fast path. */
    private void bypass(ByteBuffer src, long now) {
        int length = src.remaining();
        emitted(src, now);
        try {
            if (target.write(src)) {
                lane.skip(length);
                return;
            }
        } catch (IOException reset) {
            relay.broken(target, reset);
            return;
        }
        lane.skip(length - src.remaining());
        bypassing = true;
        lane.data(src, now);
        bypassing = false;
        target.wantWrite(true);
    }

    private void emitted(ByteBuffer bytes, long now) {
        if (direction == Direction.UPSTREAM) {
            record.append(bytes);
        }
        relay.moved(direction, bytes.remaining(), now);
    }

    /** Its source has sent FIN: it travels behind the data. */
    private void sourceFin() {
        if (!sourceEnded) {
            sourceEnded = true;
            relay.sourceFin(this);
            endLane();
        }
    }

    /** Nothing more comes from its source; what is on the wire is followed by FIN. */
    void endSource() {
        if (!dead && !sourceEnded) {
            sayWhatWaits();
            freeze();
            endLane();
        }
    }

    /** What was said before goes in front of the FIN that the wire sends, whether there is room for it or not. */
    private void sayWhatWaits() {
        long left = outbox == null ? 0 : outbox.pending();
        ByteBuffer next;
        while (left > 0 && !dead && (next = outbox.next((int) Math.min(left, EventLoop.LARGE_READ))) != null) {
            int length = next.remaining();
            offer(next, System.nanoTime());
            outbox.sent(length);
            left -= length;
        }
    }

    /** FIN behind what is on the wire; what the source says from now on is not heard. */
    void halfCloseNow() {
        if (!dead && !sourceEnded && !deaf) {
            sayWhatWaits();
            deaf = true;
            endLane();
        }
    }

    private void endLane() {
        long now = System.nanoTime();
        lane.end(now);
        settle(now);
    }

    /** Its source is gone by RST: that travels behind the data, too. */
    void abortSource() {
        if (!dead) {
            sourceEnded = true;
            long now = System.nanoTime();
            lane.aborted(now);
            settle(now);
        }
    }

    void add(StreamStage stage) {
        if (!dead) {
            long now = System.nanoTime();
            lane.add(stage, now);
            settle(now);
        }
    }

    void remove(StreamStage stage) {
        if (!dead) {
            long now = System.nanoTime();
            lane.remove(stage, now);
            settle(now);
        }
    }

    private void wake() {
        if (!dead) {
            settle(System.nanoTime());
            updateInterest();
        }
    }

    /** After anything that touched the lane: due things leave it, the timer is set, the target gets what it takes. */
    private void settle(long now) {
        relay.loop().set(wake, lane.wake(now));
        flush();
        relay.changed();
    }

    /** Writes what waits; called when the target can take it. */
    void flush() {
        if (flushing || dead || target == null || !target.isReady()) {
            return;
        }
        flushing = true;
        try {
            if (drainQueue() && ending != null && !finished) {
                finish();
            }
        } catch (IOException reset) {
            relay.broken(target, reset);
        } finally {
            flushing = false;
        }
        updateInterest();
    }

    private boolean drainQueue() throws IOException {
        Chunk first;
        while (!dead && (first = queue.peek()) != null) {
            int before = first.length();
            boolean all = target.write(first.bytes());
            queued -= before - first.length();
            if (!all) {
                return false;
            }
            queue.poll().release();
        }
        return !dead;
    }

    private void finish() throws IOException {
        finished = true;
        switch (ending) {
            case FIN -> {
                target.finish();
                relay.finished();
            }
            case ABORT -> target.afterArrival(relay::resetAll);
            case RESET -> target.afterArrival(relay::resetByFault);
        }
    }

    /** Says to both ends what this flow wants of them. */
    void updateInterest() {
        if (!dead && target != null && source != null) {
            target.wantWrite(queued > 0 && target.isReady());
            boolean room = room() > 0;
            source.wantRead(room);
            if (room && outbox != null && !resuming && outbox.isUndone()) {
                resuming = true;
                relay.loop().execute(() -> {
                    resuming = false;
                    relay.guard(this::readable);
                });
            }
        }
    }

    @Override
    public void data(Chunk chunk) {
        if (dead) {
            chunk.release();
            return;
        }
        if (!bypassing) {
            emitted(chunk.bytes(), System.nanoTime());
        }
        queue.add(chunk);
        queued += chunk.length();
    }

    @Override
    public void end() {
        endWith(Ending.FIN);
    }

    @Override
    public void halfClose() {
        relay.faultFin();
        deaf = true;
        endWith(Ending.FIN);
    }

    @Override
    public void aborted() {
        endWith(Ending.ABORT);
    }

    @Override
    public void close() {
        // what has passed first: a server inside this JVM answers it before the other direction ends
        flush();
        endWith(Ending.FIN);
        relay.closeByFault(this);
    }

    @Override
    public void reset() {
        relay.faultRst();
        endWith(Ending.RESET);
        freeze();
    }

    private void endWith(Ending how) {
        if (ending == null || ending == Ending.FIN && how != Ending.FIN) {
            ending = how;
            finished = false;
        }
    }

    /** Nothing more is taken from its source, and who waits to say more learns of it. */
    void freeze() {
        sourceEnded = true;
        if (outbox != null) {
            outbox.close(relay.endedText());
        }
    }

    /** Tells whether its target knows that nothing more comes. */
    boolean isFinished() {
        return dead || finished && ending == Ending.FIN;
    }

    /** Its target is gone, or all is over: gives up what it holds. */
    void discard() {
        if (!dead) {
            dead = true;
            relay.loop().set(wake, Lane.NEVER);
            if (outbox != null) {
                outbox.close(relay.endedText());
            }
            lane.discard();
            Chunk chunk;
            while ((chunk = queue.poll()) != null) {
                chunk.release();
            }
            queued = 0;
            if (!relay.isOver()) {
                leaveEnds();
            }
        }
    }

    /** Nobody moves anything here any more: an end that stays ready would keep the loop busy. */
    private void leaveEnds() {
        if (source != null) {
            source.wantRead(false);
        }
        if (target != null) {
            target.wantWrite(false);
        }
    }

    boolean isDead() {
        return dead;
    }
}
