package dev.haywire.internal.net;

import static dev.haywire.fault.Faults.bandwidth;
import static dev.haywire.fault.Faults.blackhole;
import static dev.haywire.fault.Faults.burstLoss;
import static dev.haywire.fault.Faults.corrupt;
import static dev.haywire.fault.Faults.drop;
import static dev.haywire.fault.Faults.duplicate;
import static dev.haywire.fault.Faults.latency;
import static dev.haywire.fault.Faults.loss;
import static dev.haywire.fault.Faults.mtu;
import static dev.haywire.fault.Faults.refuse;
import static dev.haywire.fault.Faults.reorder;
import static dev.haywire.fault.Faults.stall;
import static dev.haywire.fault.Faults.truncate;
import static java.time.Duration.ofMillis;

import dev.haywire.fault.Direction;
import dev.haywire.fault.UdpFault;
import java.util.Random;

/** Random faults of datagrams. */
final class SoakUdpFaults {
    private SoakUdpFaults() {}

    /**
     * Returns another one.
     *
     * @param altering whether payloads may be cut or changed
     * @param refusing whether the endpoint may refuse
     */
    static UdpFault next(Random random, boolean altering, boolean refusing) {
        if (refusing && random.nextInt(12) == 0) {
            return refuse();
        }
        Direction way = random.nextBoolean() ? Direction.UPSTREAM : Direction.DOWNSTREAM;
        return narrowed(kind(random, way, altering), random);
    }

    private static UdpFault kind(Random random, Direction way, boolean altering) {
        double share = random.nextDouble() / 3;
        return switch (random.nextInt(altering ? 12 : 10)) {
            case 0 -> loss(share).direction(way);
            case 1 -> burstLoss(share, 1 + random.nextInt(5)).direction(way);
            case 2 -> drop().direction(way).every(2 + random.nextInt(9));
            case 3 -> duplicate(share).direction(way);
            case 4 ->
                reorder(share)
                        .by(1 + random.nextInt(4))
                        .atMost(ofMillis(1 + random.nextInt(50)))
                        .direction(way);
            case 5 -> mtu(100 + random.nextInt(2_000)).direction(way);
            case 6 ->
                latency(ofMillis(random.nextInt(20)), ofMillis(random.nextInt(20)))
                        .direction(way);
            case 7 -> bandwidth(10_000 + random.nextInt(5_000_000)).direction(way);
            case 8 -> stall().direction(way);
            case 9 -> blackhole().direction(way);
            case 10 -> corrupt(share).direction(way);
            default -> truncate(random.nextInt(500)).direction(way);
        };
    }

    private static UdpFault narrowed(UdpFault fault, Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> fault.onClients(random.nextInt(4), 4 + random.nextInt(4));
            case 1 -> fault.first(1 + random.nextInt(50));
            case 2 -> fault.nth(1 + random.nextInt(10), 11 + random.nextInt(10));
            case 3 -> fault.matching(datagram -> datagram.payload().length % 2 == 0);
            case 4 -> fault.lasting(ofMillis(1 + random.nextInt(30)));
            case 5 -> fault.startingAfter(ofMillis(random.nextInt(10)));
            default -> fault;
        };
    }
}
