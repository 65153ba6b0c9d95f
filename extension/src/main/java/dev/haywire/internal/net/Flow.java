package dev.haywire.internal.net;

import dev.haywire.fault.Direction;
import dev.haywire.internal.journal.ByteRecord;
import dev.haywire.internal.pipeline.Chunk;
import dev.haywire.internal.pipeline.Lane;
import dev.haywire.internal.pipeline.StreamSink;
import dev.haywire.internal.pipeline.StreamStage;
import dev.haywire.internal.pipeline.ToxicSettings;
import dev.haywire.internal.pipeline.ToxicStage;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One direction of a relay: source, lane, out-queue, target.
 *
 * <p>Without a fault a turn is: read, write, nothing else; only what the target does not take is copied. Back-pressure is a credit: it reads no
 * more than {@link #room()}.
 */
final class Flow implements StreamSink {
    private final Relay relay;
    private final Direction direction;
    private final ByteRecord record;
    private final Lane lane;
    private final OutQueue out;
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
    private @Nullable Outbox outbox;

    private boolean bypassing;
    private boolean sourceEnded;
    private boolean deaf;
    private boolean awaitsBudget;
    private boolean resuming;
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
        this.out = new OutQueue(relay);
        this.lane = new Lane(relay.loop().slabs, this);
    }

    void from(Port port) {
        source = port;
    }

    void to(Port port) {
        out.to(port);
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
        int room = out.isEnding() ? 0 : out.room();
        return room == 0 ? 0 : Math.min(room, budgeted());
    }

    private int budgeted() {
        int room = lane.room();
        if (lane.fast()) {
            SlabPool slabs = relay.loop().slabs;
            room = (int) Math.min(Math.max(slabs.available(), out.isEmpty() ? SlabPool.SLAB : 0), EventLoop.LARGE_READ);
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
        return dead || deaf || sourceEnded || out.isEnding();
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
        if (lane.fast() && out.isOpen()) {
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
            if (out.write(src)) {
                lane.skip(length);
                return;
            }
        } catch (IOException reset) {
            relay.broken(out.target(), reset);
            return;
        }
        lane.skip(length - src.remaining());
        bypassing = true;
        lane.data(src, now);
        bypassing = false;
        out.updateInterest();
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

    /** What goes wrong in a stage ends this connection: the fault goes on with the others. */
    void add(StreamStage stage) {
        if (!dead) {
            try {
                long now = System.nanoTime();
                lane.add(stage, now);
                settle(now);
            } catch (Throwable failure) {
                relay.crashed(failure);
            }
        }
    }

    /** What goes wrong in a stage ends this connection: the fault ends for the others. */
    void remove(StreamStage stage) {
        if (!dead) {
            try {
                long now = System.nanoTime();
                lane.remove(stage, now);
                settle(now);
            } catch (Throwable failure) {
                relay.crashed(failure);
            }
        }
    }

    void update(ToxicStage stage, ToxicSettings next) {
        if (!dead) {
            long now = System.nanoTime();
            lane.update(stage, next, now);
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
        if (out.flush()) {
            updateInterest();
        }
    }

    /** Says to both ends what this flow wants of them. */
    void updateInterest() {
        if (!dead && out.target() != null && source != null) {
            out.updateInterest();
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
        out.add(chunk);
    }

    @Override
    public void end() {
        out.endWith(OutQueue.Ending.FIN);
    }

    @Override
    public void halfClose() {
        relay.faultFin();
        deaf = true;
        out.endWith(OutQueue.Ending.FIN);
    }

    @Override
    public void aborted() {
        out.endWith(OutQueue.Ending.ABORT);
    }

    @Override
    public void close() {
        // what has passed first: a server inside this JVM answers it before the other direction ends
        flush();
        out.endWith(OutQueue.Ending.FIN);
        relay.closeByFault(this);
    }

    @Override
    public void reset() {
        relay.faultRst();
        out.endWith(OutQueue.Ending.RESET);
        freeze();
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
        return dead || out.isFinished();
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
            out.discard();
            if (!relay.isOver()) {
                leaveEnds();
            }
        }
    }

    /** An error has ended the relay: chunks that were on their way just then are nobody's now. */
    void writeOff() {
        lane.writeOff();
    }

    /** Nobody moves anything here any more: an end that stays ready would keep the loop busy. */
    private void leaveEnds() {
        if (source != null) {
            source.wantRead(false);
        }
        out.updateInterest();
    }

    boolean isDead() {
        return dead;
    }
}
