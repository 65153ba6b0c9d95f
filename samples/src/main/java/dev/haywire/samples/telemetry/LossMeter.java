package dev.haywire.samples.telemetry;

/** Finds out from the numbers of the readings what became of them on the way. */
public interface LossMeter {

    /**
     * Takes note of a reading.
     *
     * @param number its number, from 1
     */
    void saw(int number);

    /**
     * Reports when there is nothing more to come.
     *
     * @param sent how many readings were sent
     * @return what became of them
     */
    Report report(int sent);

    /**
     * What became of the readings.
     *
     * @param lost never came
     * @param repeated came once more
     * @param late came behind one that was sent later
     */
    record Report(int lost, int repeated, int late) {}
}
