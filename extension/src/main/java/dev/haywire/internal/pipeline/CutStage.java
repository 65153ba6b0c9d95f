package dev.haywire.internal.pipeline;

/**
 * Cuts the stream by FIN or RST: so many bytes pass, then the ending goes out and all that follows is swallowed. With no bytes to pass this
 * is an event, which acts where it begins.
 */
final class CutStage extends StreamStage {

    private final Ending ending;
    private final FaultEvents events;
    private long left;
    private boolean cut;

    /**
     * Makes the stage.
     *
     * @param bytes how many pass before the cut, 0 or more
     * @param ending what the receiver then sees
     */
    CutStage(Rank rank, long bytes, Ending ending, FaultEvents events) {
        super(rank);
        this.left = bytes;
        this.ending = ending;
        this.events = events;
    }

    @Override
    void start(long offset, long now, StageSink out) {
        if (left == 0) {
            cut(offset, now, out);
        }
    }

    @Override
    void accept(Chunk chunk, long now, StageSink out) {
        if (!chunk.isData()) {
            if (!cut || chunk.ending() != Ending.FIN) {
                out.pass(chunk);
            }
        } else if (cut) {
            chunk.release();
        } else if (chunk.length() < left) {
            left -= chunk.length();
            out.pass(chunk);
        } else {
            cutWithin(chunk, now, out);
        }
    }

    private void cutWithin(Chunk chunk, long now, StageSink out) {
        long end = chunk.offset() + left;
        if (chunk.length() == left) {
            out.pass(chunk);
        } else {
            out.pass(chunk.split((int) left));
            chunk.release();
        }
        cut(end, now, out);
    }

    private void cut(long offset, long now, StageSink out) {
        cut = true;
        out.pass(Chunk.signal(new Cut(ending, events), offset, now));
        out.pass(ending, offset, now);
    }

    @Override
    void lift(long now, StageSink out) {}

    @Override
    boolean isSpent() {
        return cut;
    }
}
