package dev.haywire.junit;

import static dev.haywire.fault.Faults.latency;
import static dev.haywire.fault.Faults.refuse;
import static dev.haywire.fault.Faults.reset;
import static dev.haywire.fault.Faults.stall;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.haywire.Haywire;
import dev.haywire.TcpEndpoint;
import dev.haywire.UdpEndpoint;
import dev.haywire.docs.Mistake;
import dev.haywire.docs.Mistakes;
import dev.haywire.fault.ActiveFault;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each wrong call on an endpoint with its exact message: too late, or with what is for the other protocol. */
class MistakenCallsTest {
    private static final InetSocketAddress SERVER = new InetSocketAddress("127.0.0.1", 9);

    /** Endpoints of a facade, made and ended for each test. */
    private record Endpoints(
            Haywire haywire,
            TcpEndpoint tcp,
            TcpEndpoint tcpProxy,
            UdpEndpoint udp,
            UdpEndpoint udpProxy,
            ActiveFault fault) {

        static Endpoints make() {
            Haywire haywire = Haywire.open();
            TcpEndpoint tcp = haywire.tcpEchoServer();
            return new Endpoints(
                    haywire,
                    tcp,
                    haywire.tcpProxy(SERVER),
                    haywire.udpEchoServer(),
                    haywire.udpProxy(SERVER),
                    tcp.apply(latency(Duration.ofMillis(5)).onConnections(1)));
        }
    }

    private static final Map<String, Consumer<Endpoints>> WHILE_LIVE = Map.ofEntries(
            entry("nthOnTcp", all -> all.tcp.apply(stall().upstream().nth(3))),
            entry("connectionsOnUdp", all -> all.udp.apply(stall().onConnections(0))),
            entry("keepOpenOnUdp", all -> all.udp.apply(refuse().keepOpen())),
            entry(
                    "correlationOnTcp",
                    all -> all.tcp.apply(
                            latency(Duration.ofMillis(5), Duration.ofMillis(1)).correlation(0.5))));

    private static final Map<String, Consumer<Endpoints>> AFTER_THE_END = Map.ofEntries(
            entry("apply", all -> all.tcp.apply(reset())),
            entry("during", all -> all.udp.during(latency(Duration.ofMillis(5)), () -> {})),
            entry("handleTcp", all -> all.tcp.handle(session -> {})),
            entry("handleUdp", all -> all.udp.handle((datagram, replier) -> {})),
            entry("forwardToTcp", all -> all.tcpProxy.forwardTo(SERVER)),
            entry("forwardToUdp", all -> all.udpProxy.forwardTo(SERVER)),
            entry("sendUdp", all -> all.udp.send(new byte[1], SERVER)),
            entry("expectClient", all -> all.udp.expectClient(SERVER)),
            entry("rebind", all -> all.udpProxy.rebind(SERVER)),
            entry("awaitAccepted", all -> all.tcp.awaitAccepted(1)),
            entry("awaitOpen", all -> all.tcp.awaitOpen(1)),
            entry("takeConnection", all -> all.tcp.takeConnection()),
            entry("awaitDatagrams", all -> all.udp.awaitDatagrams(1)),
            entry("takeDatagram", all -> all.udp.takeDatagram()),
            entry("awaitFired", all -> all.fault.awaitFired()),
            entry("makeAnother", all -> all.haywire.tcpEchoServer()));

    private Endpoints endpoints;

    @BeforeEach
    void make() {
        endpoints = Endpoints.make();
    }

    @AfterEach
    void close() {
        endpoints.haywire.close();
    }

    static Stream<Mistake> calls() {
        return Mistakes.of(MistakenCallsTest.class);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("calls")
    void isRefusedWithItsMessage(Mistake mistake) {
        boolean live = WHILE_LIVE.containsKey(mistake.subject());
        if (!live) {
            endpoints.haywire.close();
        }
        Consumer<Endpoints> call = (live ? WHILE_LIVE : AFTER_THE_END).get(mistake.subject());
        assertThat(call).as(mistake.subject()).isNotNull();
        String message = mistake.text()
                .replace("{tcp}", "127.0.0.1:" + endpoints.tcp.port())
                .replace("{udp}", "127.0.0.1:" + endpoints.udp.port());
        assertThat(catchThrowable(() -> call.accept(endpoints)))
                .isInstanceOf(live ? IllegalArgumentException.class : IllegalStateException.class)
                .hasMessage(message);
    }

    @Test
    void eachCallHasItsMessage() {
        assertThat(calls().map(Mistake::subject))
                .containsAll(WHILE_LIVE.keySet())
                .containsAll(AFTER_THE_END.keySet());
    }

    @Test
    void recordsCanBeReadAfterTheEnd() throws Exception {
        assertThat(Client.echoes(endpoints.tcp.address())).isTrue();
        endpoints.haywire.close();
        endpoints.tcp.awaitAccepted(1);
        assertThat(endpoints.tcp.takeConnection().received()).isNotEmpty();
        endpoints.tcp.connection(0).awaitClosed();
        assertThat(endpoints.tcp.journal().toString()).contains("accepted");
        endpoints.tcp.heal();
        endpoints.tcp.resetConnections();
        endpoints.tcp.clearRecords();
        assertThat(endpoints.udp.counts().received()).isZero();
        assertThat(endpoints.fault.fired()).isZero();
    }
}
