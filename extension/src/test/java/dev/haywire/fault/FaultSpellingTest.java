package dev.haywire.fault;

import static dev.haywire.fault.Faults.bandwidth;
import static dev.haywire.fault.Faults.blackhole;
import static dev.haywire.fault.Faults.connectHang;
import static dev.haywire.fault.Faults.corrupt;
import static dev.haywire.fault.Faults.halfClose;
import static dev.haywire.fault.Faults.latency;
import static dev.haywire.fault.Faults.limitData;
import static dev.haywire.fault.Faults.refuse;
import static dev.haywire.fault.Faults.reset;
import static dev.haywire.fault.Faults.slice;
import static dev.haywire.fault.Faults.slowClose;
import static dev.haywire.fault.Faults.stall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
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
                        stall().every(3).first(9).nth(3, 1).sameForEveryClient().onClients(1, 0),
                        "stall().onClients(0, 1).sameForEveryClient().nth(1, 3).first(9).every(3)"));
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
        assertThat((Fault) stall()).isNotEqualTo(blackhole());
        assertThat((Object) stall()).isNotEqualTo("stall()");
    }

    @Test
    void takesTheSameNarrowingTwice() {
        assertThat(stall().upstream().direction(Direction.UPSTREAM)).isEqualTo(stall().upstream());
        assertThat(stall().nth(1, 2).nth(2, 1)).isEqualTo(stall().nth(1, 2));
        assertThat(reset().onAccept().onAccept()).isEqualTo(reset().onAccept());
    }
}
