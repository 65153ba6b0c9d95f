package dev.haywire.internal.pipeline;

/**
 * Flips one bit of a byte here and there, each byte with the same probability, by drawing the gaps between them: the k-th gap is geometric,
 * from draw k. Positions count from where the fault became active, whatever the chunks; the length stays.
 */
final class CorruptStage extends StreamStage {

    private final double logOfSpared;
    private final Draws draws;
    private final FaultEvents events;
    private long count;
    private long next;

    /**
     * Makes the stage.
     *
     * @param share of the bytes that it changes, 0 to 1
     */
    CorruptStage(double share, Draws draws, FaultEvents events) {
        super(Rank.CORRUPT);
        this.logOfSpared = StrictMath.log1p(-share);
        this.draws = draws;
        this.events = events;
    }

    @Override
    void start(long offset, long now, StageSink out) {
        next = Times.later(offset, gap());
    }

    @Override
    void accept(Chunk chunk, long now, StageSink out) {
        if (chunk.isData()) {
            corrupt(chunk);
        }
        out.pass(chunk);
    }

    private void corrupt(Chunk chunk) {
        long end = chunk.offset() + chunk.length();
        while (next < end) {
            if (next >= chunk.offset()) {
                chunk.flip((int) (next - chunk.offset()), 1 << (draws.bits(count, 1) >>> 61));
                events.fired();
            }
            count++;
            next = Times.later(next + 1, gap());
        }
    }

    /** How many bytes are spared before the next one that is not. */
    private long gap() {
        if (logOfSpared == 0) {
            return Lane.NEVER;
        }
        return (long) (StrictMath.log(1 - draws.unit(count, 0)) / logOfSpared);
    }

    @Override
    void lift(long now, StageSink out) {}
}
