package dev.haywire.internal.bytes;

/**
 * Finds the first occurrence of some bytes in a stream, however it is cut, and looks at each byte once (Knuth, Morris, Pratt).
 *
 * @since 0.1
 */
public final class ByteMatcher {
    private final byte[] wanted;
    private final int[] fallback;
    private int matched;

    /**
     * Waits for bytes.
     *
     * @param wanted at least one; not copied, and not changed by anybody afterwards
     */
    public ByteMatcher(byte[] wanted) {
        this.wanted = wanted;
        this.fallback = fallback(wanted);
    }

    /**
     * Takes the next byte of the stream; none is looked at any more once they are found.
     *
     * @param next the byte
     * @return whether they are found, by this byte or before
     */
    public boolean add(byte next) {
        if (matched == wanted.length) {
            return true;
        }
        while (matched > 0 && wanted[matched] != next) {
            matched = fallback[matched - 1];
        }
        if (wanted[matched] == next) {
            matched++;
        }
        return matched == wanted.length;
    }

    /**
     * Tells whether they have come, one behind the other.
     *
     * @return whether they are found
     */
    public boolean found() {
        return matched == wanted.length;
    }

    /** Begins anew with the next byte. */
    public void restart() {
        matched = 0;
    }

    /** For each prefix the length of its longest proper prefix that is also its suffix. */
    private static int[] fallback(byte[] wanted) {
        int[] fallback = new int[wanted.length];
        int length = 0;
        for (int i = 1; i < wanted.length; i++) {
            while (length > 0 && wanted[i] != wanted[length]) {
                length = fallback[length - 1];
            }
            if (wanted[i] == wanted[length]) {
                length++;
            }
            fallback[i] = length;
        }
        return fallback;
    }
}
