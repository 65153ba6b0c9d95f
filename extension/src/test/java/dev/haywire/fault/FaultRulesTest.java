package dev.haywire.fault;

import static dev.haywire.fault.Faults.connectHang;
import static dev.haywire.fault.Faults.halfClose;
import static dev.haywire.fault.Faults.latency;
import static dev.haywire.fault.Faults.limitData;
import static dev.haywire.fault.Faults.refuse;
import static dev.haywire.fault.Faults.reset;
import static dev.haywire.fault.Faults.slice;
import static dev.haywire.fault.Faults.stall;
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
    private static final String ON_TCP =
            " on a TCP endpoint, which has no clients and datagrams: use onConnections, firstConnections, afterBytes or after";
    private static final String ON_UDP =
            " on a UDP endpoint, which has no connections and streams: use onClients, nth, first, every or matching";

    @ParameterizedTest
    @MethodSource
    void refuses(Fault fault, Protocol protocol, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FaultRules.check(fault, protocol))
                .withMessage(message);
    }

    static Stream<Arguments> refuses() {
        return Stream.of(
                arguments(limitData(512), Protocol.TCP, "limitData(512)" + DIRECTION),
                arguments(halfClose(), Protocol.TCP, "halfClose()" + DIRECTION),
                arguments(reset().afterBytes(100), Protocol.TCP, "reset().afterBytes(100)" + DIRECTION),
                arguments(Faults.close().after("BYE"), Protocol.TCP, "close().after(\"BYE\")" + DIRECTION),
                arguments(stall().afterBytes(1), Protocol.TCP, "stall().afterBytes(1)" + DIRECTION),
                arguments(stall().nth(3), Protocol.UDP, "stall().nth(3)" + DIRECTION),
                arguments(stall().first(3), Protocol.UDP, "stall().first(3)" + DIRECTION),
                arguments(stall().every(3), Protocol.UDP, "stall().every(3)" + DIRECTION),
                arguments(stall().nth(3), Protocol.TCP, "nth(3) cannot narrow stall" + ON_TCP),
                arguments(stall().upstream().first(3), Protocol.TCP, "first(3) cannot narrow stall" + ON_TCP),
                arguments(stall().every(3), Protocol.TCP, "every(3) cannot narrow stall" + ON_TCP),
                arguments(stall().onClients(1), Protocol.TCP, "onClients(1) cannot narrow stall" + ON_TCP),
                arguments(
                        stall().sameForEveryClient(),
                        Protocol.TCP,
                        "sameForEveryClient() cannot narrow stall" + ON_TCP),
                arguments(
                        stall().matching(datagram -> true), Protocol.TCP, "matching(..) cannot narrow stall" + ON_TCP),
                arguments(stall().onConnections(1), Protocol.UDP, "onConnections(1) cannot narrow stall" + ON_UDP),
                arguments(
                        stall().firstConnections(1), Protocol.UDP, "firstConnections(1) cannot narrow stall" + ON_UDP),
                arguments(stall().afterBytes(1).upstream(), Protocol.UDP, "afterBytes(1) cannot narrow stall" + ON_UDP),
                arguments(stall().after("x").upstream(), Protocol.UDP, "after(\"x\") cannot narrow stall" + ON_UDP),
                arguments(
                        refuse().keepOpen(),
                        Protocol.UDP,
                        "keepOpen() cannot be an option of refuse on a UDP endpoint, which has no connections: use refuse()"),
                arguments(
                        slice(1),
                        Protocol.UDP,
                        "slice(1) is a fault of connections: it cannot be applied to a UDP endpoint"),
                arguments(
                        halfClose().upstream().firstConnections(2),
                        Protocol.TCP,
                        "halfClose().upstream().firstConnections(2) hits nothing:"
                                + " without a trigger it acts on the connections open now, and firstConnections counts those accepted later;"
                                + " add afterBytes(long) or after(String)"));
    }

    @ParameterizedTest
    @MethodSource
    void accepts(Fault fault, Protocol protocol) {
        assertThatNoException().isThrownBy(() -> FaultRules.check(fault, protocol));
    }

    static Stream<Arguments> accepts() {
        return Stream.of(
                arguments(limitData(512).direction(Direction.BOTH), Protocol.TCP),
                arguments(halfClose().downstream(), Protocol.TCP),
                arguments(halfClose().downstream().firstConnections(2).afterBytes(0), Protocol.TCP),
                arguments(reset(), Protocol.TCP),
                arguments(reset().upstream(), Protocol.TCP),
                arguments(reset().firstConnections(2), Protocol.TCP),
                arguments(reset().upstream().afterBytes(10).after("COMMIT"), Protocol.TCP),
                arguments(latency(Duration.ZERO), Protocol.UDP),
                arguments(refuse().keepOpen(), Protocol.TCP),
                arguments(refuse(), Protocol.UDP),
                arguments(connectHang(), Protocol.TCP),
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
    }
}
