package dev.haywire.truth;

import static dev.haywire.fault.Faults.connectHang;
import static dev.haywire.kit.Eventually.until;
import static dev.haywire.truth.Play.BOUND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.Haywire;
import dev.haywire.TcpEndpoint;
import dev.haywire.fault.ActiveFault;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of connects that hang when the fault ends. */
@EnabledOnOs(OS.LINUX)
class ConnectHangTest {

    /** The client's kernel repeats its SYN: about a second later, on older kernels after as long as the fault had lasted. */
    @ParameterizedTest
    @EnumSource
    void aConnectThatStillWaitsSucceedsWhenItEnds(Client.Kind kind) throws Exception {
        try (Haywire haywire = Haywire.open();
                Client client = kind.open()) {
            TcpEndpoint echo = haywire.tcpEchoServer();
            ActiveFault hang = echo.apply(connectHang());
            CompletableFuture<Sight> connecting = CompletableFuture.supplyAsync(
                    () -> client.connect(echo.address(), BOUND), task -> new Thread(task, "hanging").start());
            // it hangs
            Thread.sleep(200);
            assertThat(connecting).isNotDone();
            hang.close();
            assertThat(connecting.get(BOUND.toSeconds(), TimeUnit.SECONDS)).isEqualTo(Sight.CONNECTED);
            client.send("hello");
            assertThat(client.read(5, BOUND)).isEqualTo(new Sight.Bytes("hello"));
            assertThat(echo.acceptedCount()).isEqualTo(1);
        }
    }

    @Test
    void whoGaveUpMeanwhileIsNotServed() throws Exception {
        try (Haywire haywire = Haywire.open()) {
            TcpEndpoint echo = haywire.tcpEchoServer();
            try (ActiveFault hang = echo.apply(connectHang());
                    Client gaveUp = Client.Kind.SOCKET.open()) {
                assertThat(gaveUp.connect(echo.address(), Duration.ofMillis(200)))
                        .isEqualTo(Client.Kind.SOCKET.timedOut());
                assertThat(hang.isActive()).isTrue();
            }
            try (Client client = Client.Kind.SOCKET.open()) {
                assertThat(client.connect(echo.address(), BOUND)).isEqualTo(Sight.CONNECTED);
                until("that one alone to be accepted", () -> echo.acceptedCount() == 1);
            }
        }
    }
}
