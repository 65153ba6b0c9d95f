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

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Narrowings keep the fault's own type, so that its options are there whatever was called before. */
class CovarianceTest {

    private static final Duration D = Duration.ofSeconds(1);

    @Test
    void anyOrderCompiles() {
        LatencyFault latency = latency(D, D)
                .upstream()
                .startingAfter(D)
                .lasting(D)
                .probability(0.5)
                .onConnections(0)
                .firstConnections(1)
                .afterBytes(1)
                .after("x")
                .distribution(Distribution.NORMAL);
        LatencyFault datagrams = latency(D)
                .onClients(0)
                .sameForEveryClient()
                .nth(1)
                .first(1)
                .every(1)
                .matching(d -> true)
                .direction(Direction.BOTH)
                .distribution(Distribution.PARETO);
        BandwidthFault bandwidth = bandwidth(64_000).onConnections(0, 1).downstream();
        StallFault stall = stall().upstream().afterBytes(10);
        BlackholeFault blackhole = blackhole().downstream().after("COMMIT");
        RefuseFault refuse = refuse().startingAfter(D).lasting(D).keepOpen();
        ConnectHangFault hang = connectHang().lasting(D).startingAfter(D);
        ResetFault reset = reset().firstConnections(2)
                .probability(0.5)
                .lasting(D)
                .onConnections(1)
                .onAccept();
        CloseFault close = Faults.close().probability(0.5).startingAfter(D).onAccept();
        HalfCloseFault halfClose = halfClose().afterBytes(1).upstream();
        LimitDataFault limit =
                limitData(512).downstream().afterBytes(1).onConnections(1).thenReset();
        SliceFault slice = slice(1).downstream().lasting(D).pause(Duration.ofMillis(2));
        SlowCloseFault slowClose = slowClose(D).downstream();
        CorruptFault corrupt = corrupt(0.01).nth(1).downstream();
        assertThat(Stream.<Fault>of(
                        latency, datagrams, bandwidth, stall, blackhole, refuse, hang, reset, close, halfClose, limit,
                        slice, slowClose, corrupt))
                .doesNotContainNull();
    }

    /** A caller that knows only the interface gets that interface back. */
    @Test
    void theInterfacesAreCovariantToo() {
        LinkFault link = stall();
        link = link.upstream()
                .direction(Direction.UPSTREAM)
                .startingAfter(D)
                .lasting(D)
                .probability(1)
                .nth(1)
                .first(1)
                .every(1)
                .onClients(0);
        LinkFault onTcp = blackhole().onConnections(0);
        onTcp = onTcp.firstConnections(1)
                .afterBytes(1)
                .after("x")
                .after("x".getBytes())
                .downstream();
        TcpFault tcp = link;
        UdpFault udp = link;
        TcpFault tcpOnly = reset();
        tcpOnly = tcpOnly.upstream()
                .direction(Direction.UPSTREAM)
                .startingAfter(D)
                .lasting(D)
                .probability(1)
                .onConnections(1)
                .afterBytes(1);
        Fault any = udp;
        any = any.upstream()
                .direction(Direction.UPSTREAM)
                .startingAfter(D)
                .lasting(D)
                .probability(1);
        assertThat(any).isEqualTo(tcp);
        assertThat(tcpOnly).isNotEqualTo(onTcp);
    }

    @ParameterizedTest
    @MethodSource
    void everyFactoryReturnsAFinalPublicTypeOfThatKind(Method factory) throws Exception {
        Object[] arguments = Arrays.stream(factory.getParameterTypes())
                .map(CovarianceTest::example)
                .toArray();
        Fault fault = (Fault) factory.invoke(null, arguments);
        assertThat(fault.kind()).isEqualTo(factory.getName());
        assertThat(fault.getClass())
                .isEqualTo(factory.getReturnType())
                .isFinal()
                .isPublic();
        assertThat(fault.startingAfter(D).lasting(D)).hasSameClassAs(fault);
    }

    static Stream<Method> everyFactoryReturnsAFinalPublicTypeOfThatKind() {
        return Arrays.stream(Faults.class.getDeclaredMethods()).filter(m -> Modifier.isPublic(m.getModifiers()));
    }

    @Test
    void everyPermittedTypeHasAFactory() {
        Set<Class<?>> permitted = new HashSet<>();
        collect(Fault.class, permitted);
        assertThat(everyFactoryReturnsAFinalPublicTypeOfThatKind().map(Method::getReturnType))
                .hasSameElementsAs(permitted);
    }

    private static void collect(Class<?> type, Set<Class<?>> leaves) {
        if (!type.isSealed()) {
            leaves.add(type);
            return;
        }
        Arrays.stream(type.getPermittedSubclasses()).forEach(permitted -> collect(permitted, leaves));
    }

    private static Object example(Class<?> type) {
        if (type == Duration.class) {
            return D;
        }
        return type == double.class ? (Object) 0.5 : type == int.class ? (Object) 1 : (Object) 1L;
    }
}
