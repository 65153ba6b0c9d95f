package dev.haywire.internal.pipeline;

/**
 * Toxiproxy's {@code bandwidth}: each read leaves when it has been on the line for its time, in pieces of 100 ms where that is longer. Rate 0
 * lets nothing through; an idle line saves nothing.
 */
final class BandwidthToxic extends ToxicStage {

    private static final long MILLI = 1_000_000;
    private static final long PIECE_MILLIS = 100;
    private static final long MOST_RATE = 1_000_000_000;

    private long free;
    private int read;
    private int piece;
    private long due;

    BandwidthToxic(ToxicSettings settings) {
        super(settings);
    }

    /** Bytes in a millisecond, which is Toxiproxy's kilobytes in a second. */
    private long rate() {
        return Math.min(settings().value("rate"), MOST_RATE);
    }

    @Override
    void take(Chunk chunk, long now, StageSink out) {
        if (head() == null) {
            if (!chunk.isData()) {
                out.pass(chunk);
                return;
            }
            free = now;
        }
        hold(chunk);
    }

    @Override
    long wake(long now, StageSink out) {
        for (Chunk head = head(); head != null; head = head()) {
            if (!head.isData()) {
                out.pass(poll());
                continue;
            }
            if (piece == 0) {
                begin();
            }
            if (due > now) {
                return due;
            }
            // a late wake-up is made up for, but not an hour of them
            free = Math.max(due, now - PIECE_MILLIS * MILLI);
            emit(piece, out);
            read -= piece;
            piece = 0;
        }
        return Lane.NEVER;
    }

    private void begin() {
        read = read == 0 ? headRead() : read;
        long rate = rate();
        piece = rate <= 0 ? read : (int) Math.min(read, rate * PIECE_MILLIS);
        due = rate <= 0 ? Lane.NEVER : free + piece * MILLI / rate;
    }

    private void emit(int bytes, StageSink out) {
        int left = bytes;
        while (left > 0) {
            Chunk chunk = poll(left);
            left -= chunk.length();
            out.pass(chunk);
        }
    }

    @Override
    void discarded() {
        read = 0;
        piece = 0;
    }

    @Override
    void updated(long now, StageSink out) {
        emit(read, out);
        read = 0;
        piece = 0;
        free = now;
    }
}
