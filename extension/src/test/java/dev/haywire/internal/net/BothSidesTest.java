package dev.haywire.internal.net;

import static dev.haywire.fault.Faults.close;
import static dev.haywire.fault.Faults.limitData;
import static dev.haywire.fault.Faults.reset;
import static dev.haywire.fault.Faults.stall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Socket;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Who ends a connection from within the wire ends both of its sides, alike. */
class BothSidesTest {

    @Test
    void aResetIsOneForBoth() throws Exception {
        for (Consumer<LiveTcpEndpoint> end : List.<Consumer<LiveTcpEndpoint>>of(
                proxy -> proxy.connection(0).reset(),
                LiveTcpEndpoint::resetConnections,
                proxy -> proxy.apply(reset()),
                LiveTcpEndpoint::close)) {
            try (Server server = Server.start();
                    LiveTcpEndpoint proxy = Started.proxy(server.address());
                    Client client = Client.connect(proxy.address());
                    Socket served = server.accept()) {
                exchange(client, served);
                end.accept(proxy);
                assertThatThrownBy(client::read).hasMessage("Connection reset");
                assertThatThrownBy(() -> served.getInputStream().read()).hasMessage("Connection reset");
            }
        }
    }

    @Test
    void aFinIsOneForBoth() throws Exception {
        for (Consumer<LiveTcpEndpoint> end : List.<Consumer<LiveTcpEndpoint>>of(
                proxy -> proxy.connection(0).close(),
                LiveTcpEndpoint::closeConnections,
                proxy -> proxy.apply(close()))) {
            try (Server server = Server.start();
                    LiveTcpEndpoint proxy = Started.proxy(server.address());
                    Client client = Client.connect(proxy.address());
                    Socket served = server.accept()) {
                exchange(client, served);
                end.accept(proxy);
                assertThat(client.read()).isEqualTo(-1);
                assertThat(served.getInputStream().read()).isEqualTo(-1);
                proxy.connection(0).awaitClosed();
            }
        }
    }

    @Test
    void theEndOfALimitIsOneForBoth() throws Exception {
        try (Server server = Server.start();
                LiveTcpEndpoint proxy = Started.proxy(server.address());
                Client client = Client.connect(proxy.address());
                Socket served = server.accept()) {
            exchange(client, served);
            proxy.apply(limitData(2).downstream());
            Server.send(served, "12345");
            assertThat(client.readAll()).isEqualTo("12");
            assertThat(served.getInputStream().read()).isEqualTo(-1);
        }
        try (Server server = Server.start();
                LiveTcpEndpoint proxy = Started.proxy(server.address());
                Client client = Client.connect(proxy.address());
                Socket served = server.accept()) {
            exchange(client, served);
            proxy.apply(limitData(2).downstream().thenReset());
            Server.send(served, "12345");
            assertThat(client.readUntilReset()).isEqualTo(Started.bytes("12"));
            assertThatThrownBy(() -> served.getInputStream().read()).hasMessage("Connection reset");
        }
    }

    @Test
    void aConnectionsResetWaitsForNothingThatIsOnTheWire() throws Exception {
        try (LiveTcpEndpoint sink = Started.sink();
                Client client = Client.connect(sink.address())) {
            sink.apply(stall().downstream());
            sink.takeConnection().send("held, and lost");
            sink.connection(0).reset();
            assertThat(client.readUntilReset()).isEmpty();
            assertThat(sink.openCount()).isZero();
        }
    }

    private static void exchange(Client client, Socket served) throws Exception {
        client.send("a");
        assertThat(Server.read(served, 1)).isEqualTo("a");
        Server.send(served, "b");
        assertThat(client.read(1)).isEqualTo("b");
    }
}
