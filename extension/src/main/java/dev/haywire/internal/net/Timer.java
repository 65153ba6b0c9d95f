package dev.haywire.internal.net;

/** Something that an event loop does at a time; lives on that loop alone. */
abstract class Timer {
    /** In {@link System#nanoTime()}'s terms. */
    long deadline;

    /** Where it stands in the heap; -1 while it is not set. */
    int slot = -1;

    /**
     * Called once the deadline has passed, never before.
     *
     * @param now the time it was found due
     */
    abstract void due(long now);

    /**
     * Called with what {@link #due} threw; must not throw. The loop and its other timers go on.
     *
     * @param failure what went wrong
     */
    abstract void failed(Throwable failure);
}
