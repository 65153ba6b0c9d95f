package dev.haywire.internal.net;

import static dev.haywire.fault.Faults.latency;
import static dev.haywire.fault.Faults.reset;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.fault.ActiveFault;
import dev.haywire.fault.TcpFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A connection that the application has, but the loop has not accepted yet: what is done on the loop keeps it from accepting. */
class QueuedConnectionTest {
    private final EventLoop loop = new EventLoop(9);
    private TcpHandle echo;
    private SocketChannel client;

    @AfterEach
    void stop() throws IOException {
        echo.close();
        client.close();
        loop.stop();
    }

    @Test
    void isMetOnceByAFaultThatIsAppliedMeanwhile() {
        assertThat(connectThenApply(latency(Duration.ofHours(1))).matched()).isEqualTo(1);
    }

    @Test
    void isOpenForAnEventWithoutATrigger() {
        ActiveFault fault = connectThenApply(reset());
        assertThat(fault.fired()).isEqualTo(1);
        assertThat(echo.openCount()).isZero();
    }

    @Test
    void isNotAmongTheFirstConnectionsToCome() {
        assertThat(connectThenApply(reset().firstConnections(1)).matched()).isZero();
        assertThat(echo.openCount()).isEqualTo(1);
    }

    private ActiveFault connectThenApply(TcpFault fault) {
        loop.start();
        TcpSpec spec = new TcpSpec("echo", "127.0.0.1", 0, new TcpService.Echo(), 0, Started.TIMEOUT);
        echo = new TcpHandle(loop.call(() -> new TcpWire(spec, loop, null)));
        return loop.call(() -> {
            client = connect(echo.address());
            return echo.apply(fault);
        });
    }

    private static SocketChannel connect(InetSocketAddress address) {
        try {
            return SocketChannel.open(address);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
