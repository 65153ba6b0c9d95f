package dev.haywire.internal.net;

import dev.haywire.fault.Direction;
import dev.haywire.internal.journal.ByteRecord;
import dev.haywire.internal.pipeline.StreamStage;
import dev.haywire.internal.pipeline.ToxicSettings;
import dev.haywire.internal.pipeline.ToxicStage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One direction of a relay: source, lane, out-queue, target.
 *
 * <p>Without a fault a turn is: read, write, nothing else; only what the target does not take is copied. Back-pressure is a credit: it reads no
 * more than {@link #room()}.
 */
final class Flow {
    private final Relay relay;
    private final Direction direction;
    private final ByteRecord record;
    private final OutQueue out;
    private final TcpLane lane;
    private @Nullable Port source;
    private @Nullable OutboxDrain said;
    private @Nullable List<Runnable> watches;

    private boolean sourceEnded;
    private boolean goesOn;
    private boolean deaf;
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
        this.lane = new TcpLane(relay, this, out);
    }

    void from(Port port) {
        source = port;
    }

    void to(Port port) {
        out.to(port);
    }

    /** What the test or a server inside this JVM says in this direction. */
    Outbox outbox() {
        if (said == null) {
            said = new OutboxDrain(relay, this);
        }
        return said.outbox();
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
        return room == 0 ? 0 : Math.min(room, lane.room());
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
        if (room > 0 && (said == null || said.drain()) && (room = room()) > 0) {
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

    /** Lets bytes enter the wire; at most {@link #room()} of them, and all are taken. */
    void offer(ByteBuffer src, long now) {
        if (deaf) {
            src.position(src.limit());
            return;
        }
        if (watches != null && src.hasRemaining()) {
            tellOfData();
            if (hearsNothing()) {
                src.position(src.limit());
                return;
            }
        }
        if (direction == Direction.DOWNSTREAM) {
            record.append(src);
        }
        if (lane.fast() && out.isOpen()) {
            bypass(src, now);
        } else {
            lane.data(src, now);
        }
        relay.changed();
    }

    /** Has something done once, when the next bytes are about to enter. */
    void watch(Runnable watch) {
        if (watches == null) {
            watches = new ArrayList<>(1);
        }
        watches.add(watch);
    }

    void unwatch(Runnable watch) {
        if (watches != null && watches.remove(watch) && watches.isEmpty()) {
            watches = null;
        }
    }

    private void tellOfData() {
        List<Runnable> told = watches;
        watches = null;
        told.forEach(Runnable::run);
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
        lane.remainder(src, now);
        out.updateInterest();
    }

    /** Bytes have passed the faults. */
    void emitted(ByteBuffer bytes, long now) {
        if (direction == Direction.UPSTREAM) {
            record.append(bytes);
        }
        relay.moved(direction, bytes.remaining(), now);
    }

    /** Its source has sent FIN: it travels behind the data. */
    void sourceFin() {
        if (!sourceEnded) {
            sourceEnded = true;
            relay.sourceFin(this);
            lane.endSource();
        }
    }

    /** Nothing more comes from its source; what is on the wire is followed by FIN. */
    void endSource() {
        if (!dead && !sourceEnded) {
            sayWhatWaits();
            freeze();
            lane.endSource();
        }
    }

    /** In front of the FIN that comes now, whether there is room for it or not. */
    private void sayWhatWaits() {
        if (said != null) {
            said.drainBeforeFin();
        }
    }

    /** FIN behind what is on the wire; what the source says from now on is not heard. */
    void halfCloseNow() {
        if (!dead && !sourceEnded && !deaf) {
            sayWhatWaits();
            deaf = true;
            lane.endSource();
        }
    }

    /** Its source is gone by RST: that travels behind the data, too. */
    void abortSource() {
        if (!dead) {
            sourceEnded = true;
            lane.abortSource();
        }
    }

    void add(StreamStage stage) {
        if (!dead) {
            lane.add(stage);
        }
    }

    void remove(StreamStage stage) {
        if (!dead) {
            lane.remove(stage);
        }
    }

    void update(ToxicStage stage, ToxicSettings next) {
        if (!dead) {
            lane.update(stage, next);
        }
    }

    /** Writes what waits, a piece of it where that is much; called when the target can take it. */
    void flush() {
        if (out.flush()) {
            updateInterest();
            if (out.isCutShort() && !goesOn) {
                goesOn = true;
                relay.loop().execute(() -> {
                    goesOn = false;
                    relay.guard(this::flush);
                });
            }
            if (!dead) {
                lane.flushed();
            }
        }
    }

    /** Writes all that waits, as far as the target takes it. */
    void flushAll() {
        do {
            flush();
        } while (out.isCutShort());
    }

    /** Says to both ends what this flow wants of them. */
    void updateInterest() {
        if (!dead && out.target() != null && source != null) {
            out.updateInterest();
            boolean room = room() > 0;
            source.wantRead(room);
            if (room && said != null) {
                said.resume();
            }
        }
    }

    /** What its source says from now on is not heard. */
    void deafen() {
        deaf = true;
    }

    /** The same, and who waits to say more learns of it. */
    void hangUp() {
        deaf = true;
        if (said != null) {
            said.close();
        }
    }

    /** The conversation is over: gives up what it holds, and what its source still says is taken and thrown away. */
    void mute() {
        if (!dead) {
            hangUp();
            lane.mute();
            out.drop();
            updateInterest();
        }
    }

    /** FIN, the only thing that still goes out once it is muted. */
    void finish() {
        if (!dead) {
            lane.finish();
        }
    }

    /** Nothing more is taken from its source, and who waits to say more learns of it. */
    void freeze() {
        sourceEnded = true;
        if (said != null) {
            said.close();
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
            if (said != null) {
                said.close();
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
