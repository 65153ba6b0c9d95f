package dev.haywire.internal.pipeline;

import dev.haywire.internal.bytes.ByteMatcher;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the position that a fault waits for in the stream as it enters the wire: after a number of bytes, after the first occurrence of a
 * text, or in front of the next byte. Counts from where the fault became active.
 */
final class Trigger {

    private final @Nullable ByteMatcher text;
    private long bytesLeft;
    private boolean awaitsData;

    private Trigger(@Nullable ByteMatcher text, long bytesLeft, boolean awaitsData) {
        this.text = text;
        this.bytesLeft = bytesLeft;
        this.awaitsData = awaitsData;
    }

    /** Waits until that many bytes have passed, 0 or more. */
    static Trigger afterBytes(long count) {
        return new Trigger(null, count, false);
    }

    /** Waits for bytes that have to occur; they are not changed by anybody afterwards. */
    static Trigger after(byte[] text) {
        return new Trigger(new ByteMatcher(text), 0, false);
    }

    /** Waits for the next byte: the position is in front of it. */
    static Trigger onNextData() {
        return new Trigger(null, 0, true);
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
        int before = text == null ? (int) Math.min(bytesLeft, length) : toEndOf(text, src);
        bytesLeft -= text == null ? before : 0;
        return isReached() ? before : -1;
    }

    private static int toEndOf(ByteMatcher text, ByteBuffer src) {
        int from = src.position();
        for (int at = from; at < src.limit(); at++) {
            if (text.add(src.get(at))) {
                return at + 1 - from;
            }
        }
        return 0;
    }
}
