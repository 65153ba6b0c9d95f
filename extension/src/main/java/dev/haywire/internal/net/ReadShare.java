package dev.haywire.internal.net;

/**
 * How much one read may take of a socket: much while the bulk it belongs to delays only other bulk, little while somebody sends messages.
 *
 * <p>Each ready socket is read once a turn, so a message waits for the reads of all others. Bulk in large reads takes fewer system calls and,
 * above all, wakes its peers less often: eight busy connections pass half as much again. So the turn as a whole is bounded, to about 2 ms of
 * copying, and much less as long as messages come.
 */
final class ReadShare {
    /** Beside messages: a turn of eight busy sockets is then over in a quarter of a millisecond. */
    private static final int FAIR = 64 * 1024;

    /** All reads of one turn together, as long as no message was seen. */
    private static final int TURN = 8 * EventLoop.LARGE_READ;

    /** Who sends less than this at a time may well wait for an answer to it. */
    private static final int MESSAGE = 4 * 1024;

    /** So long after a message another one is expected. */
    private static final long ATTENTION = 25_000_000;

    private int readyLastTurn;
    private boolean attentive;
    private long attentiveUntil;

    /** So many channels were ready in the turn that is over. */
    void turnOver(int ready) {
        readyLastTurn = ready;
    }

    /** So many bytes were read from a socket; 0 or less where nothing was. */
    void took(int bytes, long now) {
        if (bytes > 0 && bytes < MESSAGE) {
            attentive = true;
            attentiveUntil = now + ATTENTION;
        } else if (attentive && now - attentiveUntil > 0) {
            attentive = false;
        }
    }

    /** What one read may take now. */
    int bytes() {
        if (readyLastTurn <= 1) {
            return EventLoop.LARGE_READ;
        }
        return attentive ? FAIR : Math.min(EventLoop.LARGE_READ, Math.max(FAIR, TURN / readyLastTurn));
    }
}
