package dev.haywire.internal.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.fault.ActiveFault;
import dev.haywire.fault.Faults;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Whatever a call does to all connections or clients of an endpoint, the timers of its loop run after a bounded piece; and all is done when it returns. */
@Isolated("counts what a loop does in an iteration, in which other tests would let it look, too")
class FairSweepTest {
    private static final int CONNECTIONS = 800;

    /** What a call does at once, and the pieces of two iterations: the timer that counts may come first in one, and last in the next. */
    private static final int MOST_AN_ITERATION = 65 + 2 * Sweeps.STEPS_AT_ONCE;

    private final EventLoop loop = Loops.acquire();
    private final List<SocketChannel> clients = new ArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();
    private TcpWire wire;
    private TcpHandle endpoint;

    @BeforeEach
    void connect() throws IOException {
        wire = loop.call(() -> new TcpWire(
                new TcpSpec("many", "127.0.0.1", 0, new TcpService.Echo(), 0, Started.TIMEOUT), loop, null));
        endpoint = new TcpHandle(wire);
        for (int i = 0; i < CONNECTIONS; i++) {
            clients.add(SocketChannel.open(endpoint.address()));
        }
        endpoint.awaitOpen(CONNECTIONS);
    }

    @AfterEach
    void close() throws IOException {
        endpoint.close();
        for (SocketChannel client : clients) {
            client.close();
        }
    }

    private SocketChannel open() {
        try {
            return SocketChannel.open(endpoint.address());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private int ended() {
        return CONNECTIONS - wire.book().open();
    }

    /** Returns how many connections one iteration ended at most. */
    private int mostEndedBy(Consumer<TcpHandle> call) {
        EachIteration each = EachIteration.of(loop, this::ended);
        call.accept(endpoint);
        assertThat(ended()).isEqualTo(CONNECTIONS);
        return each.end();
    }

    @Test
    void connectionsAreResetInPieces() {
        assertThat(mostEndedBy(TcpHandle::resetConnections)).isBetween(1, MOST_AN_ITERATION);
    }

    @Test
    void connectionsOfAnEndpointThatClosesAreResetInPieces() {
        assertThat(mostEndedBy(TcpHandle::close)).isBetween(1, MOST_AN_ITERATION);
    }

    @Test
    void connectionsAreHungUpInPieces() {
        assertThat(mostEndedBy(TcpHandle::hangUp)).isBetween(1, MOST_AN_ITERATION);
    }

    @Test
    void connectionsAreResetByARefusalInPieces() {
        assertThat(mostEndedBy(one -> one.apply(Faults.refuse()))).isBetween(1, MOST_AN_ITERATION);
    }

    @Test
    void connectionsAreResetByAFaultInPieces() {
        assertThat(mostEndedBy(one -> one.apply(Faults.reset()))).isBetween(1, MOST_AN_ITERATION);
    }

    @Test
    void allConnectionsAreClosedWhenTheCallReturns() throws IOException {
        endpoint.closeConnections();
        for (SocketChannel client : clients) {
            assertThat(client.read(ByteBuffer.allocate(1))).isEqualTo(-1);
        }
    }

    @Test
    void aFaultIsPutOnAndTakenOffInPieces() {
        EachIteration each = EachIteration.of(loop, asked::get);
        ActiveFault fault = endpoint.apply(
                Faults.latency(Duration.ofMinutes(1)).onConnectionsWhere(connection -> asked.incrementAndGet() > 0));
        assertThat(each.end()).isBetween(1, MOST_AN_ITERATION);
        assertThat(asked).hasValue(CONNECTIONS);
        assertThat(fault.matched()).isEqualTo(CONNECTIONS);
        fault.close();
        assertThat(endpoint.faults()).isEmpty();
        assertThat(fault.isActive()).isFalse();
    }

    @Test
    void aFaultThatEndsWhileItIsPutOnIsOnNoConnection() {
        ActiveFault fault = endpoint.apply(Faults.latency(Duration.ofMinutes(1)).onConnectionsWhere(connection -> {
            if (asked.incrementAndGet() == 100) {
                endpoint.heal();
            }
            return true;
        }));
        assertThat(fault.isActive()).isFalse();
        assertThat(asked.get()).isBetween(100, 100 + Sweeps.STEPS_AT_ONCE);
        assertThat(endpoint.faults()).isEmpty();
    }

    @Test
    void whoConnectsWhileConnectionsAreResetStaysOpen() throws IOException {
        SocketChannel[] connected = new SocketChannel[1];
        loop.run(() -> {
            wire.resetConnections();
            assertThat(ended()).isLessThan(CONNECTIONS);
            connected[0] = open();
        });
        try (SocketChannel late = connected[0]) {
            Started.eventually(() -> endpoint.openCount() == 1);
            assertThat(endpoint.connection(CONNECTIONS).isOpen()).isTrue();
            endpoint.resetConnections();
            assertThat(endpoint.openCount()).isZero();
        }
    }

    @Test
    void whoClosesWhatAnotherIsClosingWaitsUntilItIsClosed() {
        loop.run(() -> loop.asked.add(wire, endpoint::close));
        endpoint.close();
        assertThat(ended()).isEqualTo(CONNECTIONS);
    }

    @Test
    void allIsClosedWhereTheLoopEndsMeanwhile() {
        loop.run(() -> {
            wire.close();
            loop.asked.finish();
            assertThat(ended()).isLessThan(CONNECTIONS);
            wire.loopEnded(new IllegalStateException("ended by the test"));
            assertThat(ended()).isEqualTo(CONNECTIONS);
        });
    }
}
