package dev.haywire.samples.slowconsumer;

import static dev.haywire.assertj.HaywireAssertions.assertThat;
import static dev.haywire.fault.Faults.bandwidth;
import static dev.haywire.fault.Faults.latency;
import static dev.haywire.fault.Faults.slice;
import static dev.haywire.fault.Faults.stall;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import dev.haywire.fault.ActiveFault;
import dev.haywire.fault.Direction;
import dev.haywire.fault.TcpFault;
import dev.haywire.samples.Sample;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * What a producer is held to whose consumer is slow. The server sends everything back while it comes, so both directions are full at the same
 * time; every byte is checked for its place.
 */
class ExchangeTest {
    private static final Duration PATIENCE = ofSeconds(60);
    private static final long MIB = 1024 * 1024;

    @TcpEchoServer
    private TcpEndpoint server;

    private final AtomicInteger slow = new AtomicInteger();

    Exchange with(InetSocketAddress address, Runnable slow) {
        return new PatientExchange(address, slow);
    }

    /**
     * In the field: the consumer stops reading, windows and buffers fill up, and a write takes a part of what it was given or nothing. Here:
     * nothing gets through until the producer has noticed; then all of it has to arrive, once and in order.
     */
    @Test
    void losesNothingToAConsumerThatStops() {
        losesNothingUntilNoticed(server.apply(stall()), "stall in both directions");
    }

    /** In the field: the consumer works, but its answers are stuck, and it stops in its turn. Here: the same in one direction. */
    @Test
    void losesNothingToAConsumerWhoseAnswersAreStuck() {
        losesNothingUntilNoticed(server.apply(stall().downstream()), "stall of the answers");
    }

    private void losesNothingUntilNoticed(ActiveFault stall, String what) {
        Numbers numbers = exchange(8 * MIB, () -> {
            stall.awaitFired(PATIENCE);
            stall.close();
        });
        assertThat(stall).hasFired(1);
        shows(what + ": the producer was held up " + slow + " times, " + numbers.consumedBytes()
                + " bytes came back in order");
    }

    /** In the field: the line is far longer than the office network. Here: every byte 5 to 15 ms later, each way. */
    @Test
    void losesNothingOnALongLine() {
        losesNothing(latency(ofMillis(10), ofMillis(5)), 8 * MIB);
    }

    /** In the field: the line is thin. Here: 8 MB per second, far less than the producer writes. */
    @Test
    void losesNothingOnAThinLine() {
        losesNothing(bandwidth(8_000_000), 4 * MIB);
    }

    /** In the field: packets are small, and pauses lie between them. Here: 2999 bytes at a time, which divides nothing. */
    @Test
    void losesNothingInPieces() {
        losesNothing(slice(2999), MIB);
    }

    private void losesNothing(TcpFault fault, long bytes) {
        ActiveFault active = server.apply(fault);
        assertThat(fault.direction()).isEqualTo(Direction.BOTH);
        Numbers numbers = exchange(bytes, () -> {});
        assertThat(active).hasFired(1);
        shows(fault + ": " + numbers.consumedBytes() + " bytes came back in order");
    }

    private Numbers exchange(long bytes, Runnable onceNoticed) {
        Numbers numbers = new Numbers(bytes / Long.BYTES);
        Exchange exchange = with(server.address(), () -> {
            slow.incrementAndGet();
            onceNoticed.run();
        });
        assertTimeoutPreemptively(PATIENCE, () -> exchange.run(numbers::produce, numbers::consume));
        assertThat(numbers.consumedBytes()).isEqualTo(numbers.bytes());
        assertThat(server.connection(0).bytesReceived()).isEqualTo(numbers.bytes());
        assertThat(server.connection(0).bytesSent()).isEqualTo(numbers.bytes());
        return numbers;
    }

    void shows(String shown) {
        Sample.shows("slow consumer", shown);
    }
}
