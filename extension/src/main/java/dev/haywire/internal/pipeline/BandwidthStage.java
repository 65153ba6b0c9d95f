package dev.haywire.internal.pipeline;

/**
 * Caps the rate, with serialization delay: each piece leaves when its last byte has been on the line for its time. What waits is paced on an
 * ideal schedule, so the rate is exact over any window; after a wake-up too late at most 5 ms of it are caught up, and an idle line saves
 * nothing.
 */
final class BandwidthStage extends QueueStage {

    private static final long SECOND = 1_000_000_000;
    private static final long CATCH_UP = 5_000_000;
    private static final int FINE_PIECE = 512;
    private static final int LEAST_ROOM = 64 * 1024;
    private static final int MOST_ROOM = 32 * 1024 * 1024;
    private static final long MOST_RATE = 1_000_000_000_000_000L;

    private final long rate;
    private final int fullPiece;
    private int piece;
    private long due;
    private long remainder;

    /**
     * Makes the stage.
     *
     * @param rate in bytes per second; 0 lets nothing through
     */
    BandwidthStage(long rate, FaultEvents events) {
        super(Rank.BANDWIDTH, events);
        this.rate = Math.min(rate, MOST_RATE);
        this.fullPiece = piece(this.rate);
    }

    /** 2 ms worth, but no less than 512 bytes or 20 ms worth, whichever is smaller, and at least one byte. */
    private static int piece(long rate) {
        long fine = Math.min(FINE_PIECE, rate / 50);
        return (int) Math.max(1, Math.min(Math.max(rate / 500, fine), MOST_ROOM));
    }

    @Override
    void accept(Chunk chunk, long now, StageSink out) {
        if (!chunk.isData() && head() == null) {
            out.pass(chunk);
            return;
        }
        hold(chunk);
        if (chunk.isData()) {
            fired();
            if (piece == 0) {
                begin(now);
            }
        }
    }

    @Override
    long wake(long now, StageSink out) {
        while (piece > 0 && due <= now) {
            emit(out);
            begin(Math.max(due, now - CATCH_UP));
        }
        return piece > 0 ? due : Lane.NEVER;
    }

    /** Puts the next piece on the line: what is there now, a full piece at most. */
    private void begin(long start) {
        piece = Math.min(fullPiece, held());
        if (piece == 0) {
            remainder = 0;
        } else if (rate == 0) {
            due = Lane.NEVER;
        } else {
            long scaled = piece * SECOND + remainder;
            due = Times.later(start, scaled / rate);
            remainder = scaled % rate;
        }
    }

    /** Passes the piece on, and the signals right behind it; a lane may be woken while all that is held is let go. */
    private void emit(StageSink out) {
        while (head() != null && (piece > 0 || headIsSignal())) {
            Chunk chunk = poll(piece);
            piece -= chunk.length();
            out.pass(chunk);
        }
    }

    @Override
    void discarded() {
        piece = 0;
        remainder = 0;
    }

    @Override
    int room() {
        return roomOf((int) Math.max(LEAST_ROOM, Math.min(rate / 10, MOST_ROOM)));
    }
}
