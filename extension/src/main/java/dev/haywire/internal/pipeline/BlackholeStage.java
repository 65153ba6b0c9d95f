package dev.haywire.internal.pipeline;

import org.jspecify.annotations.Nullable;

/**
 * Loses all data. FIN and RST of the source are silence as well while it lasts; the last of them is made up for at its end, so that nobody
 * waits for ever.
 */
final class BlackholeStage extends StreamStage {

    private final FaultEvents events;
    private @Nullable Chunk swallowed;

    BlackholeStage(FaultEvents events) {
        super(Rank.BLACKHOLE);
        this.events = events;
    }

    @Override
    void accept(Chunk chunk, long now, StageSink out) {
        if (chunk.ending() != null) {
            swallowed = chunk;
        } else if (chunk.isData()) {
            chunk.release();
            events.fired();
        } else {
            out.pass(chunk);
        }
    }

    @Override
    void lift(long now, StageSink out) {
        if (swallowed != null) {
            out.pass(swallowed);
        }
    }
}
