package dev.haywire.internal.net;

import static dev.haywire.fault.Faults.latency;
import static dev.haywire.fault.Faults.stall;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.parallel.Isolated;

/** Idle endpoints cost no wake-ups. */
@Isolated("counts the wake-ups of the loops")
@EnabledOnOs(OS.LINUX)
class IdleTest {

    @Test
    void loopsSleepWhileNothingHappens() throws Exception {
        List<AutoCloseable> open = new ArrayList<>();
        try (Server server = Server.start()) {
            for (int i = 0; i < 10; i++) {
                LiveTcpEndpoint echo = Started.echo();
                open.add(echo);
                LiveTcpEndpoint proxy = Started.proxy(server.address());
                open.add(proxy);
                LiveTcpEndpoint handled =
                        Started.handler(session -> session.in().readAllBytes());
                open.add(handled);
                Client client = Client.connect(echo.address());
                open.add(client);
                client.echo("x");
                open.add(Client.connect(proxy.address()));
                open.add(server.accept());
                open.add(Client.connect(handled.address()));
                echo.apply(latency(Duration.ofMillis(1)));
                proxy.apply(stall());
            }
            // timers of what went before come to rest
            Thread.sleep(200);

            long before = LoopThreads.sleeps();
            Thread.sleep(2000);
            assertThat(LoopThreads.sleeps() - before).isZero();
        } finally {
            for (AutoCloseable one : open) {
                one.close();
            }
        }
    }
}
