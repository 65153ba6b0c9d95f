package dev.haywire.internal.pipeline;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.fault.Direction;
import dev.haywire.fault.TcpFault;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A lane in virtual time, with a source that is driven by the test and a receiver that remembers what came when. */
final class VirtualWire {
    /** No test has more to do at one time. */
    private static final int MOST_ITERATIONS = 100_000;

    static final long MS = TimeUnit.MILLISECONDS.toNanos(1);

    /** A write as the receiver saw it: text, or the name of an ending. */
    record Seen(long at, String what, boolean boundary) {}

    final CountingSlabs slabs;
    final Lane lane;
    final List<Seen> seen = new ArrayList<>();
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    long now = 1_000_000_007;
    final long start = now;
    long deadline = Lane.NEVER;
    int fired;
    boolean discardAtReset;

    /** How many writes and endings came within one call of the lane at most. */
    int mostAtOnce;

    /** In which call of the lane the last data came, and a cut; 0 before. */
    int dataInCall;

    int cutInCall;
    private int calls;

    VirtualWire() {
        this(CountingSlabs.plenty());
    }

    VirtualWire(CountingSlabs slabs) {
        this.slabs = slabs;
        this.lane = new Lane(slabs, new Receiver());
    }

    private int mostPieces = Integer.MAX_VALUE;

    StreamStage add(TcpFault fault) {
        return add(fault, 0);
    }

    StreamStage add(TcpFault fault, int occurrence) {
        Draws draws = Draws.of(42, "wire", Direction.UPSTREAM, fault.kind(), occurrence, 0);
        return add(Stages.stage(fault, Direction.UPSTREAM, draws, () -> fired++));
    }

    StreamStage add(StreamStage stage) {
        lane.add(stage, now);
        wake();
        return stage;
    }

    void remove(StreamStage stage) {
        lane.remove(stage, now);
        wake();
    }

    VirtualWire send(String text) {
        return send(text.getBytes(ISO_8859_1));
    }

    VirtualWire send(byte[] sent) {
        return send(sent, 0, sent.length);
    }

    VirtualWire send(byte[] sent, int from, int length) {
        ByteBuffer src = ByteBuffer.wrap(sent, from, length);
        int before = seen.size();
        calls++;
        lane.data(src, now);
        mostAtOnce = Math.max(mostAtOnce, seen.size() - before);
        if (src.hasRemaining()) {
            throw new AssertionError("the lane left " + src.remaining() + " bytes");
        }
        wake();
        return this;
    }

    VirtualWire end() {
        lane.end(now);
        wake();
        return this;
    }

    VirtualWire aborted() {
        lane.aborted(now);
        wake();
        return this;
    }

    /** Wakes the lane until nothing more is due, as the loop does in iterations with others between. */
    private void wake() {
        int before;
        int iterations = 0;
        do {
            before = seen.size();
            calls++;
            deadline = lane.wake(now);
            mostAtOnce = Math.max(mostAtOnce, seen.size() - before);
        } while (deadline <= now && ++iterations < MOST_ITERATIONS);
        if (deadline <= now) {
            throw new AssertionError("the lane asks for a time that has passed");
        }
    }

    /** The receiver takes so many pieces altogether, and the lane is told. */
    VirtualWire takes(int pieces) {
        mostPieces = pieces;
        if (lane.isHeldUp()) {
            wake();
        }
        return this;
    }

    /** Lets time pass, waking the lane exactly when it asks for it. */
    VirtualWire pass(long nanos) {
        long until = now + nanos;
        while (deadline <= until) {
            now = Math.max(now, deadline);
            wake();
        }
        now = until;
        return this;
    }

    VirtualWire passMs(double ms) {
        return pass((long) (ms * MS));
    }

    /** Wakes the lane once, however much is due. */
    VirtualWire wakeLate(long nanos) {
        now += nanos;
        wake();
        return this;
    }

    /** Everything that came, endings in angle brackets, writes separated by a bar. */
    String all() {
        return String.join("|", seen.stream().map(Seen::what).toList());
    }

    /** Everything that came since the last call. */
    String fresh() {
        String all = all();
        seen.clear();
        return all;
    }

    /** As {@link #fresh()}, writes run together. */
    String text() {
        return fresh().replace("|", "");
    }

    /** When the n-th write or ending came, from the start, in milliseconds. */
    double atMs(int n) {
        return (seen.get(n).at() - start) / (double) MS;
    }

    private final class Receiver implements StreamSink {

        @Override
        public void data(Chunk chunk) {
            dataInCall = calls;
            byte[] got = new byte[chunk.length()];
            chunk.bytes().get(got);
            bytes.writeBytes(got);
            seen.add(new Seen(now, new String(got, ISO_8859_1), chunk.boundary()));
            chunk.release();
        }

        @Override
        public void cut(boolean byReset) {
            assertThat(cutInCall).as("a second cut").isZero();
            cutInCall = calls;
        }

        @Override
        public boolean takesPieces() {
            return seen.size() < mostPieces;
        }

        @Override
        public void end() {
            seen("<FIN>");
        }

        @Override
        public void halfClose() {
            seen("<HALF_CLOSE>");
        }

        @Override
        public void aborted() {
            seen("<ABORT>");
        }

        @Override
        public void close() {
            seen("<CLOSE>");
        }

        @Override
        public void reset() {
            seen("<RESET>");
            if (discardAtReset) {
                lane.discard();
            }
        }

        private void seen(String ending) {
            seen.add(new Seen(now, ending, false));
        }
    }
}
