package dev.haywire.internal.net;

import static dev.haywire.fault.Faults.bandwidth;
import static dev.haywire.fault.Faults.latency;
import static dev.haywire.fault.Faults.slice;
import static dev.haywire.fault.Faults.slowClose;
import static dev.haywire.fault.Faults.stall;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofNanos;

import dev.haywire.fault.Distribution;
import dev.haywire.fault.TcpFault;
import java.util.Random;

/** Random faults that lose nothing: a stream under any of them arrives whole, once it has ended. */
final class HarmlessFaults {
    private final Random random;
    private final boolean delays;

    /**
     * Makes a source of them.
     *
     * @param delays whether latency and fast lines are among them, which hold megabytes; the others hold 64 KiB each
     */
    HarmlessFaults(Random random, boolean delays) {
        this.random = random;
        this.delays = delays;
    }

    TcpFault next() {
        TcpFault fault = kind();
        boolean named = random.nextInt(3) > 0;
        if (named) {
            fault = random.nextBoolean() ? fault.upstream() : fault.downstream();
        }
        fault = narrowed(fault, named);
        return switch (random.nextInt(6)) {
            case 0 -> fault.startingAfter(ofNanos(random.nextInt(5_000_000)));
            case 1 -> fault.lasting(ofNanos(1 + random.nextInt(20_000_000)));
            default -> fault;
        };
    }

    private TcpFault kind() {
        Distribution[] distributions = Distribution.values();
        return switch (random.nextInt(delays ? 7 : 5)) {
            case 0, 1 -> stall();
            case 2 -> slice(1 + random.nextInt(5_000)).pause(ofNanos(random.nextInt(2_000_000)));
            case 3 -> slowClose(ofMillis(random.nextInt(20)));
            case 4 -> bandwidth(1 + random.nextInt(600_000));
            case 5 -> bandwidth(1_000_000 + random.nextInt(500_000_000));
            default ->
                latency(ofMillis(random.nextInt(20)), ofMillis(random.nextInt(20)))
                        .distribution(distributions[random.nextInt(distributions.length)]);
        };
    }

    /** A position needs a direction. */
    private TcpFault narrowed(TcpFault fault, boolean named) {
        return switch (random.nextInt(named ? 9 : 6)) {
            case 0 -> fault.onConnections(random.nextInt(10), 10 + random.nextInt(10));
            case 1 -> fault.firstConnections(1 + random.nextInt(3));
            case 2 -> fault.probability(random.nextDouble());
            case 6 -> fault.afterBytes(random.nextInt(2_000_000));
            case 7 -> fault.after(new byte[] {(byte) random.nextInt(), (byte) random.nextInt()});
            case 8 -> fault.after(new byte[] {(byte) random.nextInt()}).onConnections(random.nextInt(20));
            default -> fault;
        };
    }
}
