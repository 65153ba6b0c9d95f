package dev.haywire.internal.pipeline;

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
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.haywire.fault.Direction;
import dev.haywire.fault.TcpFault;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StagesTest {

    /** In the fixed order of the stages. */
    static List<TcpFault> streamFaults() {
        Duration second = Duration.ofSeconds(1);
        return List.of(
                blackhole(),
                limitData(1).upstream(),
                corrupt(1),
                bandwidth(1),
                latency(second),
                stall(),
                slice(1),
                slowClose(second),
                reset().upstream().afterBytes(1),
                close().upstream().after("x"),
                halfClose().upstream().onNextData());
    }

    static Stream<TcpFault> others() {
        return Stream.of(
                refuse(),
                connectHang(),
                reset(),
                close(),
                halfClose().upstream(),
                reset().onAccept(),
                close().firstConnections(1));
    }

    @ParameterizedTest
    @MethodSource("streamFaults")
    void worksThroughStages(TcpFault fault) {
        assertThat(Stages.worksThroughStages(fault)).isTrue();
        assertThat(stage(fault, Direction.UPSTREAM)).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("others")
    void doesNotWorkThroughStages(TcpFault fault) {
        assertThat(Stages.worksThroughStages(fault)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> stage(fault, Direction.UPSTREAM))
                .withMessage("no stage for " + fault + ": it is no fault of the stream");
    }

    @Test
    void stagesHaveTheRanksOfTheFixedOrder() {
        List<Rank> ranks = streamFaults().stream()
                .map(fault -> stage(fault, Direction.UPSTREAM).rank())
                .toList();
        assertThat(ranks).isSorted();
        assertThat(ranks.subList(0, 8)).doesNotHaveDuplicates();
        assertThat(ranks.subList(7, 11)).containsOnly(Rank.END);
    }

    @Test
    void needsOneDirectionThatTheFaultCovers() {
        assertThat(stage(stall(), Direction.DOWNSTREAM)).isNotNull();
        assertThat(stage(stall().downstream(), Direction.DOWNSTREAM)).isNotNull();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> stage(stall().upstream(), Direction.DOWNSTREAM))
                .withMessage("no stage of stall().upstream() for direction DOWNSTREAM");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> stage(stall(), Direction.BOTH))
                .withMessage("no stage of stall() for direction BOTH");
    }

    private static StreamStage stage(TcpFault fault, Direction direction) {
        return Stages.stage(fault, direction, Draws.of(1, "e", direction, fault.kind(), 0, 0), () -> {});
    }
}
