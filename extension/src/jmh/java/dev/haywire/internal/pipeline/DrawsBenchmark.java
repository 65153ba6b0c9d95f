package dev.haywire.internal.pipeline;

import dev.haywire.fault.Direction;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What a random decision costs: each is computed from its key, none depends on the one before. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DrawsBenchmark {
    private final Draws draws = Draws.of(42, "wire", Direction.UPSTREAM, "loss", 0, 0);
    private long ordinal;
    private int connection;

    /**
     * One decision about one datagram.
     *
     * @return whether it is lost
     */
    @Benchmark
    public boolean decision() {
        return draws.unit(ordinal++, 0) < 0.3;
    }

    /**
     * The generator of one fault for one more connection.
     *
     * @return it
     */
    @Benchmark
    public Draws generator() {
        return Draws.of(42, "wire", Direction.UPSTREAM, "loss", 0, connection++);
    }
}
