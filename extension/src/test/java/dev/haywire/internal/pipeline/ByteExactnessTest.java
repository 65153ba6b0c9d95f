package dev.haywire.internal.pipeline;

import static dev.haywire.fault.Faults.bandwidth;
import static dev.haywire.fault.Faults.latency;
import static dev.haywire.fault.Faults.slice;
import static dev.haywire.fault.Faults.slowClose;
import static dev.haywire.fault.Faults.stall;
import static dev.haywire.internal.pipeline.VirtualWire.MS;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofNanos;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.fault.Distribution;
import dev.haywire.fault.TcpFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever faults that lose nothing come and go, however the stream is read and the lane woken: each byte arrives once, in order. */
class ByteExactnessTest {

    @Test
    void everyByteArrivesOnceAndInOrderThenFin() {
        for (int seed = 0; seed < 80; seed++) {
            Random random = new Random(seed);
            VirtualWire wire = new VirtualWire(new CountingSlabs(1 + random.nextInt(3000), random.nextInt(60)));
            byte[] stream = new byte[random.nextInt(12_000)];
            random.nextBytes(stream);
            sendUnderChangingFaults(wire, stream, random);
            assertThat(wire.bytes.toByteArray()).as("seed %d", seed).isEqualTo(stream);
            assertThat(wire.seen.get(wire.seen.size() - 1).what())
                    .as("seed %d", seed)
                    .isEqualTo("<FIN>");
            assertThat(wire.slabs.outstanding()).as("seed %d", seed).isZero();
            assertThat(wire.lane.held()).isZero();
            assertThat(wire.lane.fast()).isTrue();
        }
    }

    private static void sendUnderChangingFaults(VirtualWire wire, byte[] stream, Random random) {
        List<StreamStage> active = new ArrayList<>();
        int sent = 0;
        while (sent < stream.length) {
            switch (random.nextInt(8)) {
                case 0 -> active.add(wire.add(harmless(random), random.nextInt(100)));
                case 1 -> {
                    if (!active.isEmpty()) {
                        wire.remove(active.remove(random.nextInt(active.size())));
                    }
                }
                case 2 -> wire.passMs(random.nextInt(50));
                case 3 -> wire.wakeLate(random.nextInt(50) * MS);
                default -> {
                    int length = Math.min(Math.min(wire.lane.room(), stream.length - sent), 1 + random.nextInt(3000));
                    wire.send(stream, sent, length);
                    sent += length;
                }
            }
        }
        wire.end();
        if (random.nextBoolean()) {
            wire.passMs(random.nextInt(1000));
        }
        while (!active.isEmpty()) {
            wire.remove(active.remove(random.nextInt(active.size())));
            wire.passMs(random.nextInt(3));
        }
    }

    private static TcpFault harmless(Random random) {
        Distribution[] distributions = Distribution.values();
        return switch (random.nextInt(6)) {
            case 0 ->
                latency(ofMillis(random.nextInt(100)), ofMillis(random.nextInt(100)))
                        .distribution(distributions[random.nextInt(distributions.length)]);
            case 1 -> bandwidth(1 + random.nextInt(1_000_000));
            case 2 -> stall();
            case 3 -> slice(1 + random.nextInt(100)).pause(ofNanos(random.nextInt(3_000_000)));
            case 4 -> slowClose(ofMillis(random.nextInt(100)));
            default -> stall().upstream().afterBytes(random.nextInt(10_000));
        };
    }
}
