package dev.haywire.internal.net;

import static dev.haywire.fault.Faults.duplicate;
import static dev.haywire.fault.Faults.latency;
import static dev.haywire.fault.Faults.truncate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haywire.Datagram;
import dev.haywire.fault.Direction;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The smallest and the largest datagrams, through all kinds of endpoints. */
class UdpSizesTest {
    private static final int LARGEST = 65_507;

    private static final LiveUdpEndpoint ECHO = StartedUdp.echo();

    @AfterAll
    static void close() {
        ECHO.close();
    }

    static Stream<LiveUdpEndpoint> echoes() {
        return Stream.of(
                StartedUdp.echo(),
                StartedUdp.handler((datagram, replier) -> replier.reply(datagram.payload())),
                StartedUdp.proxy(ECHO.address()));
    }

    private static byte[] pattern(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i * 31);
        }
        return bytes;
    }

    @ParameterizedTest
    @MethodSource("echoes")
    void emptyAndLargestPass(LiveUdpEndpoint endpoint) throws IOException {
        try (endpoint;
                UdpClient client = UdpClient.of(endpoint)) {
            for (int length : new int[] {0, 1, 1_472, 0, LARGEST - 1, LARGEST, 0}) {
                byte[] payload = pattern(length);
                client.send(payload);
                assertThat(client.receiveBytes()).isEqualTo(payload);
            }
            assertThat(endpoint.datagrams(Direction.BOTH)).hasSize(14);
            assertThat(endpoint.datagrams())
                    .extracting(datagram -> datagram.payload().length)
                    .containsExactly(0, 1, 1_472, 0, LARGEST - 1, LARGEST, 0);
            assertThat(endpoint.unaccounted()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("echoes")
    void emptyAndLargestPassFaultsToo(LiveUdpEndpoint endpoint) throws IOException {
        try (endpoint;
                UdpClient client = UdpClient.of(endpoint)) {
            endpoint.apply(latency(Duration.ofMillis(1)));
            endpoint.apply(duplicate(1).upstream());
            for (int length : new int[] {0, LARGEST}) {
                byte[] payload = pattern(length);
                client.send(payload);
                assertThat(client.receiveBytes()).isEqualTo(payload);
                assertThat(client.receiveBytes()).isEqualTo(payload);
            }
            endpoint.apply(truncate(0).downstream());
            client.send("x");
            assertThat(client.receiveBytes()).isEmpty();
            assertThat(client.receiveBytes()).isEmpty();
            assertThat(endpoint.unaccounted()).isEmpty();
        }
    }

    @Test
    void moreThanADatagramHoldsIsRefused() throws IOException {
        try (LiveUdpEndpoint sink = StartedUdp.sink();
                UdpClient client = UdpClient.of(sink)) {
            assertThatThrownBy(() -> sink.send(new byte[LARGEST + 1], client.address()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a payload of 65508 bytes: a datagram to " + Addresses.spelled(client.address())
                            + " holds at most 65507; send several");
            sink.send(new byte[LARGEST], client.address());
            assertThat(client.receiveBytes()).hasSize(LARGEST);
        }
    }

    @Test
    void whatIsReadIsACopy() throws IOException {
        try (LiveUdpEndpoint sink = StartedUdp.sink();
                UdpClient client = UdpClient.of(sink)) {
            client.send("abc");
            Datagram datagram = sink.takeDatagram();
            Arrays.fill(datagram.payload(), (byte) 'x');
            assertThat(datagram.text()).isEqualTo("abc");
            byte[] sent = Started.bytes("mine");
            sink.send(sent, client.address());
            Arrays.fill(sent, (byte) 'x');
            assertThat(client.receive()).isEqualTo("mine");
            assertThatThrownBy(() -> sink.datagrams().clear()).isInstanceOf(UnsupportedOperationException.class);
            assertThatThrownBy(() -> sink.clients().clear()).isInstanceOf(UnsupportedOperationException.class);
        }
    }

    @Test
    void tenThousandAreKeptAndTheOthersCounted() throws IOException {
        try (LiveUdpEndpoint sink = StartedUdp.sink();
                UdpClient client = UdpClient.of(sink)) {
            UdpFlood.counted(sink, client, 10_000);
            assertThat(sink.recordTruncated()).isFalse();
            UdpFlood.counted(sink, client, 500);
            assertThat(sink.recordTruncated()).isTrue();
            assertThat(sink.datagrams()).hasSize(10_000);
            assertThat(sink.datagrams().get(9_999).text()).isEqualTo("10000");
            assertThat(sink.counts().delivered()).isEqualTo(10_500);
            sink.awaitDatagrams(10_500);
            for (int i = 1; i <= 10_000; i++) {
                assertThat(sink.takeDatagram().ordinal()).isEqualTo(i);
            }
            assertThatThrownBy(() -> sink.takeDatagram(Duration.ofMillis(1)))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("of 10500 delivered datagrams all were taken or are not kept");
            sink.restartRecords();
            assertThat(sink.recordTruncated()).isFalse();
            client.send("again");
            assertThat(sink.takeDatagram().text()).isEqualTo("again");
        }
    }

    @Test
    void memoryOfRecordsIsBoundedToo() throws IOException {
        try (LiveUdpEndpoint sink = StartedUdp.sink();
                UdpClient client = UdpClient.of(sink)) {
            byte[] large = new byte[60_000];
            for (int i = 1; i <= 1_200; i++) {
                client.send(large);
                sink.awaitDatagrams(i);
            }
            assertThat(sink.recordTruncated()).isTrue();
            assertThat(sink.datagrams()).hasSize(64 * 1024 * 1024 / 60_000);
            assertThat(sink.counts().delivered()).isEqualTo(1_200);
        }
    }
}
