package dev.haywire.internal.net;

import java.util.function.LongSupplier;

/**
 * How much of one kind of work an iteration of the loop does before the others have their turn: so many steps at most, and none begins after so
 * many nanoseconds. The first step is always done.
 */
final class Piece {
    private final int mostSteps;
    private final long mostNanos;
    private final LongSupplier clock;
    private int steps;
    private long end;

    Piece(int mostSteps, long mostNanos) {
        this(mostSteps, mostNanos, System::nanoTime);
    }

    /** With a clock of its own. */
    Piece(int mostSteps, long mostNanos, LongSupplier clock) {
        this.mostSteps = mostSteps;
        this.mostNanos = mostNanos;
        this.clock = clock;
    }

    /** A new iteration: its time begins with its first step. */
    void begin() {
        steps = 0;
    }

    /** Whether another step may be done; counts it. */
    boolean another() {
        if (steps == 0) {
            end = clock.getAsLong() + mostNanos;
        } else if (steps >= mostSteps || clock.getAsLong() - end >= 0) {
            return false;
        }
        steps++;
        return true;
    }
}
