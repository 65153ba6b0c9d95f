package dev.haywire.internal.pipeline;

import static dev.haywire.fault.Faults.bandwidth;
import static dev.haywire.fault.Faults.corrupt;
import static dev.haywire.fault.Faults.latency;
import static dev.haywire.fault.Faults.slice;

import dev.haywire.fault.Direction;
import dev.haywire.fault.TcpFault;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What one MiB of a stream costs on its way through a lane, in reads of 64 KiB: the copy into slabs, and the stages' own work. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class StreamLaneBenchmark {
    private static final int READ = 64 * 1024;
    private static final int READS = 16;

    /** Faults by name, one behind the other. */
    public enum Wire {
        /** The copy alone: as for what a short write leaves. */
        NONE,
        /** Holds each read for a time. */
        LATENCY(latency(Duration.ofMillis(1))),
        /** With a draw for each read. */
        JITTER(latency(Duration.ofMillis(1), Duration.ofMillis(1))),
        /** In pieces of 2 ms worth: 200 kB. */
        BANDWIDTH(bandwidth(100_000_000)),
        /** In 719 pieces. */
        SLICE(slice(1460).pause(Duration.ZERO)),
        /** With some 105 flipped bits. */
        CORRUPT(corrupt(0.0001)),
        /** Four of them. */
        ALL(
                latency(Duration.ofMillis(1), Duration.ofMillis(1)),
                bandwidth(100_000_000),
                slice(1460).pause(Duration.ZERO),
                corrupt(0.0001));

        private final List<TcpFault> faults;

        Wire(TcpFault... faults) {
            this.faults = List.of(faults);
        }
    }

    /** What is on the wire. */
    @Param
    public Wire wire;

    private final ByteBuffer read = ByteBuffer.allocateDirect(READ);
    private final Sink sink = new Sink();
    private Lane lane;
    private long now;

    /** Makes the lane. */
    @Setup
    public void setUp() {
        lane = new Lane(new Pool(), sink);
        for (TcpFault fault : wire.faults) {
            Draws draws = Draws.of(42, "wire", Direction.UPSTREAM, fault.kind(), 0, 0);
            lane.add(Stages.stage(fault, Direction.UPSTREAM, draws, () -> {}), now);
        }
    }

    /**
     * Moves one MiB.
     *
     * @return how many bytes have arrived so far
     */
    @Benchmark
    public long mebibyte() {
        long before = sink.bytes;
        for (int i = 0; i < READS; i++) {
            lane.data(read.clear(), now);
            long next = lane.wake(now);
            while (next != Lane.NEVER) {
                now = next;
                next = lane.wake(now);
            }
        }
        if (sink.bytes - before != READS * READ) {
            throw new IllegalStateException("bytes are missing");
        }
        return sink.bytes;
    }

    private static final class Sink implements StreamSink {
        private long bytes;

        @Override
        public void data(Chunk chunk) {
            bytes += chunk.length();
            chunk.release();
        }

        @Override
        public void end() {}

        @Override
        public void close() {}

        @Override
        public void reset() {}
    }

    /** As the engine's, without a budget. */
    private static final class Pool implements Slabs {
        private static final int SIZE = 16 * 1024;

        private final ArrayDeque<Slab> free = new ArrayDeque<>();

        @Override
        public Slab take(boolean essential) {
            return free.isEmpty() ? new Slab(ByteBuffer.allocateDirect(SIZE), this) : free.pop();
        }

        @Override
        public void give(Slab slab) {
            free.push(slab);
        }

        @Override
        public void lost(int count) {}

        @Override
        public int size() {
            return SIZE;
        }

        @Override
        public long available() {
            return Long.MAX_VALUE;
        }
    }
}
