package dev.haywire.internal.net;

import static dev.haywire.fault.Faults.refuse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.haywire.Datagram;
import dev.haywire.UdpCounts;
import dev.haywire.fault.ActiveFault;
import dev.haywire.fault.Direction;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that keeps sending while the port is refused, and comes back. */
class UdpRefuseTest {
    private static final int TIMES = 50;

    @Test
    void eachDatagramIsAnsweredOrRefused() throws Exception {
        try (LiveUdpEndpoint echo = StartedUdp.echo();
                UdpClient client = UdpClient.connected(echo)) {
            InetSocketAddress address = echo.address();
            Sender sender = new Sender(client);
            CompletableFuture<Void> sending = Async.run(sender);
            for (int i = 0; i < TIMES; i++) {
                await(sender.served, sending);
                sender.changes.incrementAndGet();
                ActiveFault refused = echo.apply(refuse());
                sender.changes.incrementAndGet();
                await(sender.refused, sending);
                refused.close();
                assertThat(refused.fired()).isZero();
            }
            await(sender.served, sending);
            sender.ended = true;
            sending.get(10, TimeUnit.SECONDS);

            assertThat(echo.address()).isEqualTo(address);
            UdpCounts up = echo.counts(Direction.UPSTREAM);
            UdpCounts down = echo.counts(Direction.DOWNSTREAM);
            assertThat(down.delivered()).isEqualTo(sender.served.get());
            assertThat(down.dropped("refuse")).isEqualTo(up.received() - sender.served.get());
            assertThat(up.received()).isBetween((long) sender.served.get(), (long) sender.served.get() + sender.lost);
            assertThat(up.dropped() + up.kernelDrops()).isZero();
            assertThat(echo.unaccounted()).isEmpty();
        }
    }

    /** The kernel has it from while the port refused: nothing here could take it back. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatWasReportedBeforeTheEndIsStillThrown(boolean bySend) throws IOException {
        try (LiveUdpEndpoint echo = StartedUdp.echo();
                DatagramChannel client = DatagramChannel.open();
                Selector reported = Selector.open()) {
            client.connect(echo.address());
            client.configureBlocking(false);
            client.register(reported, SelectionKey.OP_READ);
            echo.during(refuse(), () -> {
                client.write(ByteBuffer.wrap(new byte[] {1}));
                assertThat(reported.select(10_000)).isEqualTo(1);
            });
            assertThatExceptionOfType(PortUnreachableException.class).isThrownBy(() -> {
                if (bySend) {
                    client.write(ByteBuffer.wrap(new byte[] {2}));
                } else {
                    client.read(ByteBuffer.allocate(1));
                }
            });
            client.write(ByteBuffer.wrap(new byte[] {3}));
            echo.awaitDatagrams(1);
            assertThat(echo.datagrams()).extracting(Datagram::payload).containsExactly(new byte[] {3});
        }
    }

    /** Until 20 more. */
    private static void await(AtomicInteger count, CompletableFuture<Void> sending) {
        int enough = count.get() + 20;
        Started.eventually(() -> count.get() >= enough || sending.isDone());
    }

    /**
     * Sends one datagram after the other, and waits for what becomes of it. One that arrives at the very moment when the port begins to refuse
     * meets neither: the JDK throws away what waits at a socket that it connects.
     */
    private static final class Sender implements Runnable {
        private final UdpClient client;
        private final AtomicInteger served = new AtomicInteger();
        private final AtomicInteger refused = new AtomicInteger();
        private final AtomicInteger changes = new AtomicInteger();
        private int lost;
        private volatile boolean ended;

        Sender(UdpClient client) {
            this.client = client;
        }

        @Override
        public void run() {
            try {
                for (int i = 0; !ended; i++) {
                    int before = changes.get();
                    try {
                        client.send(String.valueOf(i));
                        if (isAnswered(i, before)) {
                            served.incrementAndGet();
                        } else {
                            lost++;
                        }
                    } catch (PortUnreachableException expected) {
                        refused.incrementAndGet();
                    }
                }
            } catch (IOException failure) {
                throw new AssertionError(failure);
            }
        }

        private boolean isAnswered(int number, int before) throws IOException {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
            while (System.nanoTime() < deadline) {
                byte[] answer = client.receiveWithin(100);
                if (answer != null) {
                    int answered = Integer.parseInt(new String(answer, StandardCharsets.UTF_8));
                    assertThat(answered).isLessThanOrEqualTo(number);
                    if (answered == number) {
                        return true;
                    }
                    // given up too early
                    lost--;
                    served.incrementAndGet();
                } else if (before % 2 == 1 || changes.get() > before) {
                    return false;
                }
            }
            throw new AssertionError(number + " was neither answered nor refused, and no refusal began");
        }
    }
}
