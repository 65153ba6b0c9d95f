package dev.haywire.internal.net;

import static dev.haywire.fault.Faults.drop;
import static dev.haywire.fault.Faults.latency;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.UdpCounts;
import dev.haywire.fault.ActiveFault;
import dev.haywire.fault.Direction;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Many clients at once: each has its own way to the server, its own count, its own answers. */
class UdpManyClientsTest {
    /** Where no other test's sockets are, which so many would leave fewer ports to. */
    private static final String OF_ITS_OWN = "127.0.0.16";

    /** Small datagrams that a receive buffer of the kernel's usual size holds, even if the loop reads none of them. */
    private static final int FIT = 250;

    private static List<UdpClient> clients(LiveUdpEndpoint endpoint, int count) throws IOException {
        List<UdpClient> clients = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            clients.add(UdpClient.of(endpoint));
        }
        return clients;
    }

    private static void close(List<UdpClient> clients) throws IOException {
        for (UdpClient client : clients) {
            client.close();
        }
    }

    @Test
    void aThousandAreAnsweredTwiceByAThousandSources() throws IOException {
        int many = 1_000;
        try (LiveUdpEndpoint server = StartedUdp.at(OF_ITS_OWN, 0, "echo", new UdpService.Echo());
                LiveUdpEndpoint proxy = StartedUdp.at(OF_ITS_OWN, 0, "proxy", new UdpService.Proxy(server.address()))) {
            List<UdpClient> clients = clients(proxy, many);
            try {
                for (int round = 1; round <= 2; round++) {
                    for (int first = 0; first < many; first += FIT) {
                        for (int i = first; i < first + FIT; i++) {
                            clients.get(i).send(round + "/" + i);
                        }
                        for (int i = first; i < first + FIT; i++) {
                            assertThat(clients.get(i).receive()).isEqualTo(round + "/" + i);
                        }
                    }
                }
            } finally {
                close(clients);
            }
            assertThat(proxy.clients()).hasSize(many);
            assertThat(new HashSet<>(server.clients())).hasSize(many);
            UdpCounts counts = proxy.counts();
            assertThat(counts.received()).isEqualTo(4L * many);
            assertThat(counts.delivered()).isEqualTo(4L * many);
            assertThat(counts.kernelDrops()).isZero();
            assertThat(proxy.unaccounted()).isEmpty();
        }
    }

    @Test
    void eightAtOnceLoseExactlyTheThirdAndTheFifth() throws IOException {
        int each = 500;
        try (LiveUdpEndpoint sink = StartedUdp.sink()) {
            List<UdpClient> clients = clients(sink, 8);
            try {
                ActiveFault fault = sink.apply(drop().nth(3, 5));
                CompletableFuture<?>[] senders = new CompletableFuture<?>[clients.size()];
                for (int i = 0; i < senders.length; i++) {
                    UdpClient client = clients.get(i);
                    senders[i] = Async.run(() -> sendNumbers(sink, client, each));
                }
                CompletableFuture.allOf(senders).join();
                long expected = 8L * each;
                Started.eventually(
                        () -> sink.counts().received() + sink.counts().kernelDrops() == expected);
                assertThat(sink.counts().kernelDrops()).isZero();
                assertThat(fault.fired()).isEqualTo(16);
                int[] got = new int[8];
                sink.datagrams().forEach(datagram -> {
                    assertThat(datagram.text()).isNotIn("3", "5");
                    assertThat(datagram.text()).isEqualTo(Long.toString(datagram.ordinal()));
                    got[datagram.index()]++;
                });
                assertThat(got).containsOnly(each - 2);
            } finally {
                close(clients);
            }
        }
    }

    private static void sendNumbers(LiveUdpEndpoint sink, UdpClient client, int count) {
        try {
            for (int i = 1; i <= count; i++) {
                client.send(Integer.toString(i));
                if (i % (FIT / 8) == 0) {
                    sink.counts(); // takes in what was sent
                }
            }
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Test
    void faultsComeAndGoUnderTraffic() throws IOException {
        try (LiveUdpEndpoint server = StartedUdp.echo();
                LiveUdpEndpoint proxy = StartedUdp.proxy(server.address())) {
            List<UdpClient> clients = clients(proxy, 4);
            try {
                CompletableFuture<?>[] talkers = new CompletableFuture<?>[clients.size()];
                for (int i = 0; i < talkers.length; i++) {
                    UdpClient client = clients.get(i);
                    talkers[i] = Async.run(() -> talk(client, 300));
                }
                while (!Arrays.stream(talkers).allMatch(CompletableFuture::isDone)) {
                    ActiveFault delay = proxy.apply(latency(Duration.ofMillis(1)));
                    proxy.apply(
                            latency(Duration.ofMillis(1), Duration.ofMillis(1)).downstream());
                    delay.close();
                    proxy.heal();
                    assertThat(proxy.unaccounted()).isEmpty();
                }
                CompletableFuture.allOf(talkers).join();
                assertThat(proxy.counts(Direction.UPSTREAM).delivered()).isEqualTo(4 * 300);
                assertThat(proxy.counts(Direction.DOWNSTREAM).delivered()).isEqualTo(4 * 300);
                assertThat(proxy.counts().dropped()).isZero();
            } finally {
                close(clients);
            }
        }
    }

    private static void talk(UdpClient client, int rounds) {
        try {
            for (int i = 0; i < rounds; i++) {
                client.send("x" + i);
                if (!client.receive().equals("x" + i)) {
                    throw new AssertionError("another answer");
                }
            }
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
