package dev.haywire.internal.net;

import static dev.haywire.fault.Faults.connectHang;
import static dev.haywire.fault.Faults.latency;
import static dev.haywire.fault.Faults.refuse;
import static dev.haywire.fault.Faults.stall;
import static dev.haywire.internal.net.Started.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.parallel.Isolated;

/** Closing is complete: no thread, no socket, no slab is left; the two loops are everybody's and stay. */
@Isolated("counts threads, sockets and slabs of the JVM")
@EnabledOnOs(OS.LINUX)
class LeakTest {

    @Test
    void nothingIsLeftOfEndpointsThatWereInUse() throws Exception {
        // what other tests forgot is closed with its garbage, now rather than in the midst of this one
        System.gc();
        useEverything();
        Leftovers before = Leftovers.now();

        for (int i = 0; i < 20; i++) {
            useEverything();
        }

        eventually(before::areAllThreads);
        assertThat(Leftovers.openSockets()).isLessThanOrEqualTo(before.sockets());
        assertThat(SlabPool.used()).isZero();
        assertThat(LoopThreads.all()).hasSizeLessThanOrEqualTo(2);
    }

    private static void useEverything() throws IOException {
        List<Client> clients = new ArrayList<>();
        try (Server server = Server.start()) {
            LiveTcpEndpoint echo = Started.echo();
            LiveTcpEndpoint proxy = Started.proxy(server.address());
            LiveTcpEndpoint orphan = Started.proxy(null);
            LiveTcpEndpoint handled = Started.handler(session -> session.send(session.readLine()));
            LiveTcpEndpoint refusing = Started.sink();
            LiveTcpEndpoint hanging = Started.sink();
            clients.add(Client.connect(echo.address()));
            clients.add(Client.connect(proxy.address()));
            clients.add(Client.connect(handled.address()));
            clients.add(Client.connect(handled.address()));
            clients.add(Client.connect(refusing.address()));
            clients.add(Client.connect(hanging.address()));
            Client.expectReset(orphan.address());
            for (Client client : clients) {
                client.send("no line end");
            }
            clients.get(2).send("\n");
            assertThat(clients.get(2).readAll()).isEqualTo("no line end");
            assertThat(clients.get(0).read(11)).isEqualTo("no line end");
            refusing.apply(refuse().keepOpen());
            hanging.apply(connectHang());
            echo.apply(stall());
            echo.apply(latency(Duration.ofMinutes(1)));
            clients.get(0).send(new byte[300_000]);
            List.of(echo, proxy, orphan, handled, refusing, hanging).forEach(LiveTcpEndpoint::close);
        } finally {
            for (Client client : clients) {
                client.close();
            }
        }
    }
}
