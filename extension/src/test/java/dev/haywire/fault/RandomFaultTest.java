package dev.haywire.fault;

import static dev.haywire.fault.Faults.bandwidth;
import static dev.haywire.fault.Faults.blackhole;
import static dev.haywire.fault.Faults.burstLoss;
import static dev.haywire.fault.Faults.close;
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

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A fault is random where it may do nothing to all that passes. */
class RandomFaultTest {

    @ParameterizedTest
    @MethodSource
    void mayDoNothing(Fault fault) {
        assertThat(fault.isRandom()).isTrue();
    }

    static Stream<Fault> mayDoNothing() {
        return Stream.of(
                stall().probability(0.5),
                blackhole().probability(0),
                bandwidth(9).probability(0.99),
                latency(ms(9)).probability(0.5),
                latency(ms(10), ms(10)),
                latency(ms(10), ms(11)).upstream(),
                latency(ms(0), ms(1)),
                latency(ms(10), ms(10)).distribution(Distribution.PARETO),
                latency(ms(10), ms(5)).distribution(Distribution.PARETO_NORMAL),
                latency(ms(12), ms(3)).distribution(Distribution.NORMAL),
                reset().onAccept().probability(0.5),
                close().firstConnections(1).probability(0.5),
                halfClose().upstream().afterBytes(1).probability(0.5),
                limitData(1).probability(0.5),
                slice(1).probability(0.5),
                slowClose(ms(1)).probability(0.5),
                corrupt(0.5),
                corrupt(0),
                corrupt(bytes -> bytes).probability(0.5),
                loss(0.5),
                loss(0),
                loss(0.9).maxBurst(3),
                loss(0.5).perBlock(2),
                burstLoss(0.1, 4),
                burstLoss(0.9, 9),
                gilbertElliott(0.1, 0.5, 1, 0),
                gilbertElliott(1, 1, 1, 0),
                gilbertElliott(0, 0.5, 1, 0.9),
                gilbertElliott(0.5, 0, 0.9, 1),
                gilbertElliott(0, 0, 1, 0),
                markov4(0.1, 0.5, 0, 0, 0),
                markov4(0, 0, 0, 0, 1),
                markov4(0.5, 0, 0, 0, 0.25),
                markov4(1, 1, 0, 0, 0),
                drop().nth(3).probability(0.5),
                truncate(1).probability(0.5),
                mtu(1).probability(0.5),
                duplicate(0.5),
                reorder(0.5));
    }

    @ParameterizedTest
    @MethodSource
    void actsWhereAnythingPasses(Fault fault) {
        assertThat(fault.isRandom()).isFalse();
    }

    static Stream<Fault> actsWhereAnythingPasses() {
        return Stream.of(
                stall(),
                stall().probability(1),
                blackhole(),
                bandwidth(9),
                latency(ms(9)),
                latency(ms(0)),
                latency(ms(10), ms(9)),
                latency(ms(10), ms(9)).distribution(Distribution.PARETO),
                latency(ms(10), ms(4)).distribution(Distribution.PARETO_NORMAL),
                latency(ms(13), ms(3)).distribution(Distribution.NORMAL),
                refuse(),
                connectHang(),
                reset().onAccept(),
                close().onAccept().probability(1),
                halfClose().upstream(),
                limitData(1),
                slice(1),
                slowClose(ms(1)),
                corrupt(1),
                corrupt(bytes -> bytes),
                loss(1),
                loss(1).maxBurst(2),
                loss(1).perBlock(3),
                gilbertElliott(0.5, 0.5, 1, 1),
                gilbertElliott(0, 0.5, 0, 1),
                gilbertElliott(0.5, 0, 1, 0),
                markov4(1, 0, 0, 0, 0),
                markov4(0.5, 0, 0, 0, 0.5),
                markov4(1, 0, 0.5, 0.5, 0),
                drop().nth(3),
                truncate(1),
                mtu(1),
                duplicate(1),
                reorder(1));
    }

    private static Duration ms(long millis) {
        return Duration.ofMillis(millis);
    }
}
