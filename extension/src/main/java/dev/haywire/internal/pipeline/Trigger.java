package dev.haywire.internal.pipeline;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the position that a fault waits for in the stream as it enters the wire: behind so many bytes, behind the first occurrence of a
 * text, or the later of both. Counts from where the fault became active.
 */
final class Trigger {

    private final byte @Nullable [] text;
    private final int[] fallback;
    private long bytesLeft;
    private int matched;

    /**
     * Waits for a position.
     *
     * @param afterBytes how many bytes must pass, 0 or more
     * @param text what must occur, null for nothing; not changed by anybody afterwards
     */
    Trigger(long afterBytes, byte @Nullable [] text) {
        this.bytesLeft = afterBytes;
        this.text = text;
        this.fallback = text == null ? new int[0] : fallback(text);
    }

    /** Tells whether the position is where the stream stands now. */
    boolean isReached() {
        return bytesLeft == 0 && (text == null || matched == text.length);
    }

    /**
     * Takes the next bytes of the stream, from the source's position to its limit, without moving it.
     *
     * @return how many of them lie before the position; -1 if it is not among them
     */
    int scan(ByteBuffer src) {
        int length = src.remaining();
        int behindText = behindText(src);
        int behindBytes = (int) Math.min(bytesLeft, length);
        bytesLeft -= behindBytes;
        return isReached() ? Math.max(behindBytes, behindText) : -1;
    }

    private int behindText(ByteBuffer src) {
        if (text == null || matched == text.length) {
            return 0;
        }
        int from = src.position();
        for (int at = from; at < src.limit(); at++) {
            byte next = src.get(at);
            while (matched > 0 && text[matched] != next) {
                matched = fallback[matched - 1];
            }
            if (text[matched] == next && ++matched == text.length) {
                return at + 1 - from;
            }
        }
        return 0;
    }

    /** For each prefix the length of its longest proper prefix that is also its suffix (Knuth, Morris, Pratt). */
    private static int[] fallback(byte[] text) {
        int[] fallback = new int[text.length];
        int length = 0;
        for (int i = 1; i < text.length; i++) {
            while (length > 0 && text[i] != text[length]) {
                length = fallback[length - 1];
            }
            if (text[i] == text[length]) {
                length++;
            }
            fallback[i] = length;
        }
        return fallback;
    }
}
