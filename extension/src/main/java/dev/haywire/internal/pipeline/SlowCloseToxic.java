package dev.haywire.internal.pipeline;

/** Toxiproxy's {@code slow_close}: data passes, each ending comes later. An update begins the delay anew. */
final class SlowCloseToxic extends ToxicStage {

    private long from;

    SlowCloseToxic(ToxicSettings settings) {
        super(settings);
    }

    @Override
    void take(Chunk chunk, long now, StageSink out) {
        if (chunk.isData() || head() == null && chunk.ending() == null) {
            out.pass(chunk);
            return;
        }
        if (head() == null) {
            from = now;
        }
        hold(chunk);
    }

    @Override
    long wake(long now, StageSink out) {
        if (head() == null) {
            return Lane.NEVER;
        }
        long due = Times.later(from, settings().nanos("delay"));
        if (due > now) {
            return due;
        }
        releaseHeld(out);
        return Lane.NEVER;
    }

    @Override
    void begin(long now) {
        from = now;
    }
}
