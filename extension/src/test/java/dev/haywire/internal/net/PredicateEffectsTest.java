package dev.haywire.internal.net;

import static dev.haywire.fault.Faults.blackhole;
import static dev.haywire.fault.Faults.connectHang;
import static dev.haywire.fault.Faults.corrupt;
import static dev.haywire.fault.Faults.drop;
import static dev.haywire.fault.Faults.duplicate;
import static dev.haywire.fault.Faults.latency;
import static dev.haywire.fault.Faults.loss;
import static dev.haywire.fault.Faults.refuse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haywire.Datagram;
import dev.haywire.fault.ActiveFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a predicate asks of a TCP endpoint, on its own loop or on the other, is done right after its datagram has been decided. */
class PredicateEffectsTest {
    private static final String SENT = "hello datagram";

    /** What can be asked of an endpoint that has a connection whose bytes nobody has read, and one that is queued. */
    enum Asked {
        CLOSE_CONNECTIONS(LiveTcpEndpoint::closeConnections),
        RESET_CONNECTIONS(LiveTcpEndpoint::resetConnections),
        CLOSE_A_CONNECTION(tcp -> tcp.connection(0).close()),
        RESET_A_CONNECTION(tcp -> tcp.connection(0).reset()),
        HALF_CLOSE_A_CONNECTION(tcp -> tcp.connection(0).halfClose()),
        APPLY_LATENCY(tcp -> tcp.apply(latency(Duration.ofMillis(1)))),
        APPLY_REFUSE(tcp -> tcp.apply(refuse())),
        APPLY_CONNECT_HANG(tcp -> tcp.apply(connectHang())),
        APPLY_AND_CLOSE(tcp -> tcp.apply(refuse()).close()),
        HEAL(LiveTcpEndpoint::heal),
        HANDLE(tcp -> tcp.handle(session -> {})),
        CLEAR_RECORDS(LiveTcpEndpoint::clearRecords),
        READ(tcp -> {
            tcp.faults();
            tcp.connections().forEach(connection -> connection.received());
            tcp.acceptedCount();
            tcp.openCount();
            tcp.journal().lines();
            tcp.connection(0).isOpen();
            assertThat(tcp.toString()).contains("echo");
        }),
        CLOSE(LiveTcpEndpoint::close);

        private final Consumer<LiveTcpEndpoint> action;

        Asked(Consumer<LiveTcpEndpoint> action) {
            this.action = action;
        }
    }

    static Stream<Arguments> everywhere() {
        return Arrays.stream(LoopsOf.values())
                .flatMap(where -> Arrays.stream(Asked.values()).map(asked -> Arguments.of(where, asked)));
    }

    private static void once(LiveUdpEndpoint endpoint, Consumer<Datagram> action) {
        endpoint.apply(drop().upstream().matching(datagram -> {
            if (datagram.ordinal() == 1) {
                action.accept(datagram);
            }
            return false;
        }));
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void theDatagramIsWhatItWas(LoopsOf where, Asked asked) throws IOException {
        try (LiveUdpEndpoint udp = StartedUdp.echo();
                LiveTcpEndpoint tcp = where.start(udp, Started::echo);
                Client read = Client.connect(tcp.address());
                UdpClient client = UdpClient.of(udp)) {
            tcp.awaitAccepted(1);
            once(udp, datagram -> {
                fill(read);
                try (Socket queued = new Socket()) {
                    queued.connect(tcp.address());
                    queued.getOutputStream().write(Started.bytes("GET /secret HTTP/1.1"));
                    asked.action.accept(tcp);
                } catch (IOException failure) {
                    throw new IllegalStateException(failure);
                }
            });
            client.send(SENT, "another");
            assertThat(client.receive()).isEqualTo(SENT);
            assertThat(client.receive()).isEqualTo("another");
            assertThat(udp.datagrams()).extracting(Datagram::text).containsExactly(SENT, "another");
            assertThat(udp.takeErrors()).isEmpty();
            assertThat(tcp.takeErrors()).isEmpty();
            assertThat(udp.unaccounted()).isEmpty();
        }
    }

    /** Bytes that are in the kernel, and would be read into the buffer of the loop. */
    private static void fill(Client client) {
        try {
            client.send("secret ".repeat(1000));
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @ParameterizedTest
    @EnumSource(LoopsOf.class)
    void aPortThatRefusesOrHangsIsMadeSoAndHealedByPredicates(LoopsOf where) throws IOException {
        try (LiveUdpEndpoint udp = StartedUdp.echo();
                LiveTcpEndpoint tcp = where.start(udp, Started::echo);
                UdpClient client = UdpClient.of(udp)) {
            udp.apply(drop().upstream().matching(datagram -> {
                switch (datagram.text()) {
                    case "refuse" -> tcp.apply(refuse());
                    case "hang" -> tcp.apply(connectHang());
                    default -> tcp.heal();
                }
                return false;
            }));
            for (int round = 0; round < 3; round++) {
                ask(client, "refuse");
                assertThat(tcp.faults()).hasSize(1);
                assertThatThrownBy(() -> connect(tcp)).isInstanceOf(ConnectException.class);
                ask(client, "heal");
                Started.eventually(() -> isListenedOn(tcp));
                assertEchoes(tcp);
                ask(client, "hang");
                // which it is once its queue is full; a test thread's apply waits for that
                Started.eventually(() -> hangs(tcp));
                ask(client, "heal");
                Started.eventually(() -> isListenedOn(tcp));
                assertEchoes(tcp);
            }
            assertThat(tcp.faults()).isEmpty();
            assertThat(tcp.takeErrors()).isEmpty();
            assertThat(udp.takeErrors()).isEmpty();
        }
    }

    private static void ask(UdpClient client, String what) throws IOException {
        client.send(what);
        assertThat(client.receive()).isEqualTo(what);
    }

    private static void connect(LiveTcpEndpoint tcp) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(tcp.address(), 200);
        }
    }

    /** A loop waits for nothing: while a process is being started, the port is listened on a moment later. */
    private static boolean isListenedOn(LiveTcpEndpoint tcp) {
        try {
            connect(tcp);
            return true;
        } catch (ConnectException notYet) {
            return false;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static boolean hangs(LiveTcpEndpoint tcp) {
        try {
            connect(tcp);
            return false;
        } catch (SocketTimeoutException unanswered) {
            return true;
        } catch (IOException failure) {
            throw new AssertionError(tcp + ", errors " + tcp.takeErrors() + "\n" + tcp.journal(), failure);
        }
    }

    private static void assertEchoes(LiveTcpEndpoint tcp) throws IOException {
        try (Client client = Client.connect(tcp.address())) {
            assertThat(client.echo("x")).isEqualTo("x");
        }
    }

    @ParameterizedTest
    @EnumSource(LoopsOf.class)
    void whatAPeerSendsAfterThatDatagramMeetsIt(LoopsOf where) throws IOException {
        AtomicReference<ActiveFault> applied = new AtomicReference<>();
        try (LiveUdpEndpoint udp = StartedUdp.echo();
                LiveTcpEndpoint tcp = where.start(udp, Started::echo);
                Client stream = Client.connect(tcp.address());
                UdpClient client = UdpClient.of(udp)) {
            udp.apply(drop().upstream().matching(datagram -> {
                applied.set(tcp.apply(blackhole().upstream()));
                return false;
            }));
            for (int round = 0; round < 200; round++) {
                ask(client, "now");
                stream.send("lost");
                applied.get().close();
                assertThat(stream.echo("here")).isEqualTo("here");
                assertThat(applied.get().fired()).isEqualTo(1);
            }
        }
    }

    @Test
    void copiesAreWhatTheyWereWhereThePredicateIsOnTheAnswers() throws IOException {
        try (LiveUdpEndpoint udp = StartedUdp.echo();
                LiveTcpEndpoint tcp = LoopsOf.SAME.start(udp, Started::echo);
                Client read = Client.connect(tcp.address());
                UdpClient client = UdpClient.of(udp)) {
            tcp.awaitAccepted(1);
            udp.apply(duplicate(1).copies(2).upstream());
            udp.apply(corrupt(payload -> {
                        fill(read);
                        tcp.connections().forEach(connection -> connection.close());
                        return payload;
                    })
                    .downstream()
                    .first(1));
            client.send(SENT);
            for (int copy = 0; copy < 3; copy++) {
                assertThat(client.receive()).isEqualTo(SENT);
            }
            assertThat(udp.datagrams()).extracting(Datagram::text).containsExactly(SENT, SENT, SENT);
            assertThat(udp.unaccounted()).isEmpty();
            assertThat(udp.takeErrors()).isEmpty();
            assertThat(tcp.connection(0).isOpen()).isFalse();
        }
    }

    @Test
    void whatIsSentBeforeAFaultIsAppliedDoesNotMeetIt() throws IOException {
        try (LiveUdpEndpoint echo = StartedUdp.echo();
                UdpClient client = UdpClient.of(echo)) {
            InetSocketAddress address = client.address();
            once(echo, datagram -> {
                echo.send(Started.bytes("sent"), address);
                echo.apply(loss(1).downstream());
            });
            client.send("x");
            // the answer to what the predicate looked at goes first
            assertThat(client.receive()).isEqualTo("x");
            assertThat(client.receive()).isEqualTo("sent");
            client.send("y");
            echo.awaitDatagrams(2);
            assertThat(echo.takeErrors()).isEmpty();
            assertThat(echo.counts().dropped("loss")).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(LoopsOf.class)
    void whatCannotBeDoneLaterIsAnErrorOfTheEndpoint(LoopsOf where) throws IOException {
        AtomicReference<ActiveFault> impossible = new AtomicReference<>();
        try (LiveUdpEndpoint udp = StartedUdp.echo();
                LiveTcpEndpoint tcp = where.start(udp, Started::echo);
                UdpClient client = UdpClient.of(udp)) {
            tcp.apply(refuse());
            once(udp, datagram -> impossible.set(tcp.apply(connectHang())));
            ask(client, "x");
            assertThat(tcp.faults()).hasSize(1);
            assertThat(impossible.get().isActive()).isFalse();
            assertThat(tcp.takeErrors()).singleElement().satisfies(error -> assertThat(error)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("connectHang() contradicts refuse(), which is active on \"echo\": a port either"
                            + " refuses or leaves unanswered; close that one first"));
            assertThat(udp.takeErrors()).isEmpty();
        }
    }

    @Test
    void anUnknownClientIsAnErrorOfTheProxyThatWasAskedToRebindIt() throws IOException {
        try (LiveUdpEndpoint server = StartedUdp.echo();
                LiveUdpEndpoint proxy = StartedUdp.proxy(server.address());
                UdpClient client = UdpClient.of(proxy)) {
            once(proxy, datagram -> proxy.rebind(new InetSocketAddress("127.0.0.1", 9)));
            ask(client, "x");
            assertThat(proxy.takeErrors()).singleElement().satisfies(error -> assertThat(error)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("client 127.0.0.1:9 is not known to \"proxy\"; known are 127.0.0.1:"));
        }
    }

    @ParameterizedTest
    @EnumSource(LoopsOf.class)
    void aPortIsFreeAfterAPredicateHasClosedItsEndpoint(LoopsOf where) throws IOException {
        try (LiveUdpEndpoint udp = StartedUdp.echo();
                LiveTcpEndpoint tcp = where.start(udp, Started::echo);
                UdpClient client = UdpClient.of(udp)) {
            tcp.apply(connectHang());
            once(udp, datagram -> tcp.close());
            ask(client, "x");
            Started.eventually(tcp::isClosed);
            tcp.close();
            try (LiveTcpEndpoint again = Endpoints.start(
                    new TcpSpec("again", "127.0.0.1", tcp.port(), new TcpService.Echo(), 0, Started.TIMEOUT))) {
                assertEchoes(again);
            }
            assertThat(tcp.takeErrors()).isEmpty();
        }
    }
}
