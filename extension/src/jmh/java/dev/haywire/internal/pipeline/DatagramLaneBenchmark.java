package dev.haywire.internal.pipeline;

import static dev.haywire.fault.Faults.burstLoss;
import static dev.haywire.fault.Faults.drop;
import static dev.haywire.fault.Faults.duplicate;
import static dev.haywire.fault.Faults.latency;
import static dev.haywire.fault.Faults.loss;
import static dev.haywire.fault.Faults.markov4;
import static dev.haywire.fault.Faults.reorder;

import dev.haywire.Datagram;
import dev.haywire.fault.Direction;
import dev.haywire.fault.UdpFault;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** How many datagrams of 64 bytes a second one core takes through a lane in virtual time, where one arrives each 10 us. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class DatagramLaneBenchmark {
    private static final int DATAGRAMS = 1_000;
    private static final int INTERVAL = 10_000;

    /** Faults by name. */
    public enum Wire {
        /** Independent losses. */
        LOSS(loss(0.3)),
        /** At most three in a row. */
        MAX_BURST(loss(0.3).maxBurst(3)),
        /** Gilbert's model. */
        BURST_LOSS(burstLoss(0.1, 4)),
        /** Four states. */
        MARKOV(markov4(0.02, 0.3, 0.2, 0.4, 0.01)),
        /** Exactly some. */
        DROP(drop().upstream().nth(3, 5)),
        /** One in ten twice. */
        DUPLICATE(duplicate(0.1)),
        /** One in ten overtaken. */
        REORDER(reorder(0.1)),
        /** All held for a time. */
        LATENCY(latency(Duration.ofMillis(1))),
        /** With a draw for each. */
        JITTER(latency(Duration.ofMillis(1), Duration.ofMillis(1))),
        /** Three of them. */
        THREE(loss(0.1), duplicate(0.1), reorder(0.1));

        private final List<UdpFault> faults;

        Wire(UdpFault... faults) {
            this.faults = List.of(faults);
        }
    }

    /** What is on the wire. */
    @Param
    public Wire wire;

    private final ByteBuffer payload = ByteBuffer.allocate(64);
    private Counting counting;
    private PacketLane lane;
    private long ordinal;

    /** Makes the lane. */
    @Setup
    public void setUp() {
        counting = new Counting();
        lane = new PacketLane(PacketBudget.UNBOUNDED, counting);
        for (UdpFault fault : wire.faults) {
            Decisions decisions = PacketStages.decisions(fault, 42, "wire", Direction.UPSTREAM, 0, 0);
            lane.add(PacketStages.stage(fault, Direction.UPSTREAM, decisions, IpVersion.IPV4, counting));
        }
    }

    /**
     * Has a thousand arrive.
     *
     * @return how many were delivered so far
     */
    @Benchmark
    @OperationsPerInvocation(DATAGRAMS)
    public long datagrams() {
        for (int i = 0; i < DATAGRAMS; i++) {
            ordinal++;
            long now = INTERVAL * ordinal;
            lane.data(new Packet(0, ordinal, ordinal, payload, now), now);
            lane.wake(now);
        }
        if (counting.delivered + counting.dropped + lane.held() != ordinal + counting.copies) {
            throw new IllegalStateException("datagrams have vanished");
        }
        return counting.delivered;
    }

    private static final class Counting implements PacketSink, PacketEvents {
        private long delivered;
        private long dropped;
        private long copies;
        private long matched;
        private long fired;

        @Override
        public void deliver(Packet packet) {
            delivered++;
        }

        @Override
        public void dropped(Packet packet, String cause) {
            dropped++;
        }

        @Override
        public void copied(Packet copy) {
            copies++;
        }

        @Override
        public void matched() {
            matched++;
        }

        @Override
        public void fired(Packet packet, long number) {
            fired++;
        }

        @Override
        public void failed(Throwable thrown) {
            throw new IllegalStateException(thrown);
        }

        @Override
        public Datagram view(Packet packet) {
            throw new UnsupportedOperationException("no fault here has a predicate");
        }
    }
}
