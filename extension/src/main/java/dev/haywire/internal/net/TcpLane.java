package dev.haywire.internal.net;

import dev.haywire.CloseReason;
import dev.haywire.internal.pipeline.Chunk;
import dev.haywire.internal.pipeline.Lane;
import dev.haywire.internal.pipeline.StreamSink;
import dev.haywire.internal.pipeline.StreamStage;
import dev.haywire.internal.pipeline.ToxicSettings;
import dev.haywire.internal.pipeline.ToxicStage;
import java.nio.ByteBuffer;

/** The faults on one direction of a relay: the pipeline, woken in time, between what its flow takes in and its out-queue. */
final class TcpLane extends Timer implements StreamSink {
    private final Relay relay;
    private final Flow flow;
    private final OutQueue out;
    private final Lane lane;
    private boolean bypassing;
    private boolean awaitsBudget;
    private boolean goesOn;

    TcpLane(Relay relay, Flow flow, OutQueue out) {
        this.relay = relay;
        this.flow = flow;
        this.out = out;
        this.lane = new Lane(relay.loop().slabs, this);
    }

    /** Whether it changes nothing. */
    boolean fast() {
        return lane.fast();
    }

    /** How many bytes it takes now, as far as its stages and the memory of this JVM go; where only that is short, its flow goes on later. */
    int room() {
        int room = lane.room();
        if (lane.fast()) {
            SlabPool slabs = relay.loop().slabs;
            room = (int) Math.min(Math.max(slabs.available(), out.isEmpty() ? SlabPool.SLAB : 0), EventLoop.LARGE_READ);
        }
        if (room == 0 && !awaitsBudget && (lane.fast() || lane.starved())) {
            awaitsBudget = true;
            SlabPool.awaitBudget(() -> relay.loop().execute(() -> {
                awaitsBudget = false;
                relay.loop().slabs.serve(() -> relay.guard(flow::readable));
            }));
        }
        return room;
    }

    void data(ByteBuffer src, long now) {
        lane.data(src, now);
        settle(now);
    }

    /** So many bytes went past it, as {@link #fast()} allows. */
    void skip(int bytes) {
        lane.skip(bytes);
    }

    /** What the target did not take of bytes that went past: it goes into the out-queue. */
    void remainder(ByteBuffer src, long now) {
        bypassing = true;
        lane.data(src, now);
        bypassing = false;
    }

    /** The source has ended by FIN. */
    void endSource() {
        long now = System.nanoTime();
        lane.end(now);
        settle(now);
    }

    /** The source has ended by RST. */
    void abortSource() {
        long now = System.nanoTime();
        lane.aborted(now);
        settle(now);
    }

    /** What goes wrong in a stage ends this connection: the fault goes on with the others. */
    void add(StreamStage stage) {
        try {
            long now = System.nanoTime();
            lane.add(stage, now);
            settle(now);
        } catch (Throwable failure) {
            relay.crashed(failure);
        }
    }

    /** What goes wrong in a stage ends this connection: the fault ends for the others. */
    void remove(StreamStage stage) {
        try {
            long now = System.nanoTime();
            lane.remove(stage, now);
            settle(now);
        } catch (Throwable failure) {
            relay.crashed(failure);
        }
    }

    void update(ToxicStage stage, ToxicSettings next) {
        long now = System.nanoTime();
        lane.update(stage, next, now);
        settle(now);
    }

    @Override
    void due(long now) {
        goesOn = false;
        if (!flow.isDead()) {
            settle(System.nanoTime());
            flow.updateInterest();
        }
    }

    @Override
    void failed(Throwable failure) {
        relay.crashed(failure);
    }

    @Override
    public boolean takesPieces() {
        return out.takesPieces();
    }

    /** The target has taken some of what waited: what cuts the stream goes on in a later iteration. */
    void flushed() {
        if (lane.isHeldUp() && out.takesPieces()) {
            relay.loop().set(this, System.nanoTime());
        }
    }

    /** After anything that touched the lane: due things leave it, the timer is set, the target gets what it takes. */
    private void settle(long now) {
        // where more is due than leaves at once, the rest does so in the next iteration, however much comes in this one
        if (!goesOn) {
            long next = lane.wake(now);
            goesOn = next <= now;
            relay.loop().set(this, next);
        }
        flow.flush();
        relay.changed();
    }

    @Override
    public void data(Chunk chunk) {
        if (flow.isDead()) {
            chunk.release();
            return;
        }
        if (!bypassing) {
            flow.emitted(chunk.bytes(), System.nanoTime());
        }
        out.add(chunk);
    }

    @Override
    public void cut(boolean byReset) {
        relay.cut(flow, byReset);
    }

    @Override
    public void end() {
        out.endWith(OutQueue.Ending.FIN);
    }

    @Override
    public void halfClose() {
        relay.blame(CloseReason.FAULT_FIN);
        flow.deafen();
        out.endWith(OutQueue.Ending.FIN);
    }

    @Override
    public void aborted() {
        out.endWith(OutQueue.Ending.ABORT);
    }

    @Override
    public void close() {
        // what has passed first: who sees the end of the other direction may look for it
        flow.flushAll();
        out.endWith(OutQueue.Ending.FIN);
        relay.closeByFault(flow);
    }

    @Override
    public void reset() {
        out.endWith(OutQueue.Ending.RESET);
        relay.blame(CloseReason.FAULT_RST);
        if (!relay.isCut()) {
            flow.freeze();
        }
    }

    /** The conversation is over: nothing more leaves it but a FIN. */
    void mute() {
        lane.mute();
    }

    /** The FIN that still leaves it once it is muted. */
    void finish() {
        long now = System.nanoTime();
        lane.finish(now);
        settle(now);
    }

    /** Its flow is over: gives up what the stages hold. */
    void discard() {
        relay.loop().set(this, Lane.NEVER);
        goesOn = false;
        lane.discard();
    }

    /** An error has ended the relay: chunks that were on their way just then are nobody's now. */
    void writeOff() {
        lane.writeOff();
    }
}
