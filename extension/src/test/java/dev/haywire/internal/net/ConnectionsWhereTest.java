package dev.haywire.internal.net;

import static dev.haywire.fault.Faults.blackhole;
import static dev.haywire.fault.Faults.limitData;
import static dev.haywire.fault.Faults.reset;
import static dev.haywire.fault.Faults.stall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haywire.TcpConnection;
import dev.haywire.fault.ActiveFault;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code onConnectionsWhere}: asked once per connection. */
class ConnectionsWhereTest {

    @ParameterizedTest
    @EnumSource
    void isAskedOnceForThoseOpenAndForEachThatIsAccepted(EchoKind kind) throws Exception {
        List<TcpConnection> asked = new CopyOnWriteArrayList<>();
        try (EchoKind.Running server = kind.start();
                Client zero = Client.connect(server.address())) {
            assertThat(zero.echo("x")).isEqualTo("x");
            ActiveFault fault = server.endpoint().apply(blackhole().downstream().onConnectionsWhere(connection -> {
                asked.add(connection);
                return connection.index() == 1;
            }));
            assertThat(asked).extracting(TcpConnection::index).containsExactly(0);
            try (Client one = Client.connect(server.address());
                    Client two = Client.connect(server.address())) {
                one.send("x");
                two.send("x");
                fault.awaitFired();
                assertThat(zero.echo("y")).isEqualTo("y");
                TcpConnection hit = server.endpoint().connection(1);
                Client free = hit.remoteAddress().equals(one.socket().getLocalSocketAddress()) ? two : one;
                assertThat(free.read(1)).isEqualTo("x");
                assertThat(asked).extracting(TcpConnection::index).containsExactly(0, 1, 2);
                assertThat(fault.matched()).isOne();
                assertThat(fault.fired()).isOne();
            }
        }
    }

    @Test
    void seesWhatTheConnectionIs() throws Exception {
        try (LiveTcpEndpoint echo = Started.echo();
                Client open = Client.connect(echo.address());
                Client other = Client.connect(echo.address())) {
            assertThat(open.echo("HELLO")).isEqualTo("HELLO");
            assertThat(other.echo("hi")).isEqualTo("hi");
            ActiveFault fault = echo.apply(reset().onConnectionsWhere(
                            c -> c.isOpen() && c.receivedText().equals("HELLO")));
            assertThatThrownBy(open::read).hasMessage("Connection reset");
            assertThat(other.echo("x")).isEqualTo("x");
            assertThat(fault.fired()).isOne();
        }
        try (LiveTcpEndpoint echo = Started.echo()) {
            List<Object> remotes = new CopyOnWriteArrayList<>();
            echo.apply(limitData(0).upstream().onConnectionsWhere(c -> remotes.add(c.remoteAddress())));
            try (Client client = Client.connect(echo.address())) {
                assertThat(client.read()).isEqualTo(-1);
                assertThat(remotes).containsExactly(client.socket().getLocalSocketAddress());
            }
        }
    }

    @Test
    void whatItThrowsFailsTheTestAndCountsAsNoMatch() throws Exception {
        try (LiveTcpEndpoint echo = Started.echo();
                Client open = Client.connect(echo.address())) {
            assertThat(open.echo("x")).isEqualTo("x");
            ActiveFault fault = echo.apply(stall().onConnectionsWhere(connection -> {
                if (connection.index() == 0) {
                    throw new IllegalStateException("of the test");
                }
                throw new AssertionError("too");
            }));
            try (Client later = Client.connect(echo.address())) {
                assertThat(later.echo("served all the same")).isEqualTo("served all the same");
                assertThat(open.echo("as before")).isEqualTo("as before");
            }
            assertThat(fault.matched()).isZero();
            assertThat(echo.takeErrors()).extracting(Throwable::getMessage).containsExactly("of the test", "too");
        }
    }

    @Test
    void allSelectionsMustHoldEachCountingForItself() throws Exception {
        try (LiveTcpEndpoint echo = Started.echo()) {
            ActiveFault fault = echo.apply(reset().firstConnections(2).onConnectionsWhere(c -> c.index() > 0));
            try (Client zero = Client.connect(echo.address())) {
                assertThat(zero.echo("first, but not wanted")).isEqualTo("first, but not wanted");
            }
            Client.expectReset(echo.address());
            try (Client two = Client.connect(echo.address())) {
                assertThat(two.echo("wanted, but the third")).isEqualTo("wanted, but the third");
            }
            assertThat(fault.fired()).isOne();
        }
    }

    @Test
    void isAskedWhateverTheOtherSelectionsSay() throws Exception {
        List<Integer> asked = new CopyOnWriteArrayList<>();
        try (LiveTcpEndpoint echo = Started.echo();
                Client open = Client.connect(echo.address())) {
            assertThat(open.echo("x")).isEqualTo("x");
            ActiveFault fault = echo.apply(stall().onConnections(5)
                    .firstConnections(1)
                    .onConnectionsWhere(connection -> asked.add(connection.index())));
            try (Client one = Client.connect(echo.address());
                    Client two = Client.connect(echo.address())) {
                assertThat(one.echo("x")).isEqualTo("x");
                assertThat(two.echo("x")).isEqualTo("x");
            }
            assertThat(asked).containsExactly(0, 1, 2);
            assertThat(fault.matched()).isZero();
        }
    }

    @Test
    void isAskedWhenTheConnectionIsAcceptedThoughTheByteThatSelectsItComesLater() throws Exception {
        List<Long> received = new CopyOnWriteArrayList<>();
        try (LiveTcpEndpoint echo = Started.echo();
                Client open = Client.connect(echo.address())) {
            assertThat(open.echo("four")).isEqualTo("four");
            ActiveFault fault = echo.apply(stall().upstream().nextConnections(1).onConnectionsWhere(connection -> {
                received.add(connection.bytesReceived());
                return true;
            }));
            try (Client later = Client.connect(echo.address())) {
                later.send("x");
                fault.awaitFired();
                assertThat(received).containsExactly(4L, 0L);
                assertThat(open.echo("y")).isEqualTo("y");
            }
        }
    }

    @Test
    void mayEndTheConnectionThatItIsAskedAbout() throws Exception {
        try (LiveTcpEndpoint echo = Started.echo();
                Client open = Client.connect(echo.address())) {
            assertThat(open.echo("x")).isEqualTo("x");
            ActiveFault fault = echo.apply(blackhole().onConnectionsWhere(connection -> {
                connection.reset();
                return true;
            }));
            assertThatThrownBy(open::read).hasMessage("Connection reset");
            Client.expectReset(echo.address());
            assertThat(fault.fired()).isZero();
            assertThat(echo.takeErrors()).isEmpty();
        }
    }

    @Test
    void whatItAppliesMeetsTheNextConnection() throws Exception {
        try (LiveTcpEndpoint echo = Started.echo()) {
            ActiveFault fault = echo.apply(limitData(3).downstream().onConnectionsWhere(connection -> {
                if (connection.index() == 0) {
                    echo.apply(reset().firstConnections(1));
                }
                return connection.index() == 0;
            }));
            try (Client zero = Client.connect(echo.address())) {
                zero.send("abcdef");
                assertThat(zero.readAll()).isEqualTo("abc");
            }
            Client.expectReset(echo.address());
            assertThat(fault.fired()).isOne();
            assertThat(echo.takeErrors()).isEmpty();
        }
    }

    @Test
    void mayCloseItsOwnFaultAndItsEndpoint() throws Exception {
        try (LiveTcpEndpoint echo = Started.echo()) {
            echo.apply(stall().onConnectionsWhere(connection -> {
                echo.heal();
                return true;
            }));
            try (Client client = Client.connect(echo.address())) {
                assertThat(client.echo("x")).isEqualTo("x");
                assertThat(echo.faults()).isEmpty();
            }
            echo.apply(stall().onConnectionsWhere(connection -> {
                echo.close();
                return true;
            }));
            Client.expectReset(echo.address());
            assertThat(echo.takeErrors()).isEmpty();
        }
    }

    @Test
    void mustNotWait() throws Exception {
        try (LiveTcpEndpoint echo = Started.echo()) {
            ActiveFault fault = echo.apply(stall().onConnectionsWhere(connection -> {
                connection.awaitReceived("never");
                return true;
            }));
            try (Client client = Client.connect(echo.address())) {
                assertThat(client.echo("x")).isEqualTo("x");
            }
            assertThat(fault.matched()).isZero();
            assertThat(echo.takeErrors())
                    .singleElement()
                    .isInstanceOf(IllegalStateException.class)
                    .extracting(Throwable::getMessage)
                    .asString()
                    .contains("on an event loop would block it");
        }
    }
}
