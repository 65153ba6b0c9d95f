package dev.haywire.internal.net;

import static dev.haywire.fault.Faults.halfClose;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.fault.ActiveFault;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** FIN in one direction; the other one flows on. */
class HalfCloseTest {

    @Test
    void ofAConnectionSendsFinToTheApplicationWhoseLaterBytesStillReachTheServer() throws Exception {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        try (LiveTcpEndpoint server = Started.handler(session -> {
                    session.send("before");
                    String line = session.readLine();
                    session.send("never heard");
                    heard.add(line);
                    heard.add(String.valueOf(session.readLine()));
                });
                Client client = Client.connect(server.address())) {
            assertThat(client.read(6)).isEqualTo("before");
            server.connection(0).halfClose();
            assertThat(client.read()).isEqualTo(-1);

            client.send("afterwards\n");
            assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("afterwards");
            assertThat(server.openCount()).isEqualTo(1);
            client.finish();
            assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("null");
            server.awaitOpen(0);
            assertThat(server.takeErrors()).isEmpty();
        }
    }

    @Test
    void ofAProxiedConnectionKeepsTheServerUnaware() throws Exception {
        try (Server upstream = Server.start();
                LiveTcpEndpoint proxy = Started.proxy(upstream.address());
                Client client = Client.connect(proxy.address());
                Socket served = upstream.accept()) {
            Server.send(served, "before");
            assertThat(client.read(6)).isEqualTo("before");
            proxy.connection(0).halfClose();
            assertThat(client.read()).isEqualTo(-1);
            Server.send(served, "into the void");

            client.send("afterwards");
            assertThat(Server.read(served, 10)).isEqualTo("afterwards");
            client.finish();
            assertThat(Server.readAll(served)).isEmpty();
            proxy.connection(0).awaitClosed();
        }
    }

    @Test
    void byAFaultLeavesTheOtherDirectionFlowing() throws Exception {
        try (Server upstream = Server.start();
                LiveTcpEndpoint proxy = Started.proxy(upstream.address());
                Client client = Client.connect(proxy.address());
                Socket served = upstream.accept()) {
            client.send("before");
            assertThat(Server.read(served, 6)).isEqualTo("before");
            ActiveFault fault = proxy.apply(halfClose().upstream());
            assertThat(fault.fired()).isEqualTo(1);
            assertThat(Server.readAll(served)).isEmpty();

            Server.send(served, "still flowing");
            assertThat(client.read(13)).isEqualTo("still flowing");
            client.send("lost");
            served.close();
            assertThat(client.read()).isEqualTo(-1);
            proxy.connection(0).awaitClosed();
            assertThat(proxy.connection(0).receivedText()).isEqualTo("before");
        }
    }

    @Test
    void twiceIsOnce() throws Exception {
        try (LiveTcpEndpoint sink = Started.sink();
                Client client = Client.connect(sink.address())) {
            sink.awaitAccepted(1);
            sink.connection(0).halfClose();
            sink.connection(0).halfClose();
            sink.apply(halfClose().downstream());
            assertThat(client.read()).isEqualTo(-1);
            client.send("heard");
            sink.connection(0).awaitReceived("heard");
            client.finish();
            sink.connection(0).awaitClosed();
        }
    }
}
