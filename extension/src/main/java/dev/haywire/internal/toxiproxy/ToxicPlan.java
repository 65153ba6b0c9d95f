package dev.haywire.internal.toxiproxy;

import dev.haywire.fault.BandwidthFault;
import dev.haywire.fault.BlackholeFault;
import dev.haywire.fault.Direction;
import dev.haywire.fault.Distribution;
import dev.haywire.fault.LatencyFault;
import dev.haywire.fault.LimitDataFault;
import dev.haywire.fault.RefuseFault;
import dev.haywire.fault.Selection;
import dev.haywire.fault.SliceFault;
import dev.haywire.fault.SlowCloseFault;
import dev.haywire.fault.StallFault;
import dev.haywire.fault.TcpFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a fault becomes on a real Toxiproxy: toxics, or a proxy that is disabled.
 *
 * @param disables whether the proxy is disabled
 * @param toxics what is added to it
 */
record ToxicPlan(boolean disables, List<Toxic> toxics) {
    private static final String CAN =
            "; Toxiproxy can do latency in whole ms with a UNIFORM jitter, bandwidth in whole KB/s"
                    + " (1000 B), stall, blackhole, refuse, downstream limitData, slice and slowClose, narrowed by direction, startingAfter,"
                    + " lasting, and probability in one direction; haywire.backend = embedded can do all";

    private static final int BYTES_PER_KB = 1000;

    /**
     * One toxic.
     *
     * @param type as the control API spells it
     * @param direction UPSTREAM or DOWNSTREAM
     * @param value the first attribute of its type: latency and delay in ms, rate in KB/s, bytes
     * @param option the second: jitter in ms, the slicer's delay in us; 0 for none
     * @param toxicity the share of connections that it meets
     */
    record Toxic(String type, Direction direction, long value, long option, float toxicity) {}

    /** Translates a fault, or says why it cannot be translated. */
    static ToxicPlan of(TcpFault fault) {
        requireNarrowable(fault);
        if (fault instanceof RefuseFault refuse) {
            if (refuse.keepsOpen()) {
                throw cannot(fault, "a disabled proxy closes its connections");
            }
            return new ToxicPlan(true, List.of());
        }
        if (fault instanceof LatencyFault latency) {
            if (latency.distribution() != Distribution.UNIFORM) {
                throw cannot(fault, "its jitter is uniform");
            }
            return toxics(fault, "latency", millis(fault, latency.delay()), millis(fault, latency.jitter()));
        } else if (fault instanceof BandwidthFault bandwidth) {
            if (bandwidth.bytesPerSecond() % BYTES_PER_KB != 0 || bandwidth.bytesPerSecond() == 0) {
                throw cannot(fault, "its rate is in KB/s");
            }
            return toxics(fault, "bandwidth", bandwidth.bytesPerSecond() / BYTES_PER_KB, 0);
        } else if (fault instanceof StallFault) {
            // nothing passes and nothing is lost; what is held is delivered when it is removed
            return toxics(fault, "bandwidth", 0, 0);
        } else if (fault instanceof BlackholeFault) {
            return toxics(fault, "timeout", 0, 0);
        } else if (fault instanceof LimitDataFault limit && !limit.resets()) {
            if (limit.direction() != Direction.DOWNSTREAM) {
                throw cannot(fault, "at an upstream limit it lets the server's answer through");
            }
            return toxics(fault, "limit_data", limit.bytes(), 0);
        } else if (fault instanceof SliceFault slice) {
            return toxics(fault, "slicer", slice.maxSize(), slice.pause().toNanos() / 1000);
        } else if (fault instanceof SlowCloseFault slow) {
            return toxics(fault, "slow_close", millis(fault, slow.delay()), 0);
        }
        throw cannot(fault, null);
    }

    private static void requireNarrowable(TcpFault fault) {
        Selection selection = fault.selection();
        if (!selection.connections().isEmpty()
                || selection.firstConnections().isPresent()
                || selection.openConnections()
                || selection.nextConnections().isPresent()
                || selection.connectionsWhere().isPresent()
                || selection.hasTrigger()
                || selection.afterBytes().isPresent()
                || selection.after().isPresent()) {
            throw cannot(fault, "it tells neither connections nor positions apart");
        }
        if (selection.probability().isPresent() && fault.direction() == Direction.BOTH) {
            throw cannot(fault, "it draws for each direction of a connection alone");
        }
    }

    private static ToxicPlan toxics(TcpFault fault, String type, long value, long option) {
        List<Toxic> toxics = new ArrayList<>(2);
        float toxicity = (float) fault.selection().probability().orElse(1);
        for (Direction direction : List.of(Direction.UPSTREAM, Direction.DOWNSTREAM)) {
            if (fault.direction() == direction || fault.direction() == Direction.BOTH) {
                toxics.add(new Toxic(type, direction, value, option, toxicity));
            }
        }
        return new ToxicPlan(false, List.copyOf(toxics));
    }

    private static long millis(TcpFault fault, Duration time) {
        if (time.toNanos() % 1_000_000 != 0) {
            throw cannot(fault, "its times are in ms");
        }
        return time.toMillis();
    }

    private static IllegalArgumentException cannot(TcpFault fault, String because) {
        return new IllegalArgumentException(
                fault + " cannot be done by Toxiproxy" + (because == null ? "" : ": " + because) + CAN);
    }
}
