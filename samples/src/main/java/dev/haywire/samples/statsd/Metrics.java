package dev.haywire.samples.statsd;

/** Counts what an application does, and tells an agent, a datagram each. It never fails: metrics are not what the application is for. */
public interface Metrics extends AutoCloseable {

    /**
     * Adds one to a counter.
     *
     * @param counter its name
     */
    void increment(String counter);

    /**
     * Tells how often the kernel reported that something was not taken.
     *
     * @return failures since the start
     */
    long failures();

    @Override
    void close();
}
