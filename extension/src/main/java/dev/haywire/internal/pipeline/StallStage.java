package dev.haywire.internal.pipeline;

/** Holds everything, FIN and RST too, until the fault ends. */
final class StallStage extends QueueStage {

    private static final int ROOM = 64 * 1024;

    StallStage(FaultEvents events) {
        super(Rank.STALL, events);
    }

    @Override
    void accept(Chunk chunk, long now, StageSink out) {
        hold(chunk);
        if (chunk.isData()) {
            fired();
        }
    }

    @Override
    int room() {
        return roomOf(ROOM);
    }
}
