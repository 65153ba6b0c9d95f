package dev.haywire.internal.pipeline;

/**
 * Lets data, FIN and RST through later, in order: each when its delay is over and all before it has gone. The delay is drawn by stream
 * offset, once for each read and each 64 KiB of it.
 */
final class LatencyStage extends QueueStage {

    private static final int ROOM = 32 * 1024 * 1024;

    private final Delay delay;
    private long lastDue = Long.MIN_VALUE;

    LatencyStage(Delay delay, FaultEvents events) {
        super(Rank.LATENCY, events);
        this.delay = delay;
    }

    @Override
    void accept(Chunk chunk, long now, StageSink out) {
        boolean timed = chunk.isData() || chunk.ending() != null;
        long drawn = timed ? delay.of(chunk.unit()) : 0;
        lastDue = Math.max(lastDue, Times.later(now, drawn));
        if (lastDue <= now && head() == null) {
            out.pass(chunk);
            return;
        }
        chunk.dueAt(lastDue);
        hold(chunk);
        if (chunk.isData() && lastDue > now) {
            fired();
        }
    }

    @Override
    long wake(long now, StageSink out) {
        return passDue(now, out);
    }

    @Override
    int room() {
        return roomOf(ROOM);
    }
}
