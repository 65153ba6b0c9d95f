package dev.haywire.samples.telemetry;

import java.util.BitSet;

/** Remembers which numbers came. */
public final class SequenceMeter implements LossMeter {
    private final BitSet seen = new BitSet();
    private int repeated;
    private int late;

    @Override
    public void saw(int number) {
        if (seen.get(number)) {
            repeated++;
        } else if (seen.length() > number) {
            late++;
        }
        seen.set(number);
    }

    @Override
    public Report report(int sent) {
        return new Report(sent - seen.cardinality(), repeated, late);
    }
}
