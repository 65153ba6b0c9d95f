package dev.haywire.internal.toxiproxy;

import dev.haywire.fault.BandwidthFault;
import dev.haywire.fault.Direction;
import dev.haywire.fault.Faults;
import dev.haywire.fault.LatencyFault;
import dev.haywire.fault.UdpFault;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What toxics on datagrams are among Haywire's faults. Toxicity is decided for each datagram, as there is no connection. */
final class PacketFaults {
    private static final long BYTES = 1000;

    /** The longest time that a fault takes; a toxic takes any number. */
    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    private PacketFaults() {}

    /** The fault of a toxic; null where it never acts. */
    static @Nullable UdpFault of(ManagedToxic toxic) {
        double toxicity = Math.max(0, Math.min(1, toxic.toxicity()));
        double probability = toxic.type() == ToxicType.PACKET_LOSS
                ? LossAttributes.share(toxic.attributes())
                : toxic.attributes().getOrDefault("probability", 1.0).doubleValue();
        double share = probability * toxicity;
        if (share == 0) {
            return null;
        }
        Direction direction = toxic.direction();
        return switch (toxic.type()) {
            case LATENCY -> latency(toxic, direction, toxicity);
            case BANDWIDTH -> bandwidth(toxic, direction, toxicity);
            case PACKET_LOSS -> loss(toxic, direction, toxicity);
            case PACKET_DUPLICATE -> Faults.duplicate(share).direction(direction);
            case PACKET_CORRUPT -> Faults.corrupt(share).direction(direction);
            case PACKET_REORDER ->
                Faults.reorder(share)
                        .by(toxic.attributes().get("by").intValue())
                        .atMost(millis(toxic, "at_most"))
                        .direction(direction);
            default -> null;
        };
    }

    /** With a correlation, two states: the last datagram has passed, or was lost. */
    private static UdpFault loss(ManagedToxic toxic, Direction direction, double toxicity) {
        double share = LossAttributes.share(toxic.attributes());
        double correlation = LossAttributes.correlation(toxic.attributes());
        if (correlation == 0) {
            return Faults.loss(share * toxicity).direction(direction);
        }
        double lostAgain = Math.min(1, share + correlation);
        return Faults.gilbertElliott(share, 1 - lostAgain, toxicity, 0).direction(direction);
    }

    private static UdpFault latency(ManagedToxic toxic, Direction direction, double toxicity) {
        LatencyFault fault = Faults.latency(millis(toxic, "latency"), millis(toxic, "jitter"))
                .direction(direction);
        return toxicity == 1 ? fault : fault.probability(toxicity);
    }

    /** A rate of 0 lets nothing through and loses nothing. */
    private static UdpFault bandwidth(ManagedToxic toxic, Direction direction, double toxicity) {
        long rate = toxic.attributes().get("rate").longValue();
        if (rate == 0) {
            var stall = Faults.stall().direction(direction);
            return toxicity == 1 ? stall : stall.probability(toxicity);
        }
        BandwidthFault fault = Faults.bandwidth(rate > Long.MAX_VALUE / BYTES ? Long.MAX_VALUE : rate * BYTES)
                .direction(direction);
        return toxicity == 1 ? fault : fault.probability(toxicity);
    }

    private static Duration millis(ManagedToxic toxic, String attribute) {
        long millis = toxic.attributes().get(attribute).longValue();
        return Duration.ofMillis(Math.max(0, Math.min(millis, FOR_EVER.toMillis())));
    }
}
