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

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
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
                .nextConnections(2)
                .onConnectionsWhere(c -> true)
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
        StallFault stall = stall().upstream().onOpenConnections().afterBytes(10);
        BlackholeFault blackhole = blackhole().downstream().after("COMMIT");
        RefuseFault refuse = refuse().startingAfter(D).lasting(D).keepOpen();
        ConnectHangFault hang = connectHang().lasting(D).startingAfter(D);
        ResetFault reset = reset().firstConnections(2)
                .probability(0.5)
                .lasting(D)
                .onConnections(1)
                .onAccept();
        CloseFault close = Faults.close().probability(0.5).startingAfter(D).onAccept();
        ResetFault resetOnNextData =
                reset().upstream().onNextData().probability(0.5).onConnections(1);
        CloseFault closeOnNextData =
                Faults.close().onNextData().firstConnections(1).downstream();
        HalfCloseFault halfCloseOnNextData = halfClose().onNextData().upstream().lasting(D);
        HalfCloseFault halfClose = halfClose()
                .nextConnections(1)
                .onOpenConnections()
                .onConnectionsWhere(c -> true)
                .afterBytes(1)
                .upstream();
        LimitDataFault limit = limitData(512)
                .downstream()
                .onConnectionsWhere(c -> c.index() > 0)
                .afterBytes(1)
                .onConnections(1)
                .thenReset();
        SliceFault slice = slice(1).nextConnections(1)
                .onOpenConnections()
                .onConnectionsWhere(c -> true)
                .downstream()
                .lasting(D)
                .pause(Duration.ofMillis(2));
        SlowCloseFault slowClose = slowClose(D).downstream();
        CorruptFault corrupt = corrupt(0.01).acrossClients().nth(1).downstream();
        LossFault loss = loss(0.3)
                .upstream()
                .sameForEveryClient()
                .onClients(0)
                .maxBurst(2)
                .perBlock(10);
        BurstLossFault burstLoss =
                burstLoss(0.1, 4).downstream().startingAfter(D).lasting(D);
        GilbertElliottFault gilbertElliott =
                gilbertElliott(0.1, 0.5, 0.9, 0).upstream().matching(d -> true);
        Markov4Fault markov4 = markov4(0.1, 0.5, 0.2, 0.3, 0.1).direction(Direction.BOTH);
        DropFault drop =
                drop().upstream().acrossClients().nth(3, 5).first(9).every(1).probability(0.5);
        DuplicateFault duplicate =
                duplicate(0.1).downstream().copies(2).first(1).after(D);
        ReorderFault reorder = reorder(0.2).upstream().by(2).nth(1).atMost(D).gap(3);
        TruncateFault truncate = truncate(100).upstream().probability(0.5);
        MtuFault mtu = mtu(1200).onClients(1).upstream();
        RewriteFault rewrite = corrupt(bytes -> bytes).probability(0.5).upstream();
        LatencyFault inOrder = latency(D, D).correlation(0.5).upstream().keepOrder();
        BandwidthFault queued = bandwidth(1).upstream().queue(5).lasting(D);
        assertThat(Stream.<Fault>of(
                        loss,
                        burstLoss,
                        gilbertElliott,
                        markov4,
                        drop,
                        duplicate,
                        reorder,
                        truncate,
                        mtu,
                        rewrite,
                        inOrder,
                        queued))
                .doesNotContainNull();
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
        onTcp = onTcp.firstConnections(1).afterBytes(1).downstream();
        onTcp = blackhole().onOpenConnections();
        onTcp = onTcp.onOpenConnections()
                .nextConnections(1)
                .onConnectionsWhere(c -> true)
                .upstream();
        onTcp = blackhole().after("x");
        onTcp = onTcp.after("x".getBytes());
        TcpFault tcp = link;
        UdpFault udp = link;
        TcpFault tcpOnly = reset();
        tcpOnly = tcpOnly.upstream()
                .direction(Direction.UPSTREAM)
                .startingAfter(D)
                .lasting(D)
                .probability(1)
                .onConnections(1)
                .onOpenConnections()
                .nextConnections(1)
                .onConnectionsWhere(c -> true)
                .afterBytes(1);
        UdpFault udpOnly = loss(0.5);
        udpOnly = udpOnly.upstream()
                .direction(Direction.UPSTREAM)
                .startingAfter(D)
                .lasting(D)
                .onClients(1)
                .sameForEveryClient()
                .nth(1)
                .first(1)
                .every(1)
                .matching(d -> true);
        assertThat(udpOnly).isNotEqualTo(udp);
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
        Class<?>[] types = factory.getParameterTypes();
        Object[] arguments = IntStream.range(0, types.length)
                .mapToObj(i -> example(types[i], i))
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

    private static Object example(Class<?> type, int position) {
        if (type == Duration.class) {
            return D;
        }
        if (type == UnaryOperator.class) {
            return UnaryOperator.identity();
        }
        return type == double.class
                ? (Object) List.of(0.5, 1.0, 0.0, 0.0, 0.5).get(position)
                : type == int.class ? (Object) 1 : (Object) 1L;
    }
}
