package dev.haywire.internal.pipeline;

import org.jspecify.annotations.Nullable;

/** Where a lane ends. Keeps to the order a stream has: nothing but an RST behind a FIN, nothing behind an RST. */
final class LaneEnd implements StageSink {

    private final Lane lane;
    private final StreamSink out;
    private @Nullable Ending last;

    LaneEnd(Lane lane, StreamSink out) {
        this.lane = lane;
        this.out = out;
    }

    @Override
    public void pass(Chunk chunk) {
        Ending ending = chunk.ending();
        if (ending != null) {
            pass(ending);
        } else if (chunk.isData() && last == null && !lane.isDead()) {
            out.data(chunk);
        } else {
            chunk.release();
        }
    }

    private void pass(Ending ending) {
        if (lane.isDead() || (last != null && !ending.canFollow(last))) {
            return;
        }
        last = ending;
        switch (ending) {
            case FIN -> out.end();
            case HALF_CLOSE -> out.halfClose();
            case CLOSE -> out.close();
            case ABORT -> out.aborted();
            case RESET -> out.reset();
        }
    }
}
