package dev.haywire.internal.net;

import static dev.haywire.fault.Faults.loss;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haywire.Datagram;
import dev.haywire.fault.ActiveFault;
import dev.haywire.internal.net.UdpSpec.Cast;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** Waits for datagrams: each bounded, each telling what was seen instead. */
class UdpWaitTest {

    private static LiveUdpEndpoint impatient() {
        return Endpoints.start(new UdpSpec(
                "impatient", "127.0.0.1", 0, Cast.UNICAST, 0, new UdpService.Sink(), 0, Duration.ofMillis(20)));
    }

    @Test
    void timeoutsSayWhatWasSeen() throws IOException {
        try (LiveUdpEndpoint sink = impatient();
                UdpClient client = UdpClient.of(sink)) {
            assertThatThrownBy(() -> sink.takeDatagram(Duration.ofMillis(10)))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("to deliver another datagram")
                    .hasMessageContaining("10 ms")
                    .hasMessageContaining("none was delivered");
            client.send("x");
            assertThatThrownBy(() -> sink.awaitDatagrams(2))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining(
                            "UDP endpoint \"impatient\" at 127.0.0.1:" + sink.port() + " to deliver 2 datagrams")
                    .hasMessageContaining("20 ms")
                    .hasMessageContaining("it delivered 1");
            sink.takeDatagram();
            assertThatThrownBy(sink::takeDatagram)
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("of 1 delivered datagram all were taken");
            ActiveFault fault = sink.apply(loss(0));
            assertThatThrownBy(fault::awaitFired)
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining(
                            "fault loss(0) on UDP endpoint \"impatient\" at 127.0.0.1:" + sink.port() + " to fire")
                    .hasMessageContaining("it has not, having matched 0 datagrams");
        }
    }

    @Test
    void whatALocalPeerSentBeforeIsSeenWithoutWaiting() throws IOException {
        try (LiveUdpEndpoint sink = StartedUdp.sink();
                UdpClient client = UdpClient.of(sink)) {
            for (int i = 1; i <= 200; i++) {
                client.send("x");
                if (i % 2 == 0) {
                    sink.awaitDatagrams(i, Duration.ZERO);
                } else {
                    assertThat(sink.datagrams()).hasSize(i);
                }
                assertThat(sink.takeDatagram(Duration.ZERO).ordinal()).isEqualTo(i);
            }
        }
    }

    @Test
    void aWaitIsWokenByWhatComes() throws IOException {
        try (LiveUdpEndpoint sink = StartedUdp.sink();
                UdpClient client = UdpClient.of(sink)) {
            CompletableFuture<Datagram> taken = Async.supply(sink::takeDatagram);
            CompletableFuture<Void> three = Async.run(() -> sink.awaitDatagrams(3));
            client.send("a", "b", "c");
            assertThat(taken.join().text()).isEqualTo("a");
            three.join();
        }
    }

    @Test
    void eachDatagramIsTakenOnce() throws IOException {
        Set<String> taken = ConcurrentHashMap.newKeySet();
        int each = 250;
        try (LiveUdpEndpoint sink = StartedUdp.sink();
                UdpClient client = UdpClient.of(sink)) {
            CompletableFuture<?>[] takers = new CompletableFuture<?>[4];
            for (int i = 0; i < takers.length; i++) {
                takers[i] = Async.run(() -> {
                    for (int n = 0; n < each; n++) {
                        if (!taken.add(sink.takeDatagram().text())) {
                            throw new AssertionError("taken twice");
                        }
                    }
                });
            }
            UdpFlood.counted(sink, client, takers.length * each);
            CompletableFuture.allOf(takers).join();
            assertThat(taken).hasSize(takers.length * each);
        }
    }

    @Test
    void aFaultTellsThatItFired() throws IOException {
        try (LiveUdpEndpoint sink = StartedUdp.sink();
                UdpClient client = UdpClient.of(sink)) {
            ActiveFault fault = sink.apply(loss(1));
            CompletableFuture<Void> fired = Async.run(() -> fault.awaitFired());
            client.send("x");
            fired.join();
            assertThat(fault.matched()).isEqualTo(1);
            assertThat(fault.toString())
                    .isEqualTo("loss(1) on \"sink\" at 127.0.0.1:" + sink.port() + ", active, fired 1 time");
        }
    }
}
