package dev.haywire.internal.net;

import static dev.haywire.fault.Faults.close;
import static dev.haywire.fault.Faults.halfClose;
import static dev.haywire.fault.Faults.limitData;
import static dev.haywire.fault.Faults.refuse;
import static dev.haywire.fault.Faults.reset;
import static dev.haywire.fault.Faults.stall;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.CloseReason;
import dev.haywire.TcpConnection;
import dev.haywire.TcpSession;
import dev.haywire.fault.ActiveFault;
import dev.haywire.fault.TcpFault;
import dev.haywire.kit.Eventually;
import java.io.IOException;
import java.net.Socket;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The close reason names the first FIN or RST that led to the end; later ones change nothing. */
class CloseReasonTest {

    @Test
    void openUntilTheEnd() throws Exception {
        try (LiveTcpEndpoint echo = Started.echo();
                Client client = Client.connect(echo.address())) {
            client.echo("x");
            assertThat(echo.connection(0).closeReason()).isEqualTo(CloseReason.OPEN);
            assertThat(echo.connection(0).isOpen()).isTrue();
        }
    }

    @Test
    void ofTheApplication() throws Exception {
        assertThat(afterClient(Client::close)).isEqualTo(CloseReason.APPLICATION_FIN);
        assertThat(afterClient(Client::reset)).isEqualTo(CloseReason.APPLICATION_RST);
    }

    @Test
    void ofTheServer() throws Exception {
        assertThat(afterHandler(session -> {})).isEqualTo(CloseReason.SERVER_FIN);
        assertThat(afterHandler(TcpSession::close)).isEqualTo(CloseReason.SERVER_FIN);
        assertThat(afterHandler(TcpSession::reset)).isEqualTo(CloseReason.SERVER_RST);
    }

    @Test
    void ofTheTest() throws Exception {
        assertThat(afterTest(TcpConnection::close)).isEqualTo(CloseReason.TEST_FIN);
        assertThat(afterTest(TcpConnection::reset)).isEqualTo(CloseReason.TEST_RST);
    }

    @Test
    void ofAFault() throws Exception {
        assertThat(afterFault(close())).isEqualTo(CloseReason.FAULT_FIN);
        assertThat(afterFault(reset())).isEqualTo(CloseReason.FAULT_RST);
        assertThat(afterFault(refuse())).isEqualTo(CloseReason.FAULT_RST);
        assertThat(afterFault(close().upstream().afterBytes(1))).isEqualTo(CloseReason.FAULT_FIN);
        assertThat(afterFault(reset().upstream().afterBytes(1))).isEqualTo(CloseReason.FAULT_RST);
        assertThat(afterFault(limitData(1).upstream())).isEqualTo(CloseReason.FAULT_FIN);
        assertThat(afterFault(limitData(1).downstream().thenReset())).isEqualTo(CloseReason.FAULT_RST);
    }

    @Test
    void ofTheEndpointsEnd() throws Exception {
        LiveTcpEndpoint echo = Started.echo();
        try (Client client = Client.connect(echo.address())) {
            client.echo("x");
            echo.close();
            assertThat(echo.connection(0).closeReason()).isEqualTo(CloseReason.ENDPOINT_ENDED);
        }
    }

    @Test
    void theFirstStays() throws Exception {
        try (LiveTcpEndpoint echo = Started.echo();
                Client client = Client.connect(echo.address())) {
            client.echo("x");
            TcpConnection connection = echo.takeConnection();
            connection.halfClose();
            assertThat(client.read()).isEqualTo(-1);
            client.reset();
            connection.awaitClosed();
            assertThat(connection.closeReason()).isEqualTo(CloseReason.TEST_FIN);
            connection.close();
            connection.reset();
            assertThat(connection.closeReason()).isEqualTo(CloseReason.TEST_FIN);
        }
    }

    @Test
    void aFaultsFinInOneDirectionComesFirst() throws Exception {
        try (Server server = Server.start();
                LiveTcpEndpoint proxy = Started.proxy(server.address());
                Client client = Client.connect(proxy.address());
                Socket served = server.accept()) {
            proxy.apply(halfClose().downstream());
            assertThat(client.read()).isEqualTo(-1);
            client.close();
            assertThat(Server.readAll(served)).isEmpty();
            served.close();
            proxy.connection(0).awaitClosed();
            assertThat(proxy.connection(0).closeReason()).isEqualTo(CloseReason.FAULT_FIN);
        }
    }

    @ParameterizedTest
    @MethodSource("atAPosition")
    void aFaultThatCutsComesBeforeAFinThatItHolds(TcpFault fault, CloseReason reason) throws Exception {
        try (LiveTcpEndpoint echo = Started.echo();
                Client client = Client.connect(echo.address())) {
            ActiveFault held = echo.apply(stall());
            echo.apply(fault.upstream());
            client.send("xyz");
            client.finish();
            Eventually.until(
                    "the FIN to enter the wire",
                    () -> echo.journal().lines().toString().contains("application sent FIN"));
            held.close();
            assertThat(reason(echo)).isEqualTo(reason);
        }
    }

    @ParameterizedTest
    @MethodSource("atAPosition")
    void aFaultThatCutsComesBeforeTheFinOfTheOtherDirection(TcpFault fault, CloseReason reason) throws Exception {
        try (LiveTcpEndpoint server = Started.handler(session -> {
                    session.in().readAllBytes();
                    session.send("xyz");
                });
                Client client = Client.connect(server.address())) {
            server.apply(fault.downstream());
            client.finish();
            assertThat(reason(server)).isEqualTo(reason);
        }
    }

    static Stream<Arguments> atAPosition() {
        return Stream.of(
                Arguments.of(reset().afterBytes(1), CloseReason.FAULT_RST),
                Arguments.of(close().afterBytes(1), CloseReason.FAULT_FIN),
                Arguments.of(limitData(1), CloseReason.FAULT_FIN));
    }

    private interface Step {
        void of(Client client) throws IOException;
    }

    private static CloseReason afterClient(Step end) throws IOException {
        try (LiveTcpEndpoint echo = Started.echo();
                Client client = Client.connect(echo.address())) {
            client.echo("x");
            end.of(client);
            return reason(echo);
        }
    }

    private static CloseReason afterHandler(Consumer<TcpSession> end) throws IOException {
        try (LiveTcpEndpoint server = Started.handler(session -> {
                    session.readLine();
                    end.accept(session);
                });
                Client client = Client.connect(server.address())) {
            client.send("end it\n");
            return reason(server);
        }
    }

    private static CloseReason afterTest(Consumer<TcpConnection> end) throws IOException {
        try (LiveTcpEndpoint echo = Started.echo();
                Client client = Client.connect(echo.address())) {
            client.echo("x");
            end.accept(echo.connection(0));
            return reason(echo);
        }
    }

    private static CloseReason afterFault(TcpFault fault) throws IOException {
        try (LiveTcpEndpoint echo = Started.echo();
                Client client = Client.connect(echo.address())) {
            client.echo("x");
            echo.apply(fault);
            if (echo.connection(0).isOpen()) {
                client.send("xyz");
            }
            return reason(echo);
        }
    }

    private static CloseReason reason(LiveTcpEndpoint endpoint) {
        TcpConnection connection = endpoint.takeConnection();
        connection.awaitClosed();
        assertThat(connection.isOpen()).isFalse();
        return connection.closeReason();
    }
}
