package dev.haywire.internal.net;

import static dev.haywire.fault.Faults.blackhole;
import static dev.haywire.fault.Faults.refuse;
import static dev.haywire.fault.Faults.stall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haywire.CloseReason;
import dev.haywire.TcpConnection;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A predicate on connections runs while these are accepted: what it asks of endpoints is done right after, before the next one. */
class TcpPredicateEffectsTest {

    /** Does something at the first connection, and selects none. */
    private static void atTheFirst(LiveTcpEndpoint endpoint, Consumer<TcpConnection> action) {
        endpoint.apply(blackhole().onConnectionsWhere(connection -> {
            if (connection.index() == 0) {
                action.accept(connection);
            }
            return false;
        }));
    }

    @Test
    void theConnectionItselfIsClosed() throws IOException {
        try (LiveTcpEndpoint echo = Started.echo()) {
            atTheFirst(echo, TcpConnection::reset);
            Client.expectReset(echo.address());
            assertThat(echo.connection(0).closeReason()).isEqualTo(CloseReason.TEST_RST);
            try (Client next = Client.connect(echo.address())) {
                assertThat(next.echo("x")).isEqualTo("x");
            }
            assertThat(echo.takeErrors()).isEmpty();
        }
    }

    @Test
    void theEndpointIsClosedWhileOthersAreQueued() throws IOException {
        List<Socket> queued = new ArrayList<>();
        try (LiveTcpEndpoint echo = Started.echo()) {
            atTheFirst(echo, connection -> echo.close());
            try (LoopThreads.Held held = LoopThreads.hold()) {
                for (int i = 0; i < 3; i++) {
                    queued.add(new Socket(echo.address().getAddress(), echo.port()));
                }
            }
            Started.eventually(echo::isClosed);
            echo.close();
            assertThat(echo.acceptedCount()).isEqualTo(1);
            assertThat(echo.connection(0).closeReason()).isEqualTo(CloseReason.ENDPOINT_ENDED);
            assertThat(echo.takeErrors()).isEmpty();
        } finally {
            for (Socket socket : queued) {
                socket.close();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(LoopsOf.class)
    void aPortIsRefusedFromThenOn(LoopsOf where) throws IOException {
        try (LiveUdpEndpoint first = StartedUdp.echo();
                LiveTcpEndpoint watched = LoopsOf.SAME.start(first, Started::echo);
                LiveTcpEndpoint other = where.start(first, Started::echo)) {
            atTheFirst(watched, connection -> other.apply(refuse()));
            try (Client client = Client.connect(watched.address())) {
                assertThat(client.echo("x")).isEqualTo("x");
                assertThatThrownBy(() -> Client.connect(other.address())).isInstanceOf(ConnectException.class);
            }
            other.heal();
            try (Client client = Client.connect(other.address())) {
                assertThat(client.echo("x")).isEqualTo("x");
            }
            assertThat(watched.takeErrors()).isEmpty();
            assertThat(other.takeErrors()).isEmpty();
        }
    }

    @Test
    void itsOwnPortIsRefusedFromThenOn() throws IOException {
        try (LiveTcpEndpoint echo = Started.echo()) {
            atTheFirst(echo, connection -> echo.apply(refuse().keepOpen()));
            try (Client client = Client.connect(echo.address())) {
                assertThat(client.echo("x")).isEqualTo("x");
                assertThatThrownBy(() -> Client.connect(echo.address())).isInstanceOf(ConnectException.class);
                assertThat(client.echo("y")).isEqualTo("y");
            }
            assertThat(echo.takeErrors()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(LoopsOf.class)
    void datagramsThatWaitedGoOn(LoopsOf where) throws IOException {
        try (LiveUdpEndpoint udp = StartedUdp.echo();
                LiveTcpEndpoint tcp = where.start(udp, Started::echo);
                UdpClient client = UdpClient.of(udp)) {
            udp.apply(stall().upstream());
            client.send("a", "b");
            assertThat(udp.counts().held()).isEqualTo(2);
            atTheFirst(tcp, connection -> udp.heal());
            try (Client stream = Client.connect(tcp.address())) {
                assertThat(client.receive()).isEqualTo("a");
                assertThat(client.receive()).isEqualTo("b");
                assertThat(stream.echo("x")).isEqualTo("x");
            }
            assertThat(udp.unaccounted()).isEmpty();
            assertThat(tcp.takeErrors()).isEmpty();
        }
    }
}
