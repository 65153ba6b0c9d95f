package dev.haywire.internal.toxiproxy;

import static dev.haywire.fault.Faults.corrupt;
import static dev.haywire.fault.Faults.latency;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haywire.fault.ActiveFault;
import dev.haywire.internal.junit.TcpBackend;
import dev.haywire.internal.net.LiveTcpEndpoint;
import dev.haywire.internal.net.TcpService;
import dev.haywire.internal.net.TcpSpec;
import dev.haywire.kit.GivenToxiproxy;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What the application sees on the wire of a real Toxiproxy; skipped where none is given. */
@ResourceLock(value = GivenToxiproxy.LOCK, mode = ResourceAccessMode.READ)
class RealToxiproxyTest extends BothWires {
    private static TcpBackend toxiproxy;

    @BeforeAll
    static void connect() {
        toxiproxy = Wires.realOrSkipped();
    }

    @AfterAll
    static void disconnect() {
        if (toxiproxy != null) {
            toxiproxy.close();
        }
    }

    @Override
    LiveTcpEndpoint start(TcpSpec spec) {
        return toxiproxy.start(spec);
    }

    @Override
    String expected(WireCase row) {
        return row.toxiproxy();
    }

    private static LiveTcpEndpoint echo() {
        return toxiproxy.start(new TcpSpec("echo/1", "127.0.0.1", 0, new TcpService.Echo(), 0, Duration.ofSeconds(10)));
    }

    @Test
    void recordsStayInTheJvm() throws IOException {
        try (LiveTcpEndpoint echo = echo();
                Application application = new Application(echo.address())) {
            assertThat(application.says("hi").hears(2)).isEqualTo("hi");
            assertThat(echo.connection(0).receivedText()).isEqualTo("hi");
            assertThat(echo.connection(0).sentText()).isEqualTo("hi");
            assertThat(echo.acceptedCount()).isEqualTo(1);
            application.ends();
            echo.connection(0).awaitClosed();
            assertThat(echo.connection(0).toString()).endsWith("ended: UNKNOWN behind Toxiproxy");
            assertThat(echo.journal().lines())
                    .anyMatch(line -> line.endsWith("#0 Toxiproxy sent FIN"))
                    .anyMatch(line -> line.endsWith("#0 closed: UNKNOWN"))
                    .noneMatch(line -> line.contains("application sent"));
            assertThat(echo.toString()).contains("carried by Toxiproxy at ");
        }
    }

    @Test
    void refusesWhatItCannotDo() {
        try (LiveTcpEndpoint echo = echo()) {
            assertThatThrownBy(() -> echo.apply(corrupt(0.1))).isInstanceOf(IllegalArgumentException.class);
            assertThat(echo.faults()).isEmpty();
            assertThatThrownBy(() -> echo.apply(latency(Duration.ofMillis(1))).fired())
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessage("fired() of latency(1 ms) on \"echo/1\" cannot be done by Toxiproxy: it does not tell;"
                            + " haywire.backend = embedded can");
        }
    }

    @Test
    void faultsBeginLaterAndEndByThemselves() throws IOException {
        try (LiveTcpEndpoint echo = echo();
                Application application = new Application(echo.address())) {
            ActiveFault late = echo.apply(latency(Duration.ofMillis(150))
                    .startingAfter(Duration.ofMillis(1))
                    .lasting(Duration.ofMillis(300)));
            assertThat(echo.faults()).containsExactly(late);
            long deadline = System.nanoTime() + 10_000_000_000L;
            while (late.isActive()) {
                assertThat(System.nanoTime()).isLessThan(deadline);
                application.says("x").hears(1);
            }
            assertThat(echo.faults()).isEmpty();
        }
    }

    @Test
    void aClosedOneAppliesNothing() {
        LiveTcpEndpoint echo = echo();
        echo.close();
        echo.close();
        assertThat(Application.connects(echo.address())).isEqualTo("refused");
        assertThatThrownBy(() -> echo.apply(latency(Duration.ofMillis(1))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "\"echo/1\" has ended: apply(latency(1 ms)) needs a live endpoint; use it only within the test, class or facade that started it, or let it live longer: on a static field, or by scope = CLASS or SESSION");
    }
}
