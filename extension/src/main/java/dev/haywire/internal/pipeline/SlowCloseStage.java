package dev.haywire.internal.pipeline;

/** Holds each FIN for a time; data, marks and RST pass. */
final class SlowCloseStage extends QueueStage {

    private final long delay;

    /**
     * Makes the stage.
     *
     * @param delay in nanoseconds
     */
    SlowCloseStage(long delay, FaultEvents events) {
        super(Rank.END, events);
        this.delay = delay;
    }

    @Override
    void accept(Chunk chunk, long now, StageSink out) {
        Ending ending = chunk.ending();
        if (ending == null || !ending.isFin() || delay == 0) {
            out.pass(chunk);
            return;
        }
        chunk.dueAt(Times.later(now, delay));
        hold(chunk);
        fired();
    }

    @Override
    long wake(long now, StageSink out) {
        return passDue(now, out);
    }
}
