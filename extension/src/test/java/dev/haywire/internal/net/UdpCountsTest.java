package dev.haywire.internal.net;

import static dev.haywire.fault.Faults.blackhole;
import static dev.haywire.fault.Faults.burstLoss;
import static dev.haywire.fault.Faults.drop;
import static dev.haywire.fault.Faults.duplicate;
import static dev.haywire.fault.Faults.latency;
import static dev.haywire.fault.Faults.loss;
import static dev.haywire.fault.Faults.mtu;
import static dev.haywire.fault.Faults.reorder;
import static dev.haywire.fault.Faults.stall;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.Datagram;
import dev.haywire.UdpCounts;
import dev.haywire.fault.ActiveFault;
import dev.haywire.fault.Direction;
import dev.haywire.fault.UdpFault;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The law: received and copies are delivered, dropped by a cause, or held. */
class UdpCountsTest {

    @Test
    void theCauseIsTheNameOfTheFactory() throws IOException {
        Map<String, UdpFault> lossy = new TreeMap<>(Map.of(
                "loss", loss(1),
                "burstLoss", burstLoss(0.99, 200),
                "drop", drop().first(1).upstream(),
                "blackhole", blackhole(),
                "mtu", mtu(3)));
        try (LiveUdpEndpoint sink = StartedUdp.sink();
                UdpClient client = UdpClient.of(sink)) {
            for (Map.Entry<String, UdpFault> one : lossy.entrySet()) {
                sink.restartRecords();
                ActiveFault fault = sink.apply(one.getValue());
                client.send("long enough");
                Started.eventually(() -> sink.counts().received() == 1);
                fault.close();
                assertThat(sink.counts().dropped(one.getKey())).as(one.getKey()).isEqualTo(1);
                assertThat(sink.counts().dropped()).isEqualTo(1);
                assertThat(sink.counts(Direction.DOWNSTREAM).dropped()).isZero();
                assertThat(sink.counts().dropped("no such cause")).isZero();
                assertThat(sink.unaccounted()).isEmpty();
                assertThat(fault.fired()).isEqualTo(1);
            }
        }
    }

    @Test
    void theFirstOfTwoCausesIsTheOne() throws IOException {
        try (LiveUdpEndpoint sink = StartedUdp.sink();
                UdpClient client = UdpClient.of(sink)) {
            sink.apply(loss(1));
            sink.apply(blackhole());
            client.send("x");
            Started.eventually(() -> sink.counts().dropped("loss") == 1);
            assertThat(sink.counts().dropped()).isEqualTo(1);
        }
    }

    @Test
    void copiesAreRecordedWithTheOrdinalOfTheirOriginal() throws IOException {
        try (LiveUdpEndpoint sink = StartedUdp.sink();
                UdpClient client = UdpClient.of(sink)) {
            sink.apply(duplicate(1));
            client.send("a", "b");
            sink.awaitDatagrams(4);
            assertThat(sink.datagrams()).extracting(Datagram::ordinal).containsExactly(1L, 1L, 2L, 2L);
            assertThat(sink.datagrams()).extracting(Datagram::text).containsExactly("a", "a", "b", "b");
            UdpCounts counts = sink.counts();
            assertThat(counts.received()).isEqualTo(2);
            assertThat(counts.duplicated()).isEqualTo(2);
            assertThat(counts.delivered()).isEqualTo(4);
            assertThat(counts.reordered()).isZero();
            assertThat(sink.unaccounted()).isEmpty();
        }
    }

    @Test
    void whatIsOvertakenIsCountedOnce() throws IOException {
        try (LiveUdpEndpoint sink = StartedUdp.sink();
                UdpClient client = UdpClient.of(sink)) {
            sink.apply(reorder(1).by(2).atMost(Duration.ofHours(1)).upstream().nth(1));
            client.send("a", "b", "c", "d");
            sink.awaitDatagrams(4);
            assertThat(sink.datagrams()).extracting(Datagram::text).containsExactly("b", "c", "a", "d");
            assertThat(sink.datagrams()).extracting(Datagram::ordinal).containsExactly(2L, 3L, 1L, 4L);
            assertThat(sink.counts().reordered()).isEqualTo(1);
        }
    }

    @Test
    void whatIsHeldIsBounded() throws IOException {
        try (LiveUdpEndpoint sink = StartedUdp.sink();
                UdpClient client = UdpClient.of(sink)) {
            ActiveFault stall = sink.apply(stall());
            byte[] large = new byte[60_000];
            int sent = 1_200;
            for (int i = 1; i <= sent; i++) {
                client.send(large);
                long expected = i;
                Started.eventually(() -> sink.counts().received() == expected);
            }
            long held = 64L * 1024 * 1024 / (60_000 + 256);
            assertThat(sink.counts().held()).isEqualTo(held);
            assertThat(sink.counts().dropped("stall")).isEqualTo(sent - held);
            assertThat(sink.unaccounted()).isEmpty();
            stall.close();
            sink.awaitDatagrams((int) held);
            assertThat(sink.counts().held()).isZero();
            assertThat(sink.unaccounted()).isEmpty();
        }
    }

    @Test
    void aCrowdOfFaultsLosesNothingUnexplained() throws IOException {
        try (LiveUdpEndpoint server = StartedUdp.echo();
                LiveUdpEndpoint proxy = StartedUdp.proxy(server.address());
                UdpClient one = UdpClient.of(proxy);
                UdpClient two = UdpClient.of(proxy)) {
            proxy.apply(loss(0.2));
            proxy.apply(duplicate(0.3));
            proxy.apply(reorder(0.2).atMost(Duration.ofMillis(5)));
            proxy.apply(latency(Duration.ofMillis(2), Duration.ofMillis(2)));
            proxy.apply(mtu(3));
            proxy.apply(stall().startingAfter(Duration.ofMillis(50)).lasting(Duration.ofMillis(20)));
            UdpFlood.counted(proxy, one, 1_500);
            UdpFlood.counted(proxy, two, 1_500);
            assertThat(proxy.unaccounted()).isEmpty();
            proxy.restartRecords();
            assertThat(proxy.unaccounted()).isEmpty();
            UdpFlood.counted(proxy, one, 500);
            proxy.heal();
            UdpCounts counts = proxy.counts(Direction.UPSTREAM);
            assertThat(counts.held()).isZero();
            assertThat(counts.delivered() + counts.dropped()).isEqualTo(counts.received() + counts.duplicated());
            assertThat(proxy.unaccounted()).isEmpty();
            assertThat(server.unaccounted()).isEmpty();
        }
    }

    @Test
    void aTestThatSendsMoreThanTheKernelTakesStillAddsUp() throws IOException {
        try (LiveUdpEndpoint sink = StartedUdp.sink();
                UdpClient client = UdpClient.of(sink)) {
            int sent = 50_000;
            for (int i = 0; i < sent; i++) {
                sink.send(new byte[1_000], client.address());
            }
            Started.eventually(() -> sink.counts(Direction.DOWNSTREAM).received() == sent);
            assertThat(sink.unaccounted()).isEmpty();
        }
    }
}
