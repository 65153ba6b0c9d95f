package dev.haywire.internal.net;

import static dev.haywire.fault.Faults.bandwidth;
import static dev.haywire.fault.Faults.latency;
import static dev.haywire.fault.Faults.stall;
import static dev.haywire.internal.net.Started.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haywire.fault.ActiveFault;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Ending a fault or an endpoint waits for no peer. */
@Isolated("counts slabs, and measures")
class StalledPeersTest {
    /** Far more than it takes (a few milliseconds), on a busy machine too; a wait for a peer, or for the fault, would last for ever. */
    private static final Duration AT_ONCE = Duration.ofSeconds(20);

    @Test
    void closingAFaultThatHoldsMuchForAClientThatDoesNotReadIsOverAtOnce() throws Exception {
        for (ActiveFaultOf fault : List.<ActiveFaultOf>of(
                endpoint -> endpoint.apply(latency(Duration.ofHours(1)).downstream()),
                endpoint -> endpoint.apply(bandwidth(1000).downstream()),
                endpoint -> endpoint.apply(stall().downstream()))) {
            try (Server server = Server.start();
                    LiveTcpEndpoint proxy = Started.proxy(server.address());
                    Client client = Client.slow(proxy.address());
                    Socket served = server.accept()) {
                ActiveFault active = fault.on(proxy);
                CompletableFuture<Long> written = Stream.write(served.getOutputStream(), 40 << 20, () -> {});
                eventually(() -> proxy.connection(0).bytesSent() > 60_000);

                long start = System.nanoTime();
                active.close();
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(AT_ONCE);
                proxy.close();
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(AT_ONCE);

                assertThat(written.get(10, TimeUnit.SECONDS)).isLessThan(40 << 20);
                assertThat(client.readUntilReset().length).isLessThan(40 << 20);
            }
            assertThat(SlabPool.used()).isZero();
        }
    }

    @Test
    void twoThousandStalledConnectionsAreResetAtOnce() throws Exception {
        List<Client> clients = new ArrayList<>();
        try (LiveTcpEndpoint echo = Started.echo()) {
            ActiveFault stalled = echo.apply(stall());
            for (int i = 0; i < 2000; i++) {
                clients.add(Client.connect(echo.address()));
            }
            assertThat(echo.openCount()).isEqualTo(2000);
            CompletableFuture<Long> fired;
            try (LoopThreads.Held atOnce = LoopThreads.hold()) {
                for (Client client : clients) {
                    client.send("held");
                }
                fired = Async.supply(stalled::fired);
                // for the call to be the first thing that the loop then does
                Thread.sleep(20);
            }
            assertThat(fired.get(10, TimeUnit.SECONDS))
                    .as("all that was there before the call")
                    .isEqualTo(2000);

            long start = System.nanoTime();
            echo.resetConnections();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(AT_ONCE);

            assertThat(echo.openCount()).isZero();
            for (Client client : clients) {
                assertThatThrownBy(client::read).hasMessage("Connection reset");
            }
        } finally {
            for (Client client : clients) {
                client.close();
            }
        }
        assertThat(SlabPool.used()).isZero();
    }

    private interface ActiveFaultOf {
        ActiveFault on(LiveTcpEndpoint endpoint);
    }
}
