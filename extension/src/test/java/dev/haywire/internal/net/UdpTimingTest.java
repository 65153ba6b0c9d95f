package dev.haywire.internal.net;

import static dev.haywire.fault.Faults.bandwidth;
import static dev.haywire.fault.Faults.latency;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.Datagram;
import dev.haywire.fault.ActiveFault;
import dev.haywire.fault.Direction;
import dev.haywire.fault.Distribution;
import dev.haywire.fault.LatencyFault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** When datagrams arrive on real sockets: later, and never too early. */
class UdpTimingTest {
    private static final int MANY = 300;
    private static final long SEED = 99;
    private static final LatencyFault JITTERED = latency(Duration.ofMillis(8), Duration.ofMillis(6));

    static List<LatencyFault> delays() {
        LatencyFault jittered = JITTERED;
        return List.of(
                latency(Duration.ofMillis(8)).upstream(),
                latency(Duration.ofMillis(8)).downstream(),
                jittered.upstream(),
                jittered.downstream(),
                jittered.distribution(Distribution.NORMAL).downstream(),
                jittered.distribution(Distribution.PARETO).upstream(),
                jittered.keepOrder().upstream());
    }

    /** Each carries its ordinal and when it was sent. */
    @ParameterizedTest
    @MethodSource("delays")
    void noneComesBeforeTheDelayDrawnForIt(LatencyFault delay) throws IOException {
        try (LiveUdpEndpoint echo = StartedUdp.echo();
                UdpClient client = UdpClient.of(echo)) {
            echo.seed(SEED);
            ActiveFault fault = echo.apply(delay);
            // how long one waits for those before it depends on when they came; its own delay does not
            LatencyFault alone = delay.keepsOrder() ? JITTERED.direction(delay.direction()) : delay;
            PureDecisions pure = PureDecisions.of(alone, SEED, echo.name(), delay.direction(), 0, MANY);
            List<Long> early = new ArrayList<>();
            boolean[] come = new boolean[MANY + 1];
            int received = 0;
            for (int i = 1; received < MANY; ) {
                if (i <= MANY) {
                    client.send(ByteBuffer.allocate(16)
                            .putLong(i++)
                            .putLong(System.nanoTime())
                            .array());
                }
                byte[] answer = i <= MANY ? client.receiveNow() : client.receiveBytes();
                if (answer != null) {
                    ByteBuffer read = ByteBuffer.wrap(answer);
                    long ordinal = read.getLong();
                    if (System.nanoTime() - read.getLong() < pure.delay(ordinal)) {
                        early.add(ordinal);
                    }
                    assertThat(come[(int) ordinal]).isFalse();
                    come[(int) ordinal] = true;
                    received++;
                }
            }
            assertThat(early).isEmpty();
            assertThat(fault.fired()).isEqualTo(pure.delayed());
            assertThat(echo.counts().dropped()).isZero();
            assertThat(echo.unaccounted()).isEmpty();
        }
    }

    @Test
    void aLineCarriesOneAfterTheOther() throws IOException {
        carries("127.0.0.1", 28);
    }

    @Test
    void onIpv6TheHeadersAreLonger() throws IOException {
        Ipv6.assume();
        carries("::1", 48);
    }

    /** 200 at once, each of which takes 1 ms: the k-th comes after k ms at the earliest. */
    private static void carries(String host, int headers) throws IOException {
        for (Direction way : new Direction[] {Direction.UPSTREAM, Direction.DOWNSTREAM}) {
            try (LiveUdpEndpoint echo = StartedUdp.at(host, 0, "echo", new UdpService.Echo());
                    UdpClient client = UdpClient.of(echo)) {
                ActiveFault fault = echo.apply(bandwidth(100_000).direction(way));
                byte[] payload = new byte[100 - headers];
                long start = System.nanoTime();
                for (int i = 0; i < 200; i++) {
                    client.send(payload);
                }
                for (int k = 1; k <= 200; k++) {
                    assertThat(client.receiveBytes()).hasSize(payload.length);
                    assertThat(System.nanoTime() - start)
                            .as("%s, number %d", way, k)
                            .isGreaterThanOrEqualTo(k * 1_000_000L);
                }
                assertThat(fault.fired()).isEqualTo(200);
                assertThat(echo.unaccounted()).isEmpty();
            }
        }
    }

    @Test
    void aQueueThatIsFullDropsTheTail() throws IOException {
        try (LiveUdpEndpoint sink = StartedUdp.sink();
                UdpClient client = UdpClient.of(sink)) {
            ActiveFault fault = sink.apply(bandwidth(1).queue(10).upstream());
            for (int i = 0; i < 50; i++) {
                client.send(String.valueOf(i));
            }
            // one on the line, ten that wait
            assertThat(sink.counts().held()).isEqualTo(11);
            assertThat(sink.counts().dropped("bandwidth")).isEqualTo(39);
            fault.close();
            assertThat(sink.datagrams())
                    .extracting(Datagram::text)
                    .containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10");
            assertThat(sink.unaccounted()).isEmpty();
        }
    }
}
