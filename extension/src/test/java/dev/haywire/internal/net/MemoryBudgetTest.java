package dev.haywire.internal.net;

import static dev.haywire.fault.Faults.latency;
import static dev.haywire.fault.Faults.stall;
import static dev.haywire.internal.net.Started.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.TcpConnection;
import dev.haywire.fault.ActiveFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** What all wires of the JVM hold together is bounded; who has to wait for memory loses nothing, and nobody else notices. */
@Isolated("uses the budget of the JVM up")
class MemoryBudgetTest {
    private static final int CONNECTIONS = 2_000;
    private static final int GROUP = 100;
    private static final byte[] SAID = Stream.bytes(192 * 1024);

    @Test
    void twoThousandStalledConnectionsWithDataWaitingStayWithinIt() throws Exception {
        List<SocketChannel> clients = new ArrayList<>();
        List<ByteBuffer> left = new ArrayList<>();
        AtomicBoolean ending = new AtomicBoolean();
        try (LiveTcpEndpoint one = Started.echo();
                LiveTcpEndpoint stalled = Started.sink();
                LiveTcpEndpoint other = Started.echo()) {
            CompletableFuture<Integer> echoes = Async.supply(() -> echo(one.address(), ending));
            CompletableFuture<Integer> otherEchoes = Async.supply(() -> echo(other.address(), ending));
            List<ActiveFault> faults = new ArrayList<>();
            for (int first = 0; first < CONNECTIONS; first += GROUP) {
                int[] group = IntStream.range(first, first + GROUP).toArray();
                // what stall alone holds for so many is less than all may hold
                faults.add(stalled.apply(latency(Duration.ofHours(1)).upstream().onConnections(group)));
                faults.add(stalled.apply(stall().upstream().onConnections(group)));
            }
            for (int i = 0; i < CONNECTIONS; i++) {
                clients.add(connect(stalled.address()));
                left.add(ByteBuffer.wrap(SAID));
            }
            eventually(() -> {
                say(clients, left);
                return SlabPool.used() + SlabPool.SLAB > SlabPool.budget();
            });

            assertThat(SlabPool.used()).isLessThan(mostEver());
            try (Client late = Client.connect(one.address())) {
                assertThat(late.echo("there is memory for this")).isEqualTo("there is memory for this");
            }
            assertThat(stalled.openCount()).isEqualTo(CONNECTIONS);
            assertThat(stalled.connections()).allMatch(connection -> connection.bytesReceived() == 0);

            // as slabs return the next in the queue read on
            for (ActiveFault fault : faults) {
                fault.close();
                say(clients, left);
                assertThat(SlabPool.used()).isLessThan(mostEver());
            }
            eventually(() -> say(clients, left));
            ending.set(true);

            eventually(() -> stalled.connections().stream().allMatch(MemoryBudgetTest::isWhole));
            assertThat(stalled.connections())
                    .allSatisfy(connection -> assertThat(SAID).startsWith(connection.received()));
            assertThat(echoes.get(10, TimeUnit.SECONDS)).isPositive();
            assertThat(otherEchoes.get(10, TimeUnit.SECONDS)).isPositive();
            eventually(() -> SlabPool.used() == 0);
        } finally {
            ending.set(true);
            for (SocketChannel client : clients) {
                client.close();
            }
        }
    }

    /** Each direction may own one slab, and each loop go beyond the budget by one read. */
    private static long mostEver() {
        return SlabPool.budget() + CONNECTIONS * (long) SlabPool.SLAB + 2 * EventLoop.LARGE_READ;
    }

    private static boolean isWhole(TcpConnection connection) {
        return connection.bytesReceived() == SAID.length;
    }

    /** Small buffers of its own: what the wire does not take waits here. */
    private static SocketChannel connect(InetSocketAddress address) throws IOException {
        SocketChannel client = SocketChannel.open();
        client.setOption(StandardSocketOptions.SO_SNDBUF, 16 * 1024);
        client.connect(address);
        client.configureBlocking(false);
        return client;
    }

    /** Says what the sockets take at once; returns whether that was the rest. */
    private static boolean say(List<SocketChannel> clients, List<ByteBuffer> left) {
        boolean all = true;
        try {
            for (int i = 0; i < clients.size(); i++) {
                clients.get(i).write(left.get(i));
                all &= !left.get(i).hasRemaining();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return all;
    }

    /** Echoes one after the other until it is told to end; returns how many. All of them are right and complete. */
    private static int echo(InetSocketAddress address, AtomicBoolean ending) {
        int echoes = 0;
        try (Client client = Client.connect(address)) {
            while (!ending.get()) {
                String text = "echo number " + echoes;
                if (!client.echo(text).equals(text)) {
                    throw new AssertionError("another echo than " + text);
                }
                echoes++;
            }
            return echoes;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
