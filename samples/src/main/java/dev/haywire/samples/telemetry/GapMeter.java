package dev.haywire.samples.telemetry;

/** The meter as it was written first: it takes each gap for a loss, at once and for good. {@link SequenceMeter} waits to see what comes. */
public final class GapMeter implements LossMeter {
    private int last;
    private int lost;

    @Override
    public void saw(int number) {
        // bug: what was overtaken comes later; and what comes twice, or late, sets the count back
        lost += Math.max(0, number - last - 1);
        last = number;
    }

    @Override
    public Report report(int sent) {
        return new Report(lost, 0, 0); // bug: behind the last one that came there is no gap
    }
}
