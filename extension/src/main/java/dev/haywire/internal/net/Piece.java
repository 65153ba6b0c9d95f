package dev.haywire.internal.net;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How much of one kind of work an iteration of the loop does before the others have their turn: so many steps at most, and none begins after so
 * many nanoseconds. The first step is always done.
 */
final class Piece {
    private final int mostSteps;
    private final long mostNanos;
    private final @Nullable LongSupplier clock;
    private int steps;
    private long end;

    Piece(int mostSteps, long mostNanos) {
        // no method reference: the first endpoint of a JVM would pay for its linkage
        this(mostSteps, mostNanos, null);
    }

    /** With a clock of its own. */
    Piece(int mostSteps, long mostNanos, @Nullable LongSupplier clock) {
        this.mostSteps = mostSteps;
        this.mostNanos = mostNanos;
        this.clock = clock;
    }

    private long now() {
        return clock == null ? System.nanoTime() : clock.getAsLong();
    }

    /** A new iteration: its time begins with its first step. */
    void begin() {
        steps = 0;
    }

    /** Whether another step may be done; counts it. */
    boolean another() {
        if (steps == 0) {
            end = now() + mostNanos;
        } else if (steps >= mostSteps || now() - end >= 0) {
            return false;
        }
        steps++;
        return true;
    }
}
