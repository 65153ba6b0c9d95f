package dev.haywire.internal.pipeline;

import dev.haywire.internal.bytes.ByteMatcher;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the position that a fault waits for in the stream as it enters the wire: after a number of bytes, after the first occurrence of a
 * text, the later of both, or in front of the next byte. Counts from where the fault became active.
 */
final class Trigger {

    private final @Nullable ByteMatcher text;
    private long bytesLeft;
    private boolean awaitsData;

    /**
     * Waits for a position.
     *
     * @param afterBytes how many bytes must pass, 0 or more
     * @param text what must occur, null for nothing; not changed by anybody afterwards
     */
    Trigger(long afterBytes, byte @Nullable [] text) {
        this.bytesLeft = afterBytes;
        this.text = text == null ? null : new ByteMatcher(text);
    }

    /** Waits for the next byte: the position is in front of it. */
    static Trigger onNextData() {
        Trigger trigger = new Trigger(0, null);
        trigger.awaitsData = true;
        return trigger;
    }

    /** Tells whether the position is where the stream stands now. */
    boolean isReached() {
        return !awaitsData && bytesLeft == 0 && (text == null || text.found());
    }

    /**
     * Takes the next bytes of the stream, from the source's position to its limit, without moving it.
     *
     * @return how many of them lie before the position; -1 if it is not among them
     */
    int scan(ByteBuffer src) {
        int length = src.remaining();
        awaitsData &= length == 0;
        int behindText = behindText(src);
        int behindBytes = (int) Math.min(bytesLeft, length);
        bytesLeft -= behindBytes;
        return isReached() ? Math.max(behindBytes, behindText) : -1;
    }

    private int behindText(ByteBuffer src) {
        if (text == null || text.found()) {
            return 0;
        }
        int from = src.position();
        for (int at = from; at < src.limit(); at++) {
            if (text.add(src.get(at))) {
                return at + 1 - from;
            }
        }
        return 0;
    }
}
