package dev.haywire.internal.pipeline;

/**
 * Toxiproxy's {@code latency}: each read leaves its delay after it arrived, in order. The delay of a read is drawn when all before it have
 * gone, so an update holds for all that waits; the read it finds waiting at the head leaves at once. An ending waits for the data before it
 * only.
 */
final class LatencyToxic extends ToxicStage {

    private static final int MOST_READS = 1024;

    private final Draws draws;
    private int reads;
    private boolean timed;
    private long due;

    LatencyToxic(ToxicSettings settings, Draws draws) {
        super(settings);
        this.draws = draws;
    }

    @Override
    void begin(long now) {
        if (head() == null) {
            reads = 0;
        }
    }

    @Override
    void take(Chunk chunk, long now, StageSink out) {
        if (!chunk.isData() && head() == null) {
            out.pass(chunk);
            return;
        }
        reads += beginsRead(chunk) ? 1 : 0;
        hold(chunk);
    }

    @Override
    long wake(long now, StageSink out) {
        for (Chunk head = head(); head != null; head = head()) {
            if (head.isData()) {
                if (!timed) {
                    timed = true;
                    due = Times.later(head.stamp(), delay(head));
                }
                if (due > now) {
                    return due;
                }
            }
            release(out);
        }
        return Lane.NEVER;
    }

    private void release(StageSink out) {
        reads -= beginsRead(head()) ? 1 : 0;
        Chunk chunk = poll();
        if (chunk.isData() && due > chunk.stamp()) {
            chunk.restamp(due);
        }
        timed = false;
        out.pass(chunk);
    }

    private static boolean beginsRead(Chunk chunk) {
        return chunk.isData() && chunk.offset() == chunk.unit();
    }

    /** Latency and a whole number of milliseconds from -jitter to jitter - 1. */
    private long delay(Chunk chunk) {
        long jitter = settings().value("jitter");
        long millis = settings().value("latency");
        if (jitter > 0) {
            long key = chunk.boundary() ? chunk.offset() : chunk.unit();
            long shift = (long) Math.floor(draws.unit(key, 0) * 2 * jitter) - jitter;
            millis = shift < 0 ? Math.max(millis, 0) + shift : Times.later(millis, shift);
        }
        return ToxicSettings.nanos(millis, 1_000_000);
    }

    @Override
    void discarded() {
        reads = 0;
        timed = false;
    }

    @Override
    void updated(long now, StageSink out) {
        if (timed) {
            due = now;
            long read = head().unit();
            while (head() != null && head().isData() && head().unit() == read) {
                release(out);
            }
        }
    }

    @Override
    int room() {
        return reads < MOST_READS ? Math.min(READ, roomOf(MOST_READS * READ)) : 0;
    }
}
