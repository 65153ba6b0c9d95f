package dev.haywire.internal.net;

import static dev.haywire.fault.Faults.drop;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.UdpCounts;
import dev.haywire.fault.Direction;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Who sends never waits: what the loop has not taken over is bounded, and what finds no room is a loss with a cause. */
class UdpSendQueueTest {
    private static final int SENT = 20_000;
    private static final byte[] PAYLOAD = new byte[1400];

    /** 16 MiB of payloads, each with the 256 B that it costs beside. */
    private static final int FIT = (16 << 20) / (1400 + 256);

    @Test
    void dropsWhatFindsNoRoomWhileTheLoopIsBusy() throws IOException {
        try (LiveUdpEndpoint endpoint = StartedUdp.sink();
                UdpClient client = UdpClient.of(endpoint)) {
            CountDownLatch asked = new CountDownLatch(1);
            CountDownLatch sent = new CountDownLatch(1);
            endpoint.apply(drop().upstream().matching(datagram -> {
                asked.countDown();
                await(sent);
                return false;
            }));
            client.send("keeps the loop busy");
            await(asked);
            for (int i = 0; i < SENT; i++) {
                endpoint.send(PAYLOAD, client.address());
            }
            sent.countDown();
            // what was dropped is told on the loop, after what was not
            Started.eventually(() -> endpoint.counts(Direction.DOWNSTREAM).received() == SENT);
            UdpCounts counts = endpoint.counts(Direction.DOWNSTREAM);
            assertThat(counts.dropped("sendQueue")).isEqualTo(SENT - FIT);
            assertThat(counts.delivered() + counts.dropped("send")).isEqualTo(FIT);
            assertThat(endpoint.unaccounted()).isEmpty();
            assertThat(endpoint.journal().lines())
                    .anyMatch(line -> line.endsWith("#0 downstream 20000: dropped: too many wait to be sent"));

            long before = counts.delivered();
            endpoint.send(PAYLOAD, client.address());
            Started.eventually(() -> endpoint.counts(Direction.DOWNSTREAM).delivered() == before + 1);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
