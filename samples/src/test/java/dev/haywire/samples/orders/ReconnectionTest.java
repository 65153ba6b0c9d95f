package dev.haywire.samples.orders;

import static dev.haywire.assertj.HaywireAssertions.assertThat;
import static dev.haywire.fault.Faults.refuse;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import dev.haywire.fault.ActiveFault;
import dev.haywire.fault.Latency;
import dev.haywire.samples.Sample;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** An order client that reconnects, on the wire of the engine; {@link ToxiproxyReconnectionTest} runs the same on that of a real Toxiproxy. */
class ReconnectionTest {
    private static final Duration PATIENCE = ofSeconds(20);

    /** In the field: the server restarts between two orders. Here: its port refuses until the client has failed, and serves again. */
    @Test
    @Latency(5)
    void comesBackAfterARestart(@TcpEchoServer TcpEndpoint server) throws Exception {
        CountDownLatch failed = new CountDownLatch(1);
        try (OrderClient client = new OrderClient(server.address(), new Backoff(ofMillis(50), ofMillis(200)))) {
            client.onRetry((IOException retry) -> failed.countDown());
            assertThat(client.send("one")).isEqualTo("one");
            CompletableFuture<String> second;
            try (ActiveFault down = server.apply(refuse())) {
                second = CompletableFuture.supplyAsync(() -> client.send("two"), task -> new Thread(task).start());
                assertThat(failed.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
                assertThat(down.isActive()).isTrue();
            }
            assertThat(second).succeedsWithin(PATIENCE).isEqualTo("two");
            assertThat(server).hasAccepted(2).connection(1).hasReceivedText("two\n");
        }
        Sample.shows("order client", "down and up again" + wire() + ": came back, both orders acknowledged");
    }

    String wire() {
        return "";
    }
}
