package dev.haywire.fault;

import static dev.haywire.fault.Faults.bandwidth;
import static dev.haywire.fault.Faults.blackhole;
import static dev.haywire.fault.Faults.burstLoss;
import static dev.haywire.fault.Faults.connectHang;
import static dev.haywire.fault.Faults.corrupt;
import static dev.haywire.fault.Faults.drop;
import static dev.haywire.fault.Faults.duplicate;
import static dev.haywire.fault.Faults.gilbertElliott;
import static dev.haywire.fault.Faults.halfClose;
import static dev.haywire.fault.Faults.latency;
import static dev.haywire.fault.Faults.limitData;
import static dev.haywire.fault.Faults.loss;
import static dev.haywire.fault.Faults.markov4;
import static dev.haywire.fault.Faults.mtu;
import static dev.haywire.fault.Faults.refuse;
import static dev.haywire.fault.Faults.reorder;
import static dev.haywire.fault.Faults.reset;
import static dev.haywire.fault.Faults.slice;
import static dev.haywire.fault.Faults.slowClose;
import static dev.haywire.fault.Faults.stall;
import static dev.haywire.fault.Faults.truncate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.haywire.TcpConnection;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A fault spells itself as the code that makes it, in one order whatever the order of the calls. */
class FaultSpellingTest {

    private static final Duration MS = Duration.ofMillis(1);

    @ParameterizedTest
    @MethodSource
    void spellsItselfAsCode(Fault fault, String spelling) {
        assertThat(fault).hasToString(spelling);
        assertThat(spelling).startsWith(fault.kind() + "(");
    }

    static Stream<Arguments> spellsItselfAsCode() {
        return Stream.of(
                arguments(latency(Duration.ofMillis(100)), "latency(100 ms)"),
                arguments(latency(Duration.ZERO, Duration.ofNanos(1500)), "latency(0 ms, 1500 ns)"),
                arguments(
                        latency(Duration.ofSeconds(2), MS).upstream().distribution(Distribution.NORMAL),
                        "latency(2 s, 1 ms).distribution(NORMAL).upstream()"),
                arguments(bandwidth(64_000).downstream(), "bandwidth(64000).downstream()"),
                arguments(stall().direction(Direction.BOTH), "stall().direction(Direction.BOTH)"),
                arguments(
                        blackhole().after("say \"hi\"\r\n\t\\").downstream(),
                        "blackhole().downstream().after(\"say \\\"hi\\\"\\r\\n\\t\\\\\")"),
                arguments(refuse(), "refuse()"),
                arguments(refuse().lasting(MS).keepOpen(), "refuse().keepOpen().lasting(1 ms)"),
                arguments(connectHang().startingAfter(MS), "connectHang().startingAfter(1 ms)"),
                arguments(reset().afterBytes(100).upstream(), "reset().upstream().afterBytes(100)"),
                arguments(reset().after(new byte[] {1, -1}).upstream(), "reset().upstream().after(new byte[] {1, -1})"),
                arguments(reset().after(new byte[] {0}).upstream(), "reset().upstream().after(new byte[] {0})"),
                arguments(reset().firstConnections(2), "reset().onAccept().firstConnections(2)"),
                arguments(
                        reset().onNextData().firstConnections(2).downstream(),
                        "reset().downstream().firstConnections(2).onNextData()"),
                arguments(reset().upstream().nextConnections(2), "reset().upstream().nextConnections(2).onNextData()"),
                arguments(
                        halfClose().nextConnections(1).upstream(),
                        "halfClose().upstream().nextConnections(1).onNextData()"),
                arguments(
                        reset().nextConnections(2).upstream().afterBytes(9),
                        "reset().upstream().nextConnections(2).afterBytes(9)"),
                arguments(stall().onOpenConnections(), "stall().onOpenConnections()"),
                arguments(
                        stall().onConnectionsWhere(c -> true)
                                .nextConnections(2)
                                .onOpenConnections()
                                .onConnections(1),
                        "stall().onConnections(1).onOpenConnections().nextConnections(2).onConnectionsWhere(..)"),
                arguments(Faults.close().onAccept().probability(0.50), "close().onAccept().probability(0.5)"),
                arguments(halfClose().upstream(), "halfClose().upstream()"),
                arguments(
                        limitData(512).onConnections(3, 1, 3).thenReset(),
                        "limitData(512).thenReset().onConnections(1, 3)"),
                arguments(slice(1), "slice(1)"),
                arguments(slice(1).pause(Duration.ZERO), "slice(1).pause(0 ms)"),
                arguments(slowClose(Duration.ofMillis(1500)), "slowClose(1500 ms)"),
                arguments(corrupt(0.00001), "corrupt(0.00001)"),
                arguments(
                        loss(0.3).perBlock(10).upstream().maxBurst(2), "loss(0.3).maxBurst(2).perBlock(10).upstream()"),
                arguments(loss(1), "loss(1)"),
                arguments(burstLoss(0.1, 4), "burstLoss(0.1, 4)"),
                arguments(gilbertElliott(0.05, 0.5, 0.8, 0.01), "gilbertElliott(0.05, 0.5, 0.8, 0.01)"),
                arguments(markov4(0.02, 0.3, 0.2, 0.4, 0.01), "markov4(0.02, 0.3, 0.2, 0.4, 0.01)"),
                arguments(drop().nth(5, 3).upstream(), "drop().upstream().nth(3, 5)"),
                arguments(duplicate(0.1), "duplicate(0.1)"),
                arguments(duplicate(0.1).after(MS).copies(3), "duplicate(0.1).copies(3).after(1 ms)"),
                arguments(reorder(0.2), "reorder(0.2)"),
                arguments(reorder(0.2).gap(4).atMost(MS).by(2), "reorder(0.2).by(2).atMost(1 ms).gap(4)"),
                arguments(truncate(100).upstream(), "truncate(100).upstream()"),
                arguments(mtu(1200), "mtu(1200)"),
                arguments(corrupt(bytes -> bytes).probability(0.5), "corrupt(..).probability(0.5)"),
                arguments(
                        latency(MS, MS).keepOrder().correlation(0.25),
                        "latency(1 ms, 1 ms).correlation(0.25).keepOrder()"),
                arguments(bandwidth(9).queue(4), "bandwidth(9).queue(4)"),
                arguments(bandwidth(9).queue(4, 5000), "bandwidth(9).queue(4, 5000)"),
                arguments(
                        stall().every(3).first(9).nth(3, 1).sameForEveryClient().onClients(1, 0),
                        "stall().onClients(0, 1).sameForEveryClient().nth(1, 3).first(9).every(3)"),
                arguments(
                        stall().every(3).acrossClients().onClients(1, 0),
                        "stall().onClients(0, 1).acrossClients().every(3)"));
    }

    @Test
    void equalsWhatDoesTheSame() {
        assertThat(reset().upstream().afterBytes(9).lasting(MS))
                .isEqualTo(reset().lasting(MS).afterBytes(9).upstream())
                .hasSameHashCodeAs(reset().lasting(MS).afterBytes(9).upstream());
        assertThat(latency(MS)).isEqualTo(latency(MS, Duration.ZERO)).isNotEqualTo(latency(MS, MS));
        assertThat(latency(MS, MS).distribution(Distribution.PARETO).upstream())
                .isEqualTo(latency(MS, MS).upstream().distribution(Distribution.PARETO))
                .isNotEqualTo(latency(MS, MS).upstream());
        assertThat(refuse().keepOpen().lasting(MS))
                .isEqualTo(refuse().lasting(MS).keepOpen())
                .isNotEqualTo(refuse().lasting(MS));
        assertThat(slice(1).pause(MS)).isEqualTo(slice(1)).isNotEqualTo(slice(2));
        assertThat(limitData(1).thenReset()).isNotEqualTo(limitData(1));
        assertThat(stall().onConnections(2, 1)).isEqualTo(stall().onConnections(1, 2, 1));
        assertThat(stall().after("A")).isEqualTo(stall().after(new byte[] {65})).isNotEqualTo(stall().after("B"));
        assertThat(reset().firstConnections(2)).isEqualTo(reset().onAccept().firstConnections(2));
        assertThat(reset().nextConnections(2))
                .isEqualTo(reset().onNextData().nextConnections(2))
                .hasSameHashCodeAs(reset().onNextData().nextConnections(2))
                .isNotEqualTo(reset().nextConnections(3))
                .isNotEqualTo(reset().onNextData());
        assertThat(stall().onOpenConnections().upstream())
                .isEqualTo(stall().upstream().onOpenConnections())
                .isNotEqualTo(stall().upstream());
        Predicate<TcpConnection> odd = c -> c.index() % 2 == 1;
        assertThat(stall().onConnectionsWhere(odd))
                .isEqualTo(stall().onConnectionsWhere(odd).onConnectionsWhere(odd))
                .isNotEqualTo(stall().onConnectionsWhere(c -> c.index() % 2 == 1));
        assertThat(halfClose().onNextData().upstream())
                .isEqualTo(halfClose().upstream().onNextData())
                .isNotEqualTo(halfClose().upstream());
        assertThat(loss(0.3).maxBurst(2).upstream())
                .isEqualTo(loss(0.3).upstream().maxBurst(2))
                .isNotEqualTo(loss(0.3).upstream())
                .isNotEqualTo(loss(0.3).maxBurst(3).upstream());
        assertThat(latency(MS).keepOrder()).isNotEqualTo(latency(MS));
        assertThat(bandwidth(9).queue(1)).isNotEqualTo(bandwidth(9));
        assertThat((Fault) stall()).isNotEqualTo(blackhole());
        assertThat((Object) stall()).isNotEqualTo("stall()");
    }

    @Test
    void takesTheSameNarrowingTwice() {
        assertThat(stall().upstream().direction(Direction.UPSTREAM)).isEqualTo(stall().upstream());
        assertThat(stall().nth(1, 2).nth(2, 1)).isEqualTo(stall().nth(1, 2));
        assertThat(reset().onNextData().onNextData()).isEqualTo(reset().onNextData());
        assertThat(reset().onAccept().onAccept()).isEqualTo(reset().onAccept());
    }
}
