package dev.haywire.fault;

import static dev.haywire.fault.Faults.bandwidth;
import static dev.haywire.fault.Faults.connectHang;
import static dev.haywire.fault.Faults.corrupt;
import static dev.haywire.fault.Faults.drop;
import static dev.haywire.fault.Faults.halfClose;
import static dev.haywire.fault.Faults.latency;
import static dev.haywire.fault.Faults.limitData;
import static dev.haywire.fault.Faults.loss;
import static dev.haywire.fault.Faults.mtu;
import static dev.haywire.fault.Faults.refuse;
import static dev.haywire.fault.Faults.reorder;
import static dev.haywire.fault.Faults.reset;
import static dev.haywire.fault.Faults.slice;
import static dev.haywire.fault.Faults.stall;
import static dev.haywire.fault.Faults.truncate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.haywire.Protocol;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is refused only when a fault is applied: what it lacks, and what the endpoint's protocol rules out. */
class FaultRulesTest {

    private static final String DIRECTION =
            " needs a direction: use upstream() or downstream(), as an annotation direction = Direction.UPSTREAM or direction = Direction.DOWNSTREAM";
    private static final String ON_TCP = " is for datagrams; \"db\" is TCP: narrow ";
    private static final String ON_UDP = " is for connections; \"db\" is UDP: narrow ";

    private static final String BY_TCP = " by onConnections, firstConnections, afterBytes or after";
    private static final String BY_UDP = " by onClients, nth, first, every or matching";

    @ParameterizedTest
    @MethodSource
    void refuses(Fault fault, Protocol protocol, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FaultRules.check(fault, protocol, "db"))
                .withMessage(message);
    }

    static Stream<Arguments> refuses() {
        return Stream.of(
                arguments(limitData(512), Protocol.TCP, "limitData(512)" + DIRECTION),
                arguments(halfClose(), Protocol.TCP, "halfClose()" + DIRECTION),
                arguments(reset().afterBytes(100), Protocol.TCP, "reset().afterBytes(100)" + DIRECTION),
                arguments(reset().onNextData(), Protocol.TCP, "reset().onNextData()" + DIRECTION),
                arguments(Faults.close().onNextData(), Protocol.TCP, "close().onNextData()" + DIRECTION),
                arguments(halfClose().onNextData(), Protocol.TCP, "halfClose().onNextData()" + DIRECTION),
                arguments(Faults.close().after("BYE"), Protocol.TCP, "close().after(\"BYE\")" + DIRECTION),
                arguments(stall().afterBytes(1), Protocol.TCP, "stall().afterBytes(1)" + DIRECTION),
                arguments(stall().nth(3), Protocol.UDP, "stall().nth(3)" + DIRECTION),
                arguments(stall().first(3), Protocol.UDP, "stall().first(3)" + DIRECTION),
                arguments(stall().every(3), Protocol.UDP, "stall().every(3)" + DIRECTION),
                arguments(drop().nth(3), Protocol.UDP, "drop().nth(3)" + DIRECTION),
                arguments(drop().matching(datagram -> true), Protocol.UDP, "drop().matching(..)" + DIRECTION),
                arguments(truncate(9), Protocol.UDP, "truncate(9)" + DIRECTION),
                arguments(loss(0.3).maxBurst(2), Protocol.UDP, "loss(0.3).maxBurst(2)" + DIRECTION),
                arguments(loss(0.3).perBlock(10), Protocol.UDP, "loss(0.3).perBlock(10)" + DIRECTION),
                arguments(
                        loss(0.3).maxBurst(2).perBlock(10).onClients(1),
                        Protocol.UDP,
                        "loss(0.3).maxBurst(2).perBlock(10).onClients(1)" + DIRECTION),
                arguments(loss(0.3).first(9), Protocol.UDP, "loss(0.3).first(9)" + DIRECTION),
                arguments(
                        drop().upstream(),
                        Protocol.UDP,
                        "drop().upstream() needs the datagrams it drops: use nth(long...), first(long), every(long) or matching(Predicate),"
                                + " as an annotation @Drop({3, 5}), first or every; to lose all of them use blackhole()"),
                arguments(loss(0.3), Protocol.TCP, "loss is for datagrams; \"db\" is TCP: apply it to a UDP endpoint"),
                arguments(drop(), Protocol.TCP, "drop is for datagrams; \"db\" is TCP: apply it to a UDP endpoint"),
                arguments(
                        latency(Duration.ZERO, Duration.ZERO).correlation(0.5),
                        Protocol.TCP,
                        "correlation(0.5) is for datagrams; \"db\" is TCP: use latency with a jitter alone"),
                arguments(
                        bandwidth(1).queue(9),
                        Protocol.TCP,
                        "queue(..) is for datagrams; \"db\" is TCP: use bandwidth(long) alone, which lets the sender wait"),
                arguments(stall().nth(3), Protocol.TCP, "nth(3)" + ON_TCP + "stall" + BY_TCP),
                arguments(stall().upstream().first(3), Protocol.TCP, "first(3)" + ON_TCP + "stall" + BY_TCP),
                arguments(stall().every(3), Protocol.TCP, "every(3)" + ON_TCP + "stall" + BY_TCP),
                arguments(stall().onClients(1), Protocol.TCP, "onClients(1)" + ON_TCP + "stall" + BY_TCP),
                arguments(
                        stall().sameForEveryClient(), Protocol.TCP, "sameForEveryClient()" + ON_TCP + "stall" + BY_TCP),
                arguments(stall().acrossClients(), Protocol.TCP, "acrossClients()" + ON_TCP + "stall" + BY_TCP),
                arguments(
                        latency(Duration.ZERO).acrossClients().upstream(),
                        Protocol.TCP,
                        "acrossClients()" + ON_TCP + "latency" + BY_TCP),
                arguments(stall().matching(datagram -> true), Protocol.TCP, "matching(..)" + ON_TCP + "stall" + BY_TCP),
                arguments(stall().onConnections(1), Protocol.UDP, "onConnections(1)" + ON_UDP + "stall" + BY_UDP),
                arguments(stall().firstConnections(1), Protocol.UDP, "firstConnections(1)" + ON_UDP + "stall" + BY_UDP),
                arguments(stall().onOpenConnections(), Protocol.UDP, "onOpenConnections()" + ON_UDP + "stall" + BY_UDP),
                arguments(stall().nextConnections(1), Protocol.UDP, "nextConnections(1)" + ON_UDP + "stall" + BY_UDP),
                arguments(
                        stall().onConnectionsWhere(c -> true),
                        Protocol.UDP,
                        "onConnectionsWhere(..)" + ON_UDP + "stall" + BY_UDP),
                arguments(
                        reset().nextConnections(1),
                        Protocol.TCP,
                        "reset().nextConnections(1).onNextData()" + DIRECTION),
                arguments(
                        halfClose().nextConnections(1),
                        Protocol.TCP,
                        "halfClose().nextConnections(1).onNextData()" + DIRECTION),
                arguments(stall().afterBytes(1).upstream(), Protocol.UDP, "afterBytes(1)" + ON_UDP + "stall" + BY_UDP),
                arguments(stall().after("x").upstream(), Protocol.UDP, "after(\"x\")" + ON_UDP + "stall" + BY_UDP),
                arguments(
                        refuse().keepOpen(),
                        Protocol.UDP,
                        "keepOpen() is for connections; \"db\" is UDP: use refuse() alone"),
                arguments(
                        slice(1), Protocol.UDP, "slice is for connections; \"db\" is UDP: apply it to a TCP endpoint"),
                arguments(
                        halfClose().upstream().firstConnections(2),
                        Protocol.TCP,
                        "halfClose().upstream().firstConnections(2) hits nothing:"
                                + " without a trigger it acts on the connections open now, and firstConnections counts those accepted later;"
                                + " add afterBytes(long), after(String) or onNextData()"));
    }

    @ParameterizedTest
    @MethodSource
    void accepts(Fault fault, Protocol protocol) {
        assertThatNoException().isThrownBy(() -> FaultRules.check(fault, protocol, "db"));
    }

    static Stream<Arguments> accepts() {
        return Stream.of(
                arguments(limitData(512).direction(Direction.BOTH), Protocol.TCP),
                arguments(halfClose().downstream(), Protocol.TCP),
                arguments(halfClose().downstream().firstConnections(2).afterBytes(0), Protocol.TCP),
                arguments(reset(), Protocol.TCP),
                arguments(reset().upstream(), Protocol.TCP),
                arguments(reset().onOpenConnections(), Protocol.TCP),
                arguments(stall().onOpenConnections().nextConnections(1).onConnectionsWhere(c -> true), Protocol.TCP),
                arguments(halfClose().upstream().nextConnections(1).firstConnections(1), Protocol.TCP),
                arguments(reset().firstConnections(2), Protocol.TCP),
                arguments(reset().upstream().after("COMMIT"), Protocol.TCP),
                arguments(latency(Duration.ZERO), Protocol.UDP),
                arguments(refuse().keepOpen(), Protocol.TCP),
                arguments(refuse(), Protocol.UDP),
                arguments(connectHang(), Protocol.TCP),
                arguments(bandwidth(1).queue(9), Protocol.UDP),
                arguments(latency(Duration.ZERO).keepOrder(), Protocol.TCP),
                arguments(latency(Duration.ZERO).correlation(0.5), Protocol.UDP),
                arguments(drop().upstream().nth(3, 5), Protocol.UDP),
                arguments(drop().direction(Direction.BOTH).every(3), Protocol.UDP),
                arguments(drop().upstream().matching(datagram -> true), Protocol.UDP),
                arguments(truncate(9).downstream(), Protocol.UDP),
                arguments(loss(0.3), Protocol.UDP),
                arguments(loss(0.3).maxBurst(2).upstream(), Protocol.UDP),
                arguments(loss(0.3).perBlock(10).downstream(), Protocol.UDP),
                arguments(loss(0.3).maxBurst(2).direction(Direction.BOTH), Protocol.UDP),
                arguments(mtu(9), Protocol.UDP),
                arguments(reorder(0.5), Protocol.UDP),
                arguments(corrupt(bytes -> bytes), Protocol.UDP),
                arguments(stall().downstream().nth(3), Protocol.UDP),
                arguments(stall().matching(datagram -> true), Protocol.UDP));
    }

    @Test
    void completesTheDirectionWhereOnlyOneMakesSense() {
        assertThat(FaultRules.completed(limitData(1), Direction.UPSTREAM))
                .isEqualTo(limitData(1).upstream());
        assertThat(FaultRules.completed(reset().afterBytes(1), Direction.UPSTREAM))
                .isEqualTo(reset().upstream().afterBytes(1));
        assertThat(FaultRules.completed(limitData(1).downstream(), Direction.UPSTREAM))
                .isEqualTo(limitData(1).downstream());
        assertThat(FaultRules.completed(latency(Duration.ZERO), Direction.UPSTREAM))
                .isEqualTo(latency(Duration.ZERO));
        assertThat(FaultRules.completed(halfClose(), Direction.UPSTREAM)).isEqualTo(halfClose());
        assertThat(FaultRules.completed(drop().first(2), Direction.UPSTREAM))
                .isEqualTo(drop().first(2).upstream());
        assertThat(FaultRules.completed(truncate(2), Direction.UPSTREAM))
                .isEqualTo(truncate(2).upstream());
        assertThat(FaultRules.completed(loss(0.5).maxBurst(1), Direction.UPSTREAM))
                .isEqualTo(loss(0.5).maxBurst(1).upstream());
        assertThat(FaultRules.completed(loss(0.5), Direction.UPSTREAM)).isEqualTo(loss(0.5));
    }
}
