package dev.haywire.internal.toxiproxy;

import static dev.haywire.fault.Faults.bandwidth;
import static dev.haywire.fault.Faults.blackhole;
import static dev.haywire.fault.Faults.close;
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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haywire.fault.Direction;
import dev.haywire.fault.Distribution;
import dev.haywire.fault.TcpFault;
import dev.haywire.internal.toxiproxy.ToxicPlan.Toxic;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which faults become which toxics. */
class ToxicPlanTest {
    private static final Duration MS_20 = Duration.ofMillis(20);

    static Stream<Arguments> oneWay() {
        return Stream.of(
                Arguments.of(latency(MS_20, Duration.ofMillis(5)).upstream(), "latency", 20, 5),
                Arguments.of(bandwidth(64_000).upstream(), "bandwidth", 64, 0),
                Arguments.of(stall().upstream(), "bandwidth", 0, 0),
                Arguments.of(blackhole().upstream(), "timeout", 0, 0),
                Arguments.of(limitData(512).downstream(), "limit_data", 512, 0),
                Arguments.of(slice(7).pause(Duration.ofMillis(2)).upstream(), "slicer", 7, 2000),
                Arguments.of(slowClose(MS_20).upstream(), "slow_close", 20, 0));
    }

    @ParameterizedTest
    @MethodSource
    void oneWay(TcpFault fault, String type, long value, long option) {
        assertThat(ToxicPlan.of(fault))
                .isEqualTo(new ToxicPlan(false, List.of(new Toxic(type, fault.direction(), value, option, 1))));
    }

    @Test
    void bothWaysAreTwoToxics() {
        assertThat(ToxicPlan.of(latency(MS_20)).toxics())
                .extracting(Toxic::direction)
                .containsExactly(Direction.UPSTREAM, Direction.DOWNSTREAM);
    }

    @Test
    void refuseDisablesTheProxy() {
        assertThat(ToxicPlan.of(refuse())).isEqualTo(new ToxicPlan(true, List.of()));
    }

    @Test
    void aProbabilityIsAToxicity() {
        assertThat(ToxicPlan.of(stall().downstream().probability(0.5)).toxics())
                .extracting(Toxic::toxicity)
                .containsExactly(0.5f);
    }

    static Stream<TcpFault> impossible() {
        return Stream.of(
                corrupt(0.1),
                reset(),
                close(),
                halfClose().upstream(),
                connectHang(),
                refuse().keepOpen(),
                limitData(5).upstream(),
                limitData(5).direction(Direction.BOTH),
                limitData(5).downstream().thenReset(),
                reset().upstream().onNextData(),
                close().downstream().onNextData(),
                halfClose().downstream().onNextData(),
                latency(Duration.ofNanos(1_500_000)),
                latency(MS_20, MS_20).distribution(Distribution.NORMAL),
                bandwidth(512),
                stall().probability(0.5),
                stall().upstream().afterBytes(10),
                stall().onConnections(1),
                stall().firstConnections(2),
                stall().onOpenConnections(),
                stall().nextConnections(2),
                stall().onConnectionsWhere(c -> true),
                limitData(5).downstream().nextConnections(1));
    }

    @ParameterizedTest
    @MethodSource
    void impossible(TcpFault fault) {
        assertThatThrownBy(() -> ToxicPlan.of(fault))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(fault + " cannot be done by Toxiproxy")
                .hasMessageEndingWith(
                        "; Toxiproxy can do latency in whole ms with a UNIFORM jitter, bandwidth in whole KB/s"
                                + " (1000 B), stall, blackhole, refuse, downstream limitData, slice and slowClose, narrowed by direction,"
                                + " startingAfter, lasting, and probability in one direction; haywire.backend = embedded can do all");
    }

    @Test
    void saysWhatIsInTheWay() {
        assertThatThrownBy(() -> ToxicPlan.of(bandwidth(512)))
                .hasMessageStartingWith("bandwidth(512) cannot be done by Toxiproxy: its rate is in KB/s;");
        assertThatThrownBy(() -> ToxicPlan.of(limitData(512).upstream()))
                .hasMessageStartingWith("limitData(512).upstream() cannot be done by Toxiproxy:"
                        + " at an upstream limit it lets the server's answer through;");
    }
}
