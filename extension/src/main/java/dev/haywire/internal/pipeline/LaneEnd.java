package dev.haywire.internal.pipeline;

import org.jspecify.annotations.Nullable;

/**
 * Where a lane ends. Keeps to the order a stream has: nothing but an RST after a FIN, nothing after an RST, and after a cut nothing but what
 * ends the connection.
 */
final class LaneEnd implements StageSink {

    private final Lane lane;
    private final StreamSink out;
    private @Nullable Ending last;
    private @Nullable Ending cut;
    private boolean muted;
    private boolean awaitsFin;

    LaneEnd(Lane lane, StreamSink out) {
        this.lane = lane;
        this.out = out;
    }

    /** Lets nothing out any more. */
    void mute() {
        muted = true;
    }

    boolean isMuted() {
        return muted;
    }

    /** Lets out one FIN, although it is muted. */
    void awaitFin() {
        awaitsFin = true;
    }

    @Override
    public void pass(Chunk chunk) {
        Ending ending = chunk.ending();
        if (muted || lane.isDead()) {
            chunk.release();
            passMuted(ending);
        } else if (ending != null) {
            pass(ending);
        } else if (chunk.cut() != null) {
            pass(chunk.cut());
        } else if (chunk.isData() && last == null) {
            out.data(chunk);
        } else {
            chunk.release();
        }
    }

    private void passMuted(@Nullable Ending ending) {
        if (awaitsFin && ending == Ending.HALF_CLOSE && !lane.isDead()) {
            awaitsFin = false;
            out.halfClose();
        }
    }

    private void pass(Cut moment) {
        if (cut == null && isNext(moment.ending())) {
            moment.events().fired();
            if (moment.endsConversation()) {
                cut = moment.ending();
                out.cut(cut == Ending.RESET);
            }
        }
    }

    @Override
    public boolean takesPieces() {
        return out.takesPieces();
    }

    private void pass(Ending ending) {
        if (!isNext(ending) || cut != null && ending != cut && ending != Ending.ABORT) {
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

    private boolean isNext(Ending ending) {
        return last == null || ending.canFollow(last);
    }
}
