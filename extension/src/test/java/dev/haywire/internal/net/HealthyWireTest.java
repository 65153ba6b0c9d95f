package dev.haywire.internal.net;

import static dev.haywire.fault.Faults.blackhole;
import static dev.haywire.fault.Faults.reset;
import static dev.haywire.internal.net.Started.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haywire.CloseReason;
import dev.haywire.fault.ActiveFault;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A healthy wire passes on what each side does, as it was and in order: bytes, FIN of one direction, RST. */
class HealthyWireTest {

    @Test
    void echoSaysWhatItHearsAndItsFinToo() throws Exception {
        try (LiveTcpEndpoint echo = Started.echo();
                Client client = Client.connect(echo.address())) {
            assertThat(client.echo("hello")).isEqualTo("hello");
            client.send("and bye");
            client.finish();

            assertThat(client.readAll()).isEqualTo("and bye");
            echo.connection(0).awaitClosed();
            assertThat(echo.connection(0).closeReason()).isEqualTo(CloseReason.APPLICATION_FIN);
        }
    }

    @Test
    void proxyPassesBytesBothWaysAtTheirBorders() throws Exception {
        try (Server server = Server.start();
                LiveTcpEndpoint proxy = Started.proxy(server.address());
                Client client = Client.connect(proxy.address());
                Socket served = server.accept()) {
            Server.send(served, "welcome");
            assertThat(client.read(7)).isEqualTo("welcome");
            client.send("question");
            assertThat(Server.read(served, 8)).isEqualTo("question");
            Server.send(served, "answer");
            assertThat(client.read(6)).isEqualTo("answer");
        }
    }

    @Test
    void proxyPassesTheApplicationsFinAndWhatTheServerSaysAfterwards() throws Exception {
        try (Server server = Server.start();
                LiveTcpEndpoint proxy = Started.proxy(server.address());
                Client client = Client.connect(proxy.address());
                Socket served = server.accept()) {
            client.send("all I have");
            client.finish();

            assertThat(Server.readAll(served)).isEqualTo("all I have");
            assertThat(proxy.openCount()).isEqualTo(1);
            Server.send(served, "late answer");
            served.close();

            assertThat(client.readAll()).isEqualTo("late answer");
            proxy.connection(0).awaitClosed();
            assertThat(proxy.connection(0).closeReason()).isEqualTo(CloseReason.APPLICATION_FIN);
        }
    }

    @Test
    void proxyPassesTheServersFinAndWhatTheApplicationSaysAfterwards() throws Exception {
        try (Server server = Server.start();
                LiveTcpEndpoint proxy = Started.proxy(server.address());
                Client client = Client.connect(proxy.address());
                Socket served = server.accept()) {
            Server.send(served, "that was it");
            served.shutdownOutput();

            assertThat(client.readAll()).isEqualTo("that was it");
            assertThat(proxy.openCount()).isEqualTo(1);
            client.send("thank you");
            client.finish();

            assertThat(Server.readAll(served)).isEqualTo("thank you");
            proxy.connection(0).awaitClosed();
            assertThat(proxy.connection(0).closeReason()).isEqualTo(CloseReason.SERVER_FIN);
        }
    }

    @Test
    void proxyPassesTheApplicationsReset() throws Exception {
        try (Server server = Server.start();
                LiveTcpEndpoint proxy = Started.proxy(server.address());
                Client client = Client.connect(proxy.address());
                Socket served = server.accept()) {
            client.send("half a");
            assertThat(Server.read(served, 6)).isEqualTo("half a");

            client.reset();

            assertThatThrownBy(() -> served.getInputStream().read())
                    .isInstanceOf(IOException.class)
                    .hasMessage("Connection reset");
            proxy.connection(0).awaitClosed();
            assertThat(proxy.connection(0).closeReason()).isEqualTo(CloseReason.APPLICATION_RST);
        }
    }

    @Test
    void proxyPassesTheServersReset() throws Exception {
        try (Server server = Server.start();
                LiveTcpEndpoint proxy = Started.proxy(server.address());
                Client client = Client.connect(proxy.address());
                Socket served = server.accept()) {
            Server.send(served, "half a");
            assertThat(client.read(6)).isEqualTo("half a");

            Server.reset(served);

            assertThatThrownBy(client::read).isInstanceOf(IOException.class).hasMessage("Connection reset");
            proxy.connection(0).awaitClosed();
            assertThat(proxy.connection(0).closeReason()).isEqualTo(CloseReason.SERVER_RST);
        }
    }

    @Test
    void theServersResetGoesBehindTheBytesBeforeIt() throws Exception {
        int length = 3 << 20;
        try (Server server = Server.start();
                LiveTcpEndpoint proxy = Started.proxy(server.address());
                Client client = Client.slow(proxy.address());
                Socket served = server.accept()) {
            served.getOutputStream().write(Stream.bytes(length));
            // now it is on the wire, and no kernel but the application's can lose it
            eventually(() -> proxy.connection(0).bytesSent() == length);
            Server.reset(served);

            assertThat(client.readUntilReset()).isEqualTo(Stream.bytes(length));
        }
    }

    @Test
    void theApplicationsResetGoesBehindTheBytesBeforeIt() throws Exception {
        int length = 3 << 20;
        try (Server server = Server.start();
                LiveTcpEndpoint proxy = Started.proxy(server.address());
                Client client = Client.connect(proxy.address());
                Client upstream = Client.of(server.accept())) {
            client.send(Stream.bytes(length));
            eventually(() -> proxy.connection(0).bytesReceived() == length);
            client.reset();

            assertThat(upstream.readUntilReset()).isEqualTo(Stream.bytes(length));
        }
    }

    @Test
    void bothSidesResettingAtOnceIsNoError() throws Exception {
        int many = 200;
        try (Server server = Server.start();
                LiveTcpEndpoint proxy = Started.proxy(server.address())) {
            List<Client> clients = new ArrayList<>();
            List<Socket> served = new ArrayList<>();
            for (int i = 0; i < many; i++) {
                clients.add(Client.connect(proxy.address()));
                served.add(server.accept());
            }
            try (LoopThreads.Held atOnce = LoopThreads.hold()) {
                for (int i = 0; i < many; i++) {
                    clients.get(i).reset();
                    Server.reset(served.get(i));
                }
            }
            proxy.awaitOpen(0);
            assertThat(proxy.takeErrors()).isEmpty();
        }
    }

    @Test
    void aSideThatIsReadyWhileTheOtherOneEndsTheConnectionIsNoError() throws Exception {
        int many = 200;
        try (Server server = Server.start();
                LiveTcpEndpoint proxy = Started.proxy(server.address())) {
            // nothing passes, so the reset waits for nothing
            proxy.apply(blackhole().upstream());
            ActiveFault fault = proxy.apply(reset().upstream().afterBytes(1));
            List<Client> clients = new ArrayList<>();
            List<Socket> served = new ArrayList<>();
            for (int i = 0; i < many; i++) {
                clients.add(Client.connect(proxy.address()));
                served.add(server.accept());
            }
            try (LoopThreads.Held atOnce = LoopThreads.hold()) {
                for (int i = 0; i < many; i++) {
                    clients.get(i).send("x");
                    Server.send(served.get(i), "y");
                }
            }
            proxy.awaitOpen(0);
            assertThat(fault.fired()).isEqualTo(many);
            assertThat(proxy.takeErrors()).isEmpty();
            for (int i = 0; i < many; i++) {
                clients.get(i).close();
                served.get(i).close();
            }
        }
    }

    @Test
    void anEndOfOneConnectionIsNoneOfTheOthers() throws Exception {
        try (LiveTcpEndpoint echo = Started.echo();
                Client one = Client.connect(echo.address());
                Client other = Client.connect(echo.address())) {
            one.echo("1");
            other.echo("2");
            one.reset();
            echo.awaitOpen(1);

            assertThat(other.echo("still here")).isEqualTo("still here");
        }
    }
}
