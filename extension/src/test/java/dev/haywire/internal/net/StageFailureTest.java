package dev.haywire.internal.net;

import static dev.haywire.fault.Faults.blackhole;
import static dev.haywire.fault.Faults.latency;
import static dev.haywire.fault.Faults.reset;
import static dev.haywire.fault.Faults.slowClose;
import static dev.haywire.fault.Faults.stall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haywire.CloseReason;
import dev.haywire.fault.ActiveFault;
import dev.haywire.fault.Direction;
import dev.haywire.fault.TcpFault;
import dev.haywire.internal.pipeline.Draws;
import dev.haywire.internal.pipeline.Stages;
import dev.haywire.internal.pipeline.StreamStage;
import java.net.SocketException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Memory that runs out within a fault's own work ends the connection it was at work for, loudly; nobody else notices. */
@Isolated("counts slabs")
class StageFailureTest {
    private static final Duration SOON = Duration.ofMillis(20);
    private static final String NO_MEMORY = "injected";

    private final TcpWire wire = wire();
    private final LiveTcpEndpoint echo = new TcpHandle(wire);
    private final LiveTcpEndpoint other = Started.echo();
    private final LiveTcpEndpoint another = Started.echo();

    @AfterEach
    void nothingIsLeft() {
        echo.close();
        other.close();
        another.close();
        assertThat(SlabPool.used()).isZero();
    }

    @Test
    void asBytesArrive() throws Exception {
        try (Client unlucky = Client.connect(echo.address());
                Client lucky = Client.connect(echo.address())) {
            echo.awaitAccepted(2);
            runOutOfMemory(stall(), 0);
            unlucky.send(Stream.bytes(100_000));
            expectEndOf(0, unlucky);
            expectOthersToLive(lucky);
        }
    }

    @Test
    void asHeldBytesBecomeDue() throws Exception {
        try (Client unlucky = Client.connect(echo.address());
                Client lucky = Client.connect(echo.address())) {
            echo.awaitAccepted(2);
            echo.apply(latency(SOON).upstream());
            runOutOfMemory(stall(), 0);
            unlucky.send(Stream.bytes(100_000));
            expectEndOf(0, unlucky);
            expectOthersToLive(lucky);
        }
    }

    @Test
    void asAFaultEndsThatHoldsBytesForAll() throws Exception {
        try (Client before = Client.connect(echo.address());
                Client unlucky = Client.connect(echo.address());
                Client behind = Client.connect(echo.address())) {
            ActiveFault held =
                    echo.apply(latency(Duration.ofHours(1)).upstream().lasting(Duration.ofHours(1)));
            before.send("held");
            unlucky.send("held");
            behind.send("held");
            assertThat(held.fired()).isEqualTo(3);
            runOutOfMemory(stall(), 1);

            held.close();

            expectEndOf(1, unlucky);
            assertThat(before.read(4)).isEqualTo("held");
            assertThat(behind.read(4)).isEqualTo("held");
            expectOthersToLive(behind);
        }
    }

    @Test
    void asTheTestClosesTheConnections() throws Exception {
        try (Client unlucky = Client.connect(echo.address());
                Client lucky = Client.connect(echo.address())) {
            echo.awaitAccepted(2);
            runOutOfMemory(slowClose(SOON), 0);

            echo.closeConnections();

            assertThat(lucky.read()).isEqualTo(-1);
            echo.connection(0).awaitClosed(Started.TIMEOUT);
            assertThat(echo.takeErrors()).singleElement().isInstanceOf(OutOfMemoryError.class);
        }
    }

    /** No failure: the reset that the echo's own way back decides on comes while its way in is still being written out. */
    @Test
    void aResetOfTheWayBackWithinTheWayInIsNone() throws Exception {
        try (Client client = Client.connect(echo.address())) {
            echo.apply(latency(SOON).upstream());
            echo.apply(blackhole().downstream());
            echo.apply(reset().downstream().afterBytes(1));
            client.send(Stream.bytes(100_000));
            assertThatThrownBy(client::read).isInstanceOf(SocketException.class).hasMessage("Connection reset");
            echo.connection(0).awaitClosed(Started.TIMEOUT);
            assertThat(echo.connection(0).closeReason()).isEqualTo(CloseReason.FAULT_RST);
            assertThat(echo.takeErrors()).isEmpty();
        }
    }

    private void expectEndOf(int index, Client unlucky) {
        assertThatThrownBy(unlucky::read).isInstanceOf(SocketException.class).hasMessage("Connection reset");
        echo.connection(index).awaitClosed(Started.TIMEOUT);
        assertThat(echo.connection(index).closeReason()).isEqualTo(CloseReason.SERVER_RST);
        assertThat(echo.takeErrors()).singleElement().isInstanceOf(OutOfMemoryError.class);
        assertThat(echo.journal().lines()).anyMatch(line -> line.contains("OutOfMemoryError: " + NO_MEMORY));
    }

    private void expectOthersToLive(Client lucky) throws Exception {
        assertThat(lucky.echo("alive")).isEqualTo("alive");
        for (LiveTcpEndpoint elsewhere : new LiveTcpEndpoint[] {other, another}) {
            try (Client client = Client.connect(elsewhere.address())) {
                assertThat(client.echo("alive")).isEqualTo("alive");
            }
            assertThat(elsewhere.takeErrors()).isEmpty();
        }
        assertThat(echo.takeErrors()).isEmpty();
    }

    /** Puts the stage of a fault on one connection that runs out of memory as it fires: at the first bytes, or the FIN, that reach it. */
    private void runOutOfMemory(TcpFault fault, int connection) {
        Draws draws = Draws.of(0, "none", Direction.UPSTREAM, fault.kind(), 0, 0);
        StreamStage stage = Stages.stage(fault, Direction.UPSTREAM, draws, () -> {
            throw new OutOfMemoryError(NO_MEMORY);
        });
        wire.loop().run(() -> wire.openRelays()
                .get(connection)
                .flow(Direction.UPSTREAM)
                .add(stage));
    }

    private static TcpWire wire() {
        EventLoop loop = Loops.acquire();
        TcpSpec spec = new TcpSpec("echo", "127.0.0.1", 0, new TcpService.Echo(), 0, Started.TIMEOUT);
        return loop.call(() -> new TcpWire(spec, loop, null));
    }
}
