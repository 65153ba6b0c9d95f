package dev.haywire.internal.pipeline;

/**
 * Toxiproxy's {@code limit_data}: so many bytes pass, counted from where it was added and on through updates, then the connection is closed.
 * With a limit that is reached already it is closed at the next data, not before.
 */
final class LimitDataToxic extends ToxicStage {

    private long passed;
    private boolean cut;

    LimitDataToxic(ToxicSettings settings) {
        super(settings);
    }

    @Override
    void take(Chunk chunk, long now, StageSink out) {
        if (!chunk.isData()) {
            if (!cut || chunk.ending() != Ending.FIN) {
                out.pass(chunk);
            }
        } else if (cut) {
            chunk.release();
        } else {
            long end = chunk.offset() + chunk.length();
            passAtMost(Math.max(0, settings().value("bytes") - passed), chunk, out);
            if (passed >= settings().value("bytes")) {
                cut = true;
                out.pass(Ending.CLOSE, end, now);
            }
        }
    }

    private void passAtMost(long left, Chunk chunk, StageSink out) {
        if (left >= chunk.length()) {
            passed += chunk.length();
            out.pass(chunk);
            return;
        }
        if (left > 0) {
            passed += left;
            out.pass(chunk.split((int) left));
        }
        chunk.release();
    }

    @Override
    boolean isSpent() {
        return cut;
    }
}
