package dev.haywire.fault;

import static dev.haywire.fault.Faults.bandwidth;
import static dev.haywire.fault.Faults.blackhole;
import static dev.haywire.fault.Faults.burstLoss;
import static dev.haywire.fault.Faults.corrupt;
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

import dev.haywire.Datagram;
import dev.haywire.TcpConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What a fault and its selection tell about themselves, and that nobody can change them afterwards. */
class FaultValueTest {

    private static final Duration D = Duration.ofMillis(7);

    @Test
    void tellsWhatTheFactorySet() {
        LatencyFault latency = latency(D, Duration.ofMillis(3)).distribution(Distribution.PARETO);
        assertThat(latency.delay()).isEqualTo(D);
        assertThat(latency.jitter()).hasMillis(3);
        assertThat(latency.distribution()).isEqualTo(Distribution.PARETO);
        assertThat(latency(D).distribution()).isEqualTo(Distribution.UNIFORM);
        assertThat(latency(D).jitter()).isZero();
        assertThat(bandwidth(5).bytesPerSecond()).isEqualTo(5);
        assertThat(refuse().keepsOpen()).isFalse();
        assertThat(refuse().keepOpen().lasting(D).keepsOpen()).isTrue();
        assertThat(limitData(0).bytes()).isZero();
        assertThat(limitData(1).resets()).isFalse();
        assertThat(limitData(1).thenReset().resets()).isTrue();
        assertThat(slice(9).maxSize()).isEqualTo(9);
        assertThat(slice(9).pause()).hasMillis(1);
        assertThat(slice(9).pause(D).downstream().pause()).isEqualTo(D);
        assertThat(slowClose(D).delay()).isEqualTo(D);
        assertThat(corrupt(0.25).share()).isEqualTo(0.25);
    }

    @Test
    void tellsWhatTheFactoryOfAFaultOfDatagramsSet() {
        assertThat(loss(0.3).share()).isEqualTo(0.3);
        assertThat(loss(0.3).maxBurst()).isZero();
        assertThat(loss(0.3).perBlock()).isZero();
        assertThat(loss(0.3).maxBurst(2).perBlock(10).maxBurst()).isEqualTo(2);
        assertThat(loss(0.3).maxBurst(2).perBlock(10).upstream().perBlock()).isEqualTo(10);
        assertThat(burstLoss(0.1, 4).lossRate()).isEqualTo(0.1);
        assertThat(burstLoss(0.1, 4).meanLength()).isEqualTo(4);
        GilbertElliottFault gilbert = gilbertElliott(0.1, 0.2, 0.3, 0.4);
        assertThat(new double[] {gilbert.p(), gilbert.r(), gilbert.lossInBad(), gilbert.lossInGood()})
                .containsExactly(0.1, 0.2, 0.3, 0.4);
        Markov4Fault markov = markov4(0.1, 0.2, 0.3, 0.4, 0.5);
        assertThat(new double[] {markov.p13(), markov.p31(), markov.p32(), markov.p23(), markov.p14()})
                .containsExactly(0.1, 0.2, 0.3, 0.4, 0.5);
        assertThat(duplicate(0.1).share()).isEqualTo(0.1);
        assertThat(duplicate(0.1).copies()).isEqualTo(1);
        assertThat(duplicate(0.1).delay()).isZero();
        assertThat(duplicate(0.1).copies(3).after(D).copies()).isEqualTo(3);
        assertThat(duplicate(0.1).after(D).copies(3).delay()).isEqualTo(D);
        assertThat(reorder(0.1).share()).isEqualTo(0.1);
        assertThat(reorder(0.1).distance()).isEqualTo(1);
        assertThat(reorder(0.1).longest()).hasMillis(100);
        assertThat(reorder(0.1).spacing()).isEqualTo(1);
        ReorderFault reorder = reorder(0.1).by(2).gap(3).atMost(D);
        assertThat(reorder.distance()).isEqualTo(2);
        assertThat(reorder.spacing()).isEqualTo(3);
        assertThat(reorder.longest()).isEqualTo(D);
        assertThat(truncate(9).keep()).isEqualTo(9);
        assertThat(mtu(9).payload()).isEqualTo(9);
        UnaryOperator<byte[]> operator = bytes -> bytes;
        assertThat(corrupt(operator).upstream().rewrite()).isSameAs(operator);
        assertThat(corrupt(operator).kind()).isEqualTo("corrupt");
        assertThat(latency(D).correlation()).isZero();
        assertThat(latency(D).keepsOrder()).isFalse();
        assertThat(latency(D).correlation(1).upstream().correlation()).isEqualTo(1);
        assertThat(latency(D).keepOrder().upstream().keepsOrder()).isTrue();
        assertThat(bandwidth(5).queueLimit()).isEqualTo(1000);
        assertThat(bandwidth(5).queueBytes()).isEqualTo(Long.MAX_VALUE);
        assertThat(bandwidth(5).queue(2, 3).upstream().queueLimit()).isEqualTo(2);
        assertThat(bandwidth(5).queue(2, 3).upstream().queueBytes()).isEqualTo(3);
        assertThat(bandwidth(5).queue(2, 3).queue(2).queueBytes()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void selectsEverythingUnlessNarrowed() {
        Selection all = stall().selection();
        assertThat(all.direction()).isEmpty();
        assertThat(all.startingAfter()).isZero();
        assertThat(all.lasting()).isEmpty();
        assertThat(all.probability()).isEmpty();
        assertThat(all.connections()).isEmpty();
        assertThat(all.firstConnections()).isEmpty();
        assertThat(all.openConnections()).isFalse();
        assertThat(all.nextConnections()).isEmpty();
        assertThat(all.connectionsWhere()).isEmpty();
        assertThat(all.afterBytes()).isEmpty();
        assertThat(all.after()).isEmpty();
        assertThat(all.onAccept()).isFalse();
        assertThat(all.onNextData()).isFalse();
        assertThat(all.hasTrigger()).isFalse();
        assertThat(all.clients()).isEmpty();
        assertThat(all.sameForEveryClient()).isFalse();
        assertThat(all.acrossClients()).isFalse();
        assertThat(all.nth()).isEmpty();
        assertThat(all.first()).isEmpty();
        assertThat(all.every()).isEmpty();
        assertThat(all.matching()).isEmpty();
        assertThat(all).hasToString("").isEqualTo(blackhole().selection());
    }

    @Test
    void tellsHowItIsNarrowed() {
        Selection tcp = latency(D)
                .upstream()
                .startingAfter(D)
                .lasting(D)
                .probability(0.5)
                .onConnections(2, 0)
                .firstConnections(4)
                .after("é")
                .selection();
        assertThat(tcp.direction()).contains(Direction.UPSTREAM);
        assertThat(tcp.startingAfter()).isEqualTo(D);
        assertThat(tcp.lasting()).contains(D);
        assertThat(tcp.probability()).hasValue(0.5);
        assertThat(tcp.connections()).containsExactly(0, 2);
        assertThat(tcp.firstConnections()).hasValue(4);
        assertThat(latency(D).afterBytes(10).selection().afterBytes()).hasValue(10);
        assertThat(tcp.after())
                .hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo("é".getBytes(StandardCharsets.UTF_8)));
        assertThat(tcp.hasTrigger()).isTrue();

        Predicate<TcpConnection> where = connection -> true;
        Selection more = stall().onOpenConnections()
                .nextConnections(3)
                .onConnectionsWhere(where)
                .selection();
        assertThat(more.openConnections()).isTrue();
        assertThat(more.nextConnections()).hasValue(3);
        assertThat(more.connectionsWhere()).containsSame(where);
        assertThat(more.hasTrigger()).isFalse();

        Predicate<Datagram> predicate = datagram -> true;
        Selection udp = corrupt(1)
                .onClients(1, 0)
                .sameForEveryClient()
                .nth(5, 3)
                .first(9)
                .every(2)
                .matching(predicate)
                .selection();
        assertThat(udp.clients()).containsExactly(0, 1);
        assertThat(udp.sameForEveryClient()).isTrue();
        assertThat(udp.acrossClients()).isFalse();
        assertThat(corrupt(1).acrossClients().selection().acrossClients()).isTrue();
        assertThat(udp.nth()).containsExactly(3L, 5L);
        assertThat(udp.first()).hasValue(9);
        assertThat(udp.every()).hasValue(2);
        assertThat(udp.matching()).containsSame(predicate);
    }

    @Test
    void worksBothWaysUnlessADirectionIsNamed() {
        assertThat(latency(D).direction()).isEqualTo(Direction.BOTH);
        assertThat(latency(D).upstream().direction()).isEqualTo(Direction.UPSTREAM);
        assertThat(latency(D).downstream().direction()).isEqualTo(Direction.DOWNSTREAM);
        assertThat(reset().direction()).isEqualTo(Direction.BOTH);
    }

    @Test
    void firstConnectionsAloneImpliesOnAcceptOnResetAndClose() {
        assertThat(reset().firstConnections(2).selection().onAccept()).isTrue();
        assertThat(Faults.close().firstConnections(2).selection().hasTrigger()).isTrue();
        assertThat(reset().firstConnections(2)
                        .upstream()
                        .afterBytes(1)
                        .selection()
                        .onAccept())
                .isFalse();
        assertThat(reset().upstream().after("x").firstConnections(2).selection().onAccept())
                .isFalse();
        assertThat(reset().onNextData().firstConnections(2).selection().onAccept())
                .isFalse();
        assertThat(reset().onConnections(2).selection().hasTrigger()).isFalse();
        assertThat(halfClose().firstConnections(2).selection().hasTrigger()).isFalse();
        assertThat(stall().firstConnections(2).selection().onAccept()).isFalse();
    }

    @Test
    void nextConnectionsAloneImpliesOnNextDataOnEvents() {
        for (TcpFault event : List.of(
                reset().nextConnections(2),
                Faults.close().nextConnections(2),
                halfClose().nextConnections(2),
                reset().nextConnections(2).firstConnections(1))) {
            assertThat(event.selection().onNextData()).as("%s", event).isTrue();
            assertThat(event.selection().hasTrigger()).isTrue();
            assertThat(event.selection().onAccept()).isFalse();
            assertThat(event.upstream().afterBytes(1).selection().onNextData()).isFalse();
            assertThat(event.after("x").upstream().selection().onNextData()).isFalse();
        }
        assertThat(stall().nextConnections(2).selection().onNextData()).isFalse();
        assertThat(limitData(1).nextConnections(2).selection().hasTrigger()).isFalse();
    }

    @Test
    void onNextDataIsATrigger() {
        assertThat(reset().onNextData().selection().onNextData()).isTrue();
        assertThat(halfClose().upstream().onNextData().selection().hasTrigger()).isTrue();
        assertThat(Faults.close().onNextData().selection().onAccept()).isFalse();
    }

    @Test
    void takesTheEdgesOfEachRange() {
        assertThat(stall().probability(0).probability(-0.0).selection().probability())
                .hasValue(0);
        assertThat(stall().startingAfter(Duration.ofDays(36_500)).selection().startingAfter())
                .hasDays(36_500);
        assertThat(corrupt(0).share()).isZero();
        assertThat(truncate(0).keep()).isZero();
        assertThat(mtu(0).payload()).isZero();
        assertThat(burstLoss(0, 1).meanLength()).isEqualTo(1);
        assertThat(burstLoss(0.9, 9).meanLength()).isEqualTo(9);
        assertThat(burstLoss(0.5, 1).lossRate()).isEqualTo(0.5);
        assertThat(loss(1.0 / 3).perBlock(3).perBlock()).isEqualTo(3);
        assertThat(loss(1).perBlock(1).perBlock()).isEqualTo(1);
        assertThat(loss(0.5).maxBurst(1).perBlock(10).maxBurst()).isEqualTo(1);
        assertThat(duplicate(1).copies(1000).copies()).isEqualTo(1000);
        assertThat(bandwidth(1).queue(0).queueLimit()).isZero();
        assertThat(latency(D).correlation(0).correlation()).isZero();
        assertThat(slowClose(Duration.ZERO).delay()).isZero();
        assertThat(stall().afterBytes(0).selection().afterBytes()).hasValue(0);
        assertThat(bandwidth(Long.MAX_VALUE).bytesPerSecond()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void neverChanges() {
        StallFault stall = stall();
        stall.upstream();
        stall.lasting(D);
        assertThat(stall).isEqualTo(stall());

        byte[] bytes = {1, 2};
        int[] connections = {1, 2};
        StallFault narrowed = stall().after(bytes).onConnections(connections);
        bytes[0] = 9;
        connections[0] = 9;
        narrowed.selection().after().orElseThrow()[1] = 9;
        assertThat(narrowed).isEqualTo(stall().after(new byte[] {1, 2}).onConnections(1, 2));
    }
}
