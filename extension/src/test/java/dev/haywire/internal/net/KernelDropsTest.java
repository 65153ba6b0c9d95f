package dev.haywire.internal.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.UdpCounts;
import dev.haywire.fault.Direction;
import dev.haywire.internal.net.UdpSpec.Cast;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What the kernel drops because a receive buffer is full is told apart, exactly. */
@EnabledOnOs(OS.LINUX)
class KernelDropsTest {
    private static final int FLOOD = 2_000;
    private static final int SMALL = 20_000;

    private static LiveUdpEndpoint with(String host, UdpService service) {
        return Endpoints.start(new UdpSpec("small", host, 0, Cast.UNICAST, SMALL, service, 0, StartedUdp.TIMEOUT));
    }

    /** Sends while the loops do nothing. */
    private static void flood(UdpClient client) throws IOException {
        try (LoopThreads.Held held = LoopThreads.hold()) {
            for (int i = 0; i < FLOOD; i++) {
                client.send("some text");
            }
        }
    }

    private static void assertExact(LiveUdpEndpoint endpoint, long sent) {
        UdpCounts counts = endpoint.counts(Direction.UPSTREAM);
        assertThat(counts.kernelDrops()).isPositive();
        assertThat(counts.received() + counts.kernelDrops()).isEqualTo(sent);
        assertThat(endpoint.unaccounted()).isEmpty();
    }

    @Test
    void inFrontOfAPeer() throws IOException {
        try (LiveUdpEndpoint sink = with("127.0.0.1", new UdpService.Sink());
                UdpClient client = UdpClient.of(sink)) {
            flood(client);
            assertExact(sink, FLOOD);
            flood(client);
            assertExact(sink, 2 * FLOOD);
            sink.restartRecords();
            assertThat(sink.counts().kernelDrops()).isZero();
            flood(client);
            assertExact(sink, FLOOD);
        }
    }

    @Test
    void overIpv6() throws IOException {
        Ipv6.assume();
        try (LiveUdpEndpoint sink = with("::1", new UdpService.Sink());
                UdpClient client = UdpClient.of(sink)) {
            flood(client);
            assertExact(sink, FLOOD);
        }
    }

    @Test
    void onAllAddresses() throws IOException {
        try (LiveUdpEndpoint sink = with("0.0.0.0", new UdpService.Sink());
                UdpClient client = UdpClient.of(sink)) {
            flood(client);
            assertExact(sink, FLOOD);
        }
    }

    @Test
    void betweenAProxyAndItsServer() throws IOException {
        try (UdpClient server = UdpClient.listening();
                LiveUdpEndpoint proxy = StartedUdp.proxy(server.address());
                UdpClient client = UdpClient.of(proxy)) {
            long sent = 0;
            for (int round = 0; round < 3; round++) {
                client.send("who?");
                server.receive();
                try (LoopThreads.Held held = LoopThreads.hold()) {
                    for (int i = 0; i < 1_000; i++) {
                        server.reply(new byte[20_000]);
                        sent++;
                    }
                }
                // another socket, which the kernel counts from 0
                proxy.rebind(client.address());
                UdpCounts counts = proxy.counts(Direction.DOWNSTREAM);
                assertThat(counts.kernelDrops()).isPositive();
                assertThat(counts.received() + counts.kernelDrops()).isEqualTo(sent);
            }
            proxy.restartRecords();
            assertThat(proxy.counts(Direction.DOWNSTREAM).kernelDrops()).isZero();
            assertThat(proxy.counts(Direction.UPSTREAM).kernelDrops()).isZero();
        }
    }

    @Test
    void afterTheServerWasReplaced() throws IOException {
        try (UdpClient server = UdpClient.listening();
                LiveUdpEndpoint other = StartedUdp.sink();
                LiveUdpEndpoint proxy = StartedUdp.proxy(server.address());
                UdpClient client = UdpClient.of(proxy)) {
            client.send("who?");
            server.receive();
            proxy.forwardTo(other.address());
            try (LoopThreads.Held held = LoopThreads.hold()) {
                for (int i = 0; i < 1_000; i++) {
                    server.reply(new byte[20_000]);
                }
            }
            UdpCounts counts = proxy.counts(Direction.DOWNSTREAM);
            assertThat(counts.kernelDrops()).isPositive();
            assertThat(counts.received() + counts.kernelDrops()).isEqualTo(1_000);
        }
    }
}
