package dev.haywire.internal.net;

import static dev.haywire.fault.Faults.blackhole;
import static dev.haywire.fault.Faults.latency;
import static dev.haywire.fault.Faults.loss;
import static dev.haywire.fault.Faults.refuse;
import static dev.haywire.fault.Faults.slowClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.haywire.fault.ActiveFault;
import dev.haywire.fault.LinkFault;
import dev.haywire.fault.UdpFault;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Equal faults by the thousand: what they cost grows as their number does, and each has a number of its own. */
@Isolated("each of the calls by the thousand waits for a loop, which other tests keep busy")
class ManyFaultsTest {
    private static final int MANY = 20_000;
    private static final int CLIENTS = 40_000;

    /** Many times what it takes; what grew as the square of their number, or the cube, would take minutes. */
    private static final Duration ENOUGH = Duration.ofMinutes(1);

    static Stream<LinkFault> faults() {
        return Stream.of(latency(Duration.ofMillis(1)), blackhole().upstream(), refuse());
    }

    @ParameterizedTest
    @MethodSource("faults")
    void onTcpAreAppliedAndClosed(LinkFault fault) {
        assertTimeoutPreemptively(ENOUGH, () -> {
            try (LiveTcpEndpoint endpoint = Started.echo();
                    Client client = Client.connect(endpoint.address())) {
                assertThat(client.echo("open")).isEqualTo("open");
                List<ActiveFault> applied = new ArrayList<>();
                for (int i = 0; i < MANY; i++) {
                    applied.add(endpoint.apply(fault));
                }
                assertThat(endpoint.faults()).hasSize(MANY);
                Collections.reverse(applied);
                applied.forEach(ActiveFault::close);
                assertThat(endpoint.faults()).isEmpty();
            }
        });
    }

    @Test
    void onTcpWhileAStageHoldsDataAreAppliedAndClosed() {
        assertTimeoutPreemptively(ENOUGH, () -> {
            try (LiveTcpEndpoint endpoint = Started.echo();
                    Client client = Client.connect(endpoint.address())) {
                List<ActiveFault> applied = new ArrayList<>();
                for (int i = 0; i < MANY; i++) {
                    applied.add(endpoint.apply(latency(Duration.ofHours(1))));
                    if (i == 0) {
                        client.send("held");
                        applied.get(0).awaitFired();
                    }
                }
                assertThat(endpoint.connection(0).received()).isEmpty();
                // in the order of application: each hands on to the next
                applied.forEach(ActiveFault::close);
                assertThat(client.read(4)).isEqualTo("held");
            }
        });
    }

    @Test
    void onUdpWhileAStageHoldsADatagramAreAppliedAndClosed() {
        assertTimeoutPreemptively(ENOUGH, () -> {
            try (LiveUdpEndpoint endpoint = StartedUdp.echo();
                    UdpClient client = UdpClient.of(endpoint)) {
                List<ActiveFault> applied = new ArrayList<>();
                for (int i = 0; i < MANY; i++) {
                    applied.add(endpoint.apply(latency(Duration.ofHours(1))));
                    if (i == 0) {
                        client.send("held");
                        applied.get(0).awaitFired();
                    }
                }
                applied.forEach(ActiveFault::close);
                assertThat(client.receive()).isEqualTo("held");
            }
        });
    }

    @Test
    void onTcpThatLetDataThroughLeaveItAlone() throws IOException {
        try (LiveTcpEndpoint endpoint = Started.echo();
                Client client = Client.connect(endpoint.address())) {
            for (int i = 0; i < MANY; i++) {
                endpoint.apply(slowClose(Duration.ofMillis(1)));
            }
            assertThat(client.echo("through")).isEqualTo("through");
        }
    }

    @Test
    void onUdpThatLetDatagramsThroughLeaveThemAlone() throws IOException {
        try (LiveUdpEndpoint endpoint = StartedUdp.echo();
                UdpClient client = UdpClient.of(endpoint)) {
            for (int i = 0; i < MANY; i++) {
                endpoint.apply(latency(Duration.ZERO));
            }
            assertThat(client.send("through").receive()).isEqualTo("through");
        }
    }

    static Stream<UdpFault> datagramFaults() {
        return Stream.of(latency(Duration.ofMillis(1)), loss(0), refuse());
    }

    @ParameterizedTest
    @MethodSource("datagramFaults")
    void onUdpAreAppliedAndHealed(UdpFault fault) {
        assertTimeoutPreemptively(ENOUGH, () -> {
            try (LiveUdpEndpoint endpoint = StartedUdp.echo();
                    UdpClient client = UdpClient.of(endpoint)) {
                assertThat(client.send("known").receive()).isEqualTo("known");
                for (int i = 0; i < MANY; i++) {
                    endpoint.apply(fault);
                }
                assertThat(endpoint.faults()).hasSize(MANY);
                endpoint.heal();
                assertThat(endpoint.faults()).isEmpty();
            }
        });
    }

    @Test
    void haveTheSmallestNumberThatNoneTheyShareADirectionWithHas() {
        Occurrences numbers = new Occurrences();
        assertThat(numbers.take(loss(0.5).upstream())).isZero();
        assertThat(numbers.take(loss(0.5).downstream())).isZero();
        assertThat(numbers.take(loss(0.5))).isEqualTo(1);
        assertThat(numbers.take(loss(0.1).upstream())).isEqualTo(2);
        numbers.give(loss(0.5), 1);
        assertThat(numbers.take(loss(0.5).upstream())).isEqualTo(1);
        assertThat(numbers.take(loss(0.5).downstream())).isEqualTo(1);
    }

    @Test
    void areWhatAClearOfTheRecordsWithManyClientsGoesThroughOnce() throws IOException {
        try (LiveUdpEndpoint endpoint = StartedUdp.sink()) {
            endpoint.apply(loss(0.5));
            for (int i = 0; i < CLIENTS; i++) {
                endpoint.expectClient(new InetSocketAddress("127.1." + i / 250 + "." + (1 + i % 250), 9));
            }
            assertTimeoutPreemptively(ENOUGH, endpoint::clearRecords);
            assertThat(endpoint.clients()).isEmpty();
        }
    }
}
