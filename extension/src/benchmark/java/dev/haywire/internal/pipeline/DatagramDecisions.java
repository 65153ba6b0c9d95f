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
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;

/**
 * Tells how many datagrams a second one core takes through the pipeline in virtual time, where one arrives each 10 us. Prints one line for
 * each set of faults: the best of five rounds of a million, by the time that the thread was on a core.
 *
 * <p>Run it with {@code extension/src/benchmark/decisions.sh}.
 */
public final class DatagramDecisions {

    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();
    private static final int ROUNDS = 5;
    private static final int DATAGRAMS = 1_000_000;

    private DatagramDecisions() {}

    /**
     * Measures.
     *
     * @param args none
     */
    public static void main(String[] args) {
        measure(loss(0.3));
        measure(loss(0.3).maxBurst(3));
        measure(burstLoss(0.1, 4));
        measure(markov4(0.02, 0.3, 0.2, 0.4, 0.01));
        measure(drop().upstream().nth(3, 5));
        measure(duplicate(0.1));
        measure(reorder(0.1));
        measure(latency(Duration.ofMillis(1)));
        measure(latency(Duration.ofMillis(1), Duration.ofMillis(1)));
        measure(loss(0.1), duplicate(0.1), reorder(0.1));
    }

    private static void measure(UdpFault... faults) {
        double best = 0;
        for (int round = 0; round < ROUNDS; round++) {
            best = Math.max(best, rate(faults));
        }
        System.out.printf("%,12.0f datagrams/s  %s%n", best, List.of(faults));
    }

    private static double rate(UdpFault... faults) {
        Counting counting = new Counting();
        PacketLane lane = new PacketLane(PacketBudget.UNBOUNDED, counting);
        for (UdpFault fault : faults) {
            Draws draws = PacketStages.draws(fault, 42, "wire", Direction.UPSTREAM, 0, 0);
            lane.add(PacketStages.stage(fault, Direction.UPSTREAM, draws, 28, counting));
        }
        ByteBuffer payload = ByteBuffer.allocate(64);
        long begun = CPU.getCurrentThreadCpuTime();
        for (int i = 1; i <= DATAGRAMS; i++) {
            long now = 10_000L * i;
            lane.data(new Packet(0, i, payload, now), now);
            lane.wake(now);
        }
        long took = CPU.getCurrentThreadCpuTime() - begun;
        if (counting.delivered + counting.dropped + lane.held() != DATAGRAMS + counting.copies) {
            throw new IllegalStateException("datagrams have vanished");
        }
        return DATAGRAMS * 1e9 / took;
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
