package dev.haywire.truth;

import static dev.haywire.fault.Faults.bandwidth;
import static dev.haywire.fault.Faults.blackhole;
import static dev.haywire.fault.Faults.close;
import static dev.haywire.fault.Faults.halfClose;
import static dev.haywire.fault.Faults.latency;
import static dev.haywire.fault.Faults.limitData;
import static dev.haywire.fault.Faults.refuse;
import static dev.haywire.fault.Faults.reset;
import static dev.haywire.fault.Faults.slice;
import static dev.haywire.fault.Faults.stall;
import static dev.haywire.kit.Eventually.until;
import static dev.haywire.truth.Play.BOUND;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.CloseReason;
import dev.haywire.Haywire;
import dev.haywire.TcpEndpoint;
import dev.haywire.fault.ActiveFault;
import dev.haywire.fault.TcpFault;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Faults together, at their limits, and with the endings of the peers: what the application sees. */
class CombinedFaultsTest {
    private static final Duration QUIET = ofMillis(100);

    private final Haywire haywire = Haywire.open();
    private final LineServer server = new LineServer();
    private final TcpEndpoint echo = haywire.tcpEchoServer();
    private final TcpEndpoint proxy = haywire.tcpProxy(server.address());
    private final Client app = Client.Kind.SOCKET.open();

    @AfterEach
    void end() {
        app.close();
        haywire.close();
        server.close();
    }

    private void connect(TcpEndpoint endpoint) {
        assertThat(app.connect(endpoint.address(), BOUND)).isEqualTo(Sight.CONNECTED);
        endpoint.awaitAccepted(1, BOUND);
    }

    private void sees(Sight... expected) {
        for (Sight sight : expected) {
            int bytes = sight instanceof Sight.Bytes text ? text.text().length() : 1;
            assertThat(app.read(bytes, sight == Sight.SILENCE ? QUIET : BOUND)).isEqualTo(sight);
        }
    }

    private static Sight text(String text) {
        return new Sight.Bytes(text);
    }

    static Stream<TcpFault> endingsAtZero() {
        return Stream.of(
                limitData(0).downstream(),
                limitData(0).upstream(),
                close().downstream().afterBytes(0),
                close().upstream().afterBytes(0));
    }

    @ParameterizedTest
    @MethodSource("endingsAtZero")
    void anEndingAtPositionZeroActsAtOnceOnWhatIsOpenAndOnWhatComes(TcpFault fault) {
        connect(echo);
        ActiveFault active = echo.apply(fault);
        sees(Sight.EOF);
        try (Client next = Client.Kind.SOCKET.open()) {
            next.connect(echo.address(), BOUND);
            assertThat(next.read(1, BOUND)).isEqualTo(Sight.EOF);
        }
        assertThat(active.fired()).isEqualTo(2);
    }

    @Test
    void aLimitOfZeroCanResetToo() {
        connect(echo);
        echo.apply(limitData(0).thenReset().downstream());
        sees(Sight.RESET);
    }

    @Test
    void whatPassesALimitIsDelayedAndTheFinStaysBehindIt() throws Exception {
        echo.apply(latency(ofMillis(80)).downstream());
        echo.apply(limitData(4).downstream());
        connect(echo);
        long asked = System.nanoTime();
        app.send("one two");
        sees(text("one "));
        assertThat(System.nanoTime() - asked)
                .isGreaterThanOrEqualTo(ofMillis(80).toNanos());
        sees(Sight.EOF);
    }

    @Test
    void theRstOfALimitStaysBehindWhatAStallHolds() throws Exception {
        ActiveFault stalled = echo.apply(stall().downstream());
        echo.apply(limitData(4).thenReset().downstream());
        connect(echo);
        app.send("one two");
        sees(Sight.SILENCE);
        stalled.close();
        sees(text("one "), Sight.RESET);
    }

    @Test
    void slicesGoOutBeforeTheRstAtAPosition() throws Exception {
        echo.apply(slice(2).pause(ofMillis(5)).downstream());
        echo.apply(reset().downstream().afterBytes(5));
        connect(echo);
        app.send("one two");
        sees(text("one t"), Sight.RESET);
    }

    @Test
    void aPacedStreamEndsBehindItsLastByte() throws Exception {
        echo.apply(bandwidth(200).downstream());
        connect(echo);
        app.send("twenty bytes of text");
        app.shutdownOutput();
        sees(text("twenty bytes of text"), Sight.EOF);
    }

    @Test
    void theFinOfThePeerIsHeldBehindStalledData() throws Exception {
        ActiveFault stalled = proxy.apply(stall().upstream());
        connect(proxy);
        app.send("one.");
        app.shutdownOutput();
        sees(Sight.SILENCE);
        until("the connection to the server", () -> !server.visits().isEmpty());
        assertThat(server.visits().get(0).end()).isEqualTo(Sight.SILENCE);
        stalled.close();
        sees(text("one.bye."), Sight.EOF);
        assertThat(server.visits().get(0).received()).isEqualTo("one.");
    }

    @Test
    void theRstOfThePeerIsHeldBehindStalledData() throws Exception {
        connect(proxy);
        until("the connection to the server", () -> !server.visits().isEmpty());
        ActiveFault stalled = proxy.apply(stall().upstream());
        app.send("one.");
        stalled.awaitFired(BOUND);
        ((BlockingClient) app).reset();
        // the server sees nothing of it
        Thread.sleep(QUIET.toMillis());
        assertThat(server.visits().get(0).end()).isEqualTo(Sight.SILENCE);
        stalled.close();
        until("the server to be reset", () -> server.visits().get(0).end() != Sight.SILENCE);
        assertThat(server.visits().get(0).end()).isEqualTo(Sight.RESET);
        assertThat(server.visits().get(0).received()).isEqualTo("one.");
        assertThat(proxy.connection(0).closeReason()).isEqualTo(CloseReason.APPLICATION_RST);
    }

    @Test
    void aFinInABlackholeIsMadeUpForAtItsEnd() throws Exception {
        connect(proxy);
        ActiveFault hole = proxy.apply(blackhole().upstream());
        app.send("one.");
        app.shutdownOutput();
        sees(Sight.SILENCE);
        hole.close();
        sees(text("bye."), Sight.EOF);
        assertThat(server.visits().get(0).received()).isEmpty();
    }

    @Test
    void behindAHalfCloseUpstreamTheApplicationWritesIntoNothing() throws Exception {
        TcpEndpoint slow = haywire.tcpServer(session -> {
            assertThat(session.readLine()).isNull();
            session.send("still here");
        });
        connect(slow);
        slow.apply(halfClose().upstream());
        sees(text("still here"), Sight.EOF);
        app.send("unheard");
        assertThat(slow.connection(0).receivedText()).isEmpty();
    }

    @Test
    void aFaultEndsByItselfAfterItsTime() throws Exception {
        connect(echo);
        long from = System.nanoTime();
        ActiveFault stalled = echo.apply(stall().downstream().lasting(ofMillis(80)));
        app.send("one");
        sees(text("one"));
        assertThat(System.nanoTime() - from).isGreaterThanOrEqualTo(ofMillis(80).toNanos());
        assertThat(stalled.isActive()).isFalse();
        assertThat(echo.faults()).isEmpty();
    }

    @Test
    void aFaultBeginsByItselfAfterItsTime() {
        connect(echo);
        long from = System.nanoTime();
        echo.apply(refuse().startingAfter(ofMillis(80)));
        sees(Sight.RESET);
        assertThat(System.nanoTime() - from).isGreaterThanOrEqualTo(ofMillis(80).toNanos());
        try (Client next = Client.Kind.SOCKET.open()) {
            assertThat(next.connect(echo.address(), BOUND)).isEqualTo(Sight.REFUSED);
        }
    }

    @Test
    void whatAPermanentDelayHoldsIsGoneWithTheEndpointAtOnce() throws Exception {
        connect(echo);
        ActiveFault late = echo.apply(latency(ofHours(1)).downstream());
        app.send("one");
        late.awaitFired(BOUND);
        haywire.close(echo);
        sees(Sight.RESET);
        assertThat(late.isActive()).isFalse();
    }
}
