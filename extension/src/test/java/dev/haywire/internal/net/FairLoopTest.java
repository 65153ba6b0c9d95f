package dev.haywire.internal.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.fault.Faults;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Whatever comes to one endpoint, the timers of its loop run after a bounded piece of it; and what was there before a call is met all the same. */
@Isolated("counts what a loop does in an iteration, in which other tests would let it look, too")
class FairLoopTest {
    private static final int ACCEPTED_AT_ONCE = 64;
    private static final int CLIENTS = 400;

    /** The loop takes in a piece, and a call that waits another one and what is ready then. */
    private static final int PIECES_AN_ITERATION = 3;

    private final List<SocketChannel> clients = new ArrayList<>();

    @AfterEach
    void closeClients() throws IOException {
        for (SocketChannel client : clients) {
            client.setOption(StandardSocketOptions.SO_LINGER, 0);
            client.close();
        }
    }

    private record Wired(TcpWire wire, TcpHandle endpoint) implements AutoCloseable {
        static Wired echo() {
            EventLoop loop = Loops.acquire();
            TcpWire wire = loop.call(() -> new TcpWire(
                    new TcpSpec("storm", "127.0.0.1", 0, new TcpService.Echo(), 0, Started.TIMEOUT), loop, null));
            return new Wired(wire, new TcpHandle(wire));
        }

        int accepted() {
            return wire.book().accepted();
        }

        @Override
        public void close() {
            endpoint.close();
        }
    }

    private void connect(InetSocketAddress address) throws IOException {
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(SocketChannel.open(address));
        }
    }

    @Test
    void timersRunBetweenThePiecesOfAnAcceptStorm() throws IOException {
        try (Wired storm = Wired.echo()) {
            EachIteration each = EachIteration.of(storm.wire().loop(), storm::accepted);
            try (LoopThreads.Held held = LoopThreads.hold()) {
                connect(storm.endpoint().address());
            }
            storm.endpoint().awaitAccepted(CLIENTS);
            assertThat(each.end()).isBetween(1, PIECES_AN_ITERATION * ACCEPTED_AT_ONCE);
        }
    }

    @Test
    void allThatWasQueuedBeforeACallIsCountedThoughThatTakesSeveralIterations() throws IOException {
        try (Wired storm = Wired.echo()) {
            try (LoopThreads.Held held = LoopThreads.hold()) {
                connect(storm.endpoint().address());
            }
            assertThat(storm.endpoint().acceptedCount()).isEqualTo(CLIENTS);
        }
    }

    @Test
    void allThatWasQueuedIsOpenBeforeAFaultBegins() throws IOException {
        try (Wired storm = Wired.echo()) {
            try (LoopThreads.Held held = LoopThreads.hold()) {
                connect(storm.endpoint().address());
            }
            storm.endpoint().apply(Faults.refuse().keepOpen());
            assertThat(storm.endpoint().openCount()).isEqualTo(CLIENTS);
        }
    }

    @Test
    void allThatWasQueuedIsResetByACall() throws IOException {
        try (Wired storm = Wired.echo()) {
            try (LoopThreads.Held held = LoopThreads.hold()) {
                connect(storm.endpoint().address());
            }
            storm.endpoint().resetConnections();
            assertThat(storm.endpoint().acceptedCount()).isEqualTo(CLIENTS);
            assertThat(storm.endpoint().openCount()).isZero();
        }
    }
}
