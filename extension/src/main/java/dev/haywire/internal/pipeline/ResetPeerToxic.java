package dev.haywire.internal.pipeline;

/**
 * Toxiproxy's {@code reset_peer}: waits for the first data or ending, then for its timeout, and resets the connection; what came is lost. A
 * connection that is older than the toxic is closed by FIN instead. What has begun is not undone by an update or a removal.
 */
final class ResetPeerToxic extends ToxicStage {

    private final Ending ending;
    private long offset;
    private long due = Lane.NEVER;
    private boolean triggered;

    ResetPeerToxic(ToxicSettings settings, boolean older) {
        super(settings);
        this.ending = older ? Ending.CLOSE : Ending.RESET;
    }

    @Override
    void take(Chunk chunk, long now, StageSink out) {
        if (chunk.isData() || chunk.ending() != null) {
            if (!triggered) {
                triggered = true;
                offset = chunk.offset();
                due = Times.later(now, settings().nanos("timeout"));
            }
            chunk.release();
        } else {
            out.pass(chunk);
        }
    }

    @Override
    long wake(long now, StageSink out) {
        if (due > now) {
            return due;
        }
        due = Lane.NEVER;
        out.pass(ending, offset, now);
        return Lane.NEVER;
    }

    @Override
    boolean isSpent() {
        return triggered;
    }
}
