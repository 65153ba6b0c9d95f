package dev.haywire.internal.net;

import dev.haywire.internal.pipeline.Chunk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The end of one direction of a relay: what has passed the wire waits here until the target takes it, and behind that the end of the stream.
 *
 * <p>It never refuses: whoever fills it reads no more than {@link #room()}. Without a target, or before that is connected, everything waits.
 */
final class OutQueue {
    /** How a direction ends behind what is queued. */
    enum Ending {
        FIN,
        ABORT,
        RESET
    }

    /** What waits for the target at most before the source is no longer read. */
    private static final int BOUND = 256 * 1024;

    /** Chunks may be as small as a byte, and each is a write: after so many the others of the loop have their turns. */
    private static final int WRITES_AT_ONCE = 128;
    /** What a chunk weighs on top of its bytes: many short ones must not cost more memory than a few long ones. */
    private static final int WEIGHT = 128;

    /** As many chunks wait at most before what cuts the stream pauses. */
    private static final int MOST_PIECES = 256;

    private final Relay relay;
    private final ArrayDeque<Chunk> chunks = new ArrayDeque<>(2);

    private @Nullable Port target;
    private int queued;
    private @Nullable Ending ending;
    private boolean finished;
    private boolean flushing;
    private boolean cutShort;
    private boolean dead;

    OutQueue(Relay relay) {
        this.relay = relay;
    }

    void to(Port port) {
        target = port;
    }

    @Nullable
    Port target() {
        return target;
    }

    boolean isEmpty() {
        return queued == 0;
    }

    /** How many bytes may be added; one read of any size while it is empty. */
    int room() {
        return queued == 0 ? EventLoop.LARGE_READ : Math.max(0, BOUND - queued - WEIGHT * chunks.size());
    }

    boolean takesPieces() {
        return chunks.size() < MOST_PIECES;
    }

    /** Tells whether nothing waits in front of what is written to the target itself. */
    boolean isOpen() {
        return queued == 0 && target != null && target.isReady();
    }

    void add(Chunk chunk) {
        chunks.add(chunk);
        queued += chunk.length();
    }

    /** Writes past the queue, which {@link #isOpen()}; the rest, if any, is to be added. */
    boolean write(ByteBuffer bytes) throws IOException {
        return target.write(bytes);
    }

    /** The stream ends so behind what is queued; a RST takes the place of a FIN. */
    void endWith(Ending how) {
        if (ending == null || ending == Ending.FIN && how != Ending.FIN) {
            ending = how;
            finished = false;
        }
    }

    boolean isEnding() {
        return ending != null;
    }

    /** Tells whether its target knows that nothing more comes. */
    boolean isFinished() {
        return finished && ending == Ending.FIN;
    }

    /** Writes what the target takes now, and its end if nothing is left. Returns whether it did, as it has a target that is ready. */
    boolean flush() {
        if (flushing || dead) {
            return false;
        }
        if (target == null || !target.isReady()) {
            resetUnconnected();
            return false;
        }
        flushing = true;
        cutShort = false;
        try {
            if (drain() && ending != null && !finished) {
                finish();
            }
        } catch (IOException reset) {
            relay.broken(target, reset);
        } finally {
            flushing = false;
        }
        return true;
    }

    /** A RST with nothing in front of it need not wait for a server that is still being connected to. */
    private void resetUnconnected() {
        if (ending == Ending.RESET && !finished && queued == 0 && relay.isCut()) {
            finished = true;
            relay.resetByFault();
        }
    }

    private boolean drain() throws IOException {
        Chunk first;
        int left = WRITES_AT_ONCE;
        while (!dead && (first = chunks.peek()) != null) {
            if (left-- == 0) {
                cutShort = true;
                return false;
            }
            int before = first.length();
            boolean all = target.write(first.bytes());
            if (chunks.peek() != first) {
                // given up by what the target made of it
                continue;
            }
            queued -= before - first.length();
            if (!all) {
                return false;
            }
            chunks.poll().release();
        }
        return !dead;
    }

    /** Tells whether the last flush ended before its target had taken all it can. */
    boolean isCutShort() {
        return cutShort && queued > 0;
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

    /** Has the target tell when it takes more, if something waits. */
    void updateInterest() {
        if (target != null) {
            target.wantWrite(queued > 0 && target.isReady());
        }
    }

    /** Gives up what waits, an end that is not out yet too; another one may follow. */
    void drop() {
        ending = finished ? ending : null;
        release();
    }

    /** Gives up what waits. */
    void discard() {
        dead = true;
        release();
    }

    private void release() {
        Chunk chunk;
        while ((chunk = chunks.poll()) != null) {
            chunk.release();
        }
        queued = 0;
    }
}
