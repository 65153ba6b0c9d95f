package dev.haywire.fault;

import dev.haywire.Experimental;
import java.time.Duration;
import java.util.List;

/**
 * The stream arrives in pieces; made by {@link Faults#slice(int)}.
 *
 * @since 0.1
 */
@Experimental
public final class SliceFault extends TcpNarrowed<SliceFault> implements TcpFault {

    private static final Duration DEFAULT_PAUSE = Duration.ofMillis(1);

    private final int maxSize;
    private final Duration pause;

    SliceFault(int maxSize) {
        this(Limits.atLeast(1, "slice", maxSize), DEFAULT_PAUSE, Selection.ALL);
    }

    private SliceFault(int maxSize, Duration pause, Selection selection) {
        super(selection);
        this.maxSize = maxSize;
        this.pause = pause;
    }

    @Override
    SliceFault with(Selection next) {
        return new SliceFault(maxSize, pause, next);
    }

    /**
     * Says how long to wait between two pieces. Without a pause most pieces merge again in the receiver's kernel.
     *
     * @param between zero or more, at most 36500 days; 1 ms by default
     * @return the fault with that pause
     * @throws IllegalArgumentException if it is negative or too long
     */
    public SliceFault pause(Duration between) {
        return new SliceFault(maxSize, Limits.duration("pause", between), own());
    }

    @Override
    public String kind() {
        return "slice";
    }

    /**
     * Returns how big a piece is at most.
     *
     * @return bytes, at least 1
     */
    public int maxSize() {
        return maxSize;
    }

    /**
     * Returns how long to wait between two pieces.
     *
     * @return zero or more
     */
    public Duration pause() {
        return pause;
    }

    @Override
    List<Object> values() {
        return List.of(maxSize, pause);
    }

    @Override
    String head() {
        return "slice(" + maxSize + ")" + (pause.equals(DEFAULT_PAUSE) ? "" : ".pause(" + Limits.spelled(pause) + ")");
    }
}
