package dev.haywire.internal.pipeline;

/**
 * Toxiproxy's {@code timeout}: all data is lost, and so long after the last of it the connection is closed; never where the timeout is 0. An
 * ending passes. As data was lost, its removal closes the connection, even where its toxicity spared it.
 */
final class TimeoutToxic extends ToxicStage {

    private long offset;
    private long due = Lane.NEVER;
    private boolean closed;

    TimeoutToxic(ToxicSettings settings) {
        super(settings);
    }

    @Override
    void begin(long now) {
        long timeout = settings().nanos("timeout");
        due = timeout > 0 && !closed ? Times.later(now, timeout) : Lane.NEVER;
    }

    @Override
    void take(Chunk chunk, long now, StageSink out) {
        if (chunk.isData()) {
            offset = chunk.offset() + chunk.length();
            chunk.release();
            begin(now);
        } else {
            if (chunk.ending() != null) {
                due = Lane.NEVER;
            }
            out.pass(chunk);
        }
    }

    @Override
    long wake(long now, StageSink out) {
        if (!settings().active() || due > now) {
            return settings().active() ? due : Lane.NEVER;
        }
        due = Lane.NEVER;
        closed = true;
        out.pass(Ending.CLOSE, offset, now);
        return Lane.NEVER;
    }

    @Override
    void lift(long now, StageSink out) {
        out.pass(Ending.CLOSE, offset, now);
    }

    @Override
    boolean isSpent() {
        return closed;
    }
}
