package dev.haywire.internal.net;

import static dev.haywire.fault.Faults.loss;
import static dev.haywire.fault.Faults.refuse;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.UdpCounts;
import dev.haywire.fault.Direction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.PortUnreachableException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.parallel.Isolated;

/** Applications that send as fast as they can: calls are answered all the same, and nothing vanishes. */
@Isolated("keeps all processors busy")
class UdpFloodTest {
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicLong sent = new AtomicLong();

    private CompletableFuture<Void> flooding(UdpClient client) {
        return Async.run(() -> {
            byte[] payload = new byte[20];
            while (!over.get()) {
                try {
                    client.send(payload);
                    sent.incrementAndGet();
                } catch (PortUnreachableException refused) {
                    // that one was not sent
                } catch (IOException failure) {
                    throw new IllegalStateException(failure);
                }
            }
        });
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void allIsReceivedOrDroppedByTheKernel() throws IOException {
        try (LiveUdpEndpoint sink = StartedUdp.sink();
                UdpClient one = UdpClient.of(sink);
                UdpClient two = UdpClient.connected(sink)) {
            CompletableFuture<Void> flood = CompletableFuture.allOf(flooding(one), flooding(two));
            try {
                Started.eventually(() -> sink.counts().received() > 0);
                for (int i = 0; i < 10; i++) {
                    sink.during(loss(0.5), () -> assertThat(sink.counts().received())
                            .isPositive());
                    assertThat(sink.unaccounted()).isEmpty();
                    assertThat(sink.clients().size()).isLessThanOrEqualTo(2);
                }
            } finally {
                over.set(true);
                flood.join();
            }
            UdpCounts counts = sink.counts();
            assertThat(counts.received() + counts.kernelDrops()).isEqualTo(sent.get());
            assertThat(counts.delivered() + counts.dropped("loss")).isEqualTo(counts.received());
            assertThat(sink.unaccounted()).isEmpty();
        }
    }

    @Test
    void aProxyIsRefusedReboundAndEndedInTheMidstOfIt() throws IOException {
        try (LiveUdpEndpoint server = StartedUdp.echo();
                UdpClient somebody = UdpClient.of(server)) {
            LiveUdpEndpoint proxy = StartedUdp.proxy(server.address());
            try (UdpClient one = UdpClient.connected(proxy);
                    UdpClient two = UdpClient.of(proxy)) {
                proxy.expectClient(two.address());
                CompletableFuture<Void> flood = CompletableFuture.allOf(flooding(one), flooding(two));
                try {
                    for (int i = 0; i < 4; i++) {
                        proxy.during(refuse(), () -> proxy.counts(Direction.UPSTREAM));
                        proxy.rebind(two.address());
                        proxy.forwardTo(server.address());
                        proxy.restartRecords();
                        assertThat(proxy.unaccounted()).isEmpty();
                        proxy.expectClient(two.address());
                    }
                    proxy.close();
                } finally {
                    over.set(true);
                    flood.join();
                }
            }
            assertThat(proxy.unaccounted()).isEmpty();
            assertThat(proxy.takeErrors()).isEmpty();
            // what still waits before the server may leave no room for the first one
            Started.eventually(() -> isAnswered(somebody));
            assertThat(server.unaccounted()).isEmpty();
        }
    }

    private static boolean isAnswered(UdpClient client) {
        try {
            client.send("alive");
            return client.receiveWithin(200) != null;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
