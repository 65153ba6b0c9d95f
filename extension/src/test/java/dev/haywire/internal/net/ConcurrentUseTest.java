package dev.haywire.internal.net;

import static dev.haywire.fault.Faults.blackhole;
import static dev.haywire.fault.Faults.latency;
import static dev.haywire.fault.Faults.refuse;
import static dev.haywire.fault.Faults.reset;
import static dev.haywire.fault.Faults.slice;
import static dev.haywire.fault.Faults.stall;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.fault.ActiveFault;
import dev.haywire.fault.TcpFault;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Endpoints are thread-safe. */
class ConcurrentUseTest {
    private final ExecutorService threads = Executors.newFixedThreadPool(6);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void faultsComeAndGoFromSeveralThreadsUnderTraffic() throws Exception {
        List<TcpFault> values = List.of(
                stall(), blackhole().upstream(), latency(Duration.ofMillis(1)), slice(3), reset(), refuse().keepOpen());
        try (LiveTcpEndpoint echo = Started.echo()) {
            List<Callable<Void>> work = new ArrayList<>();
            for (int thread = 0; thread < 3; thread++) {
                int first = thread;
                work.add(() -> {
                    for (int i = 0; i < 150; i++) {
                        ActiveFault fault = echo.apply(values.get((first + i) % values.size()));
                        echo.connections().forEach(connection -> connection.received());
                        fault.close();
                        assertThat(fault.isActive()).isFalse();
                    }
                    return null;
                });
                work.add(() -> {
                    for (int i = 0; i < 100; i++) {
                        try (Client client = Client.connect(echo.address())) {
                            client.socket().setSoTimeout(20);
                            client.echo("some bytes");
                        } catch (IOException byAFault) {
                            // what it meets is not the point
                        }
                    }
                    return null;
                });
            }
            for (Future<Void> done : threads.invokeAll(work, 50, TimeUnit.SECONDS)) {
                done.get();
            }

            assertThat(echo.faults()).isEmpty();
            assertThat(echo.takeErrors()).isEmpty();
            echo.awaitOpen(0);
            try (Client client = Client.connect(echo.address())) {
                assertThat(client.echo("healed")).isEqualTo("healed");
            }
        }
    }

    @Test
    void severalCloseAtOnce() throws Exception {
        for (int i = 0; i < 30; i++) {
            LiveTcpEndpoint echo = Started.echo();
            ActiveFault fault = echo.apply(stall());
            try (Client client = Client.connect(echo.address())) {
                client.send("x");
                CyclicBarrier together = new CyclicBarrier(4);
                Callable<Void> closing = () -> {
                    together.await();
                    echo.close();
                    return null;
                };
                Callable<Void> healing = () -> {
                    together.await();
                    fault.close();
                    echo.heal();
                    return null;
                };
                for (Future<Void> done :
                        threads.invokeAll(List.of(closing, closing, healing, healing), 10, TimeUnit.SECONDS)) {
                    done.get();
                }
                assertThat(fault.isActive()).isFalse();
                assertThat(echo.openCount()).isZero();
                assertThat(echo.takeErrors()).isEmpty();
            }
        }
    }
}
