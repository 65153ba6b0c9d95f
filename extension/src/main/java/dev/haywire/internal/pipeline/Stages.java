package dev.haywire.internal.pipeline;

import dev.haywire.fault.BandwidthFault;
import dev.haywire.fault.BlackholeFault;
import dev.haywire.fault.CloseFault;
import dev.haywire.fault.ConnectHangFault;
import dev.haywire.fault.CorruptFault;
import dev.haywire.fault.Direction;
import dev.haywire.fault.HalfCloseFault;
import dev.haywire.fault.LatencyFault;
import dev.haywire.fault.LimitDataFault;
import dev.haywire.fault.RefuseFault;
import dev.haywire.fault.ResetFault;
import dev.haywire.fault.Selection;
import dev.haywire.fault.SliceFault;
import dev.haywire.fault.SlowCloseFault;
import dev.haywire.fault.StallFault;
import dev.haywire.fault.TcpFault;
import org.jspecify.annotations.Nullable;

/**
 * Makes the stages of faults on streams.
 *
 * <p>The engine decides what is not about the stream itself: which connections a fault selects, with which probability, when it begins and
 * ends, and events without a position ({@code onAccept}, or at once), {@code refuse} and {@code connectHang}.
 *
 * @since 0.1
 */
public final class Stages {

    private Stages() {}

    /**
     * Tells whether a fault works through stages: all but {@code refuse}, {@code connectHang}, and events without {@code afterBytes},
     * {@code after} or {@code onNextData}.
     *
     * @param fault any fault of TCP
     * @return whether {@link #stage} makes one for it
     */
    public static boolean worksThroughStages(TcpFault fault) {
        return isEvent(fault)
                ? hasPosition(fault.selection())
                : !(fault instanceof RefuseFault || fault instanceof ConnectHangFault);
    }

    /**
     * Makes the stage of a fault for one direction of one connection.
     *
     * @param fault one that {@linkplain #worksThroughStages works through stages}
     * @param direction UPSTREAM or DOWNSTREAM, one that the fault covers
     * @param draws its randomness for that direction and connection
     * @param events what to tell when it fires; told at most once
     * @return a new stage, to be added to that direction's lane
     * @throws IllegalArgumentException if the fault does not work through stages, or the direction is BOTH or not the fault's
     */
    public static StreamStage stage(TcpFault fault, Direction direction, Draws draws, FaultEvents events) {
        if (direction == Direction.BOTH || (fault.direction() != Direction.BOTH && fault.direction() != direction)) {
            throw new IllegalArgumentException("no stage of " + fault + " for direction " + direction);
        }
        StreamStage stage = worksThroughStages(fault) ? make(fault, draws, new Once(events)) : null;
        if (stage == null) {
            throw new IllegalArgumentException("no stage for " + fault + ": it is no fault of the stream");
        }
        Selection selection = fault.selection();
        return hasPosition(selection) ? new Gate(trigger(selection), stage) : stage;
    }

    private static @Nullable StreamStage make(TcpFault fault, Draws draws, FaultEvents events) {
        if (fault instanceof LatencyFault latency) {
            long delay = Times.nanos(latency.delay());
            long jitter = Times.nanos(latency.jitter());
            return new LatencyStage(new Delay(delay, jitter, latency.distribution(), draws), events);
        } else if (fault instanceof BandwidthFault bandwidth) {
            return new BandwidthStage(bandwidth.bytesPerSecond(), events);
        } else if (fault instanceof StallFault) {
            return new StallStage(events);
        } else if (fault instanceof BlackholeFault) {
            return new BlackholeStage(events);
        } else if (fault instanceof CorruptFault corrupt) {
            return new CorruptStage(corrupt.share(), draws, events);
        } else if (fault instanceof LimitDataFault limit) {
            return new CutStage(Rank.LIMIT, limit.bytes(), limit.resets() ? Ending.RESET : Ending.CLOSE, events);
        } else if (fault instanceof SliceFault slice) {
            return new SliceStage(slice.maxSize(), Times.nanos(slice.pause()), events);
        } else if (fault instanceof SlowCloseFault slowClose) {
            return new SlowCloseStage(Times.nanos(slowClose.delay()), events);
        } else if (fault instanceof ResetFault) {
            return new CutStage(Rank.END, 0, Ending.RESET, events);
        } else if (fault instanceof CloseFault) {
            return new CutStage(Rank.END, 0, Ending.CLOSE, events);
        } else if (fault instanceof HalfCloseFault) {
            return new CutStage(Rank.END, 0, Ending.HALF_CLOSE, events);
        }
        return null;
    }

    private static boolean isEvent(TcpFault fault) {
        return fault instanceof ResetFault || fault instanceof CloseFault || fault instanceof HalfCloseFault;
    }

    private static boolean hasPosition(Selection selection) {
        return selection.afterBytes().isPresent() || selection.after().isPresent() || selection.onNextData();
    }

    private static Trigger trigger(Selection selection) {
        if (selection.onNextData()) {
            return Trigger.onNextData();
        }
        return selection
                .after()
                .map(Trigger::after)
                .orElseGet(() -> Trigger.afterBytes(selection.afterBytes().orElse(0)));
    }

    /** Tells only the first time. */
    private static final class Once implements FaultEvents {

        private final FaultEvents events;
        private boolean told;

        Once(FaultEvents events) {
            this.events = events;
        }

        @Override
        public void fired() {
            if (!told) {
                told = true;
                events.fired();
            }
        }
    }
}
