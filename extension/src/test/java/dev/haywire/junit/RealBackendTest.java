package dev.haywire.junit;

import static dev.haywire.fault.Faults.latency;
import static dev.haywire.fault.Faults.refuse;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.Scope;
import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import dev.haywire.TcpServer;
import dev.haywire.UdpEchoServer;
import dev.haywire.UdpEndpoint;
import dev.haywire.fault.ActiveFault;
import dev.haywire.fault.Corrupt;
import dev.haywire.fault.Latency;
import dev.haywire.kit.GivenToxiproxy;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Annotated tests on the wire of a real Toxiproxy; skipped where none is given. */
@ResourceLock(value = GivenToxiproxy.LOCK, mode = ResourceAccessMode.READ)
class RealBackendTest {
    private static final Kit.Notes NOTES = new Kit.Notes();

    @BeforeEach
    void needsARealOne() {
        NOTES.clear();
        GivenToxiproxy.urlOrContainer();
    }

    private static Kit onToxiproxy(Class<?> subject) {
        Kit kit = Kit.of(subject).with("haywire.backend", "toxiproxy").with("haywire.toxiproxy.required", "true");
        return GivenToxiproxy.urlOrContainer()
                .map(url -> kit.with("haywire.toxiproxy.url", url.toString()))
                .orElse(kit);
    }

    /** Each endpoint's port is free once its test is over, failed or not: nothing of it stays. */
    private static void nothingStays() {
        for (InetSocketAddress address : NOTES.all(InetSocketAddress.class)) {
            assertThat(connects(address)).as("%s still answers", address).isFalse();
        }
    }

    private static boolean connects(InetSocketAddress address) {
        try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
            return socket.isConnected();
        } catch (IOException refused) {
            assertThat(refused).isInstanceOf(ConnectException.class);
            return false;
        }
    }

    private static String echoed(TcpEndpoint echo) throws IOException {
        try (Socket socket = new Socket(echo.host(), echo.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write('x');
            return String.valueOf((char) socket.getInputStream().read());
        }
    }

    @Test
    void carriesEveryTcpEndpointAndNoUdpOne() {
        onToxiproxy(Carried.class).run().passed(2);
        assertThat(NOTES.all(InetSocketAddress.class)).hasSize(5);
        nothingStays();
    }

    @InKit
    static class Carried {
        @TcpEchoServer(scope = Scope.CLASS)
        private static TcpEndpoint shared;

        @TcpServer(greeting = "hello")
        private TcpEndpoint greeter;

        @Test
        @TcpEchoServer
        @Latency(20)
        void first(TcpEndpoint echo, @UdpEchoServer UdpEndpoint udp) throws IOException {
            for (TcpEndpoint one : List.of(shared, greeter, echo)) {
                NOTES.add(one.address());
                assertThat(one.toString()).contains("carried by Toxiproxy");
            }
            assertThat(udp.toString()).doesNotContain("Toxiproxy");
            assertThat(echo.faults()).hasSize(1);
            assertThat(echoed(echo)).isEqualTo("x");
            assertThat(echo.takeConnection().receivedText()).isEqualTo("x");
        }

        @Test
        void second(@TcpEchoServer TcpEndpoint echo) throws IOException {
            NOTES.add(greeter.address());
            NOTES.add(echo.address());
            assertThat(shared.faults()).isEmpty();
            assertThat(shared.acceptedCount()).isZero();
            assertThat(echoed(shared)).isEqualTo("x");
            ActiveFault refuse = echo.apply(refuse());
            assertThat(connects(echo.address())).isFalse();
            refuse.close();
            assertThat(echoed(echo)).isEqualTo("x");
        }
    }

    @Test
    void leavesNothingBehindAFailure() {
        onToxiproxy(Failing.class).run().ended(0, 1, 0);
        assertThat(NOTES.all(InetSocketAddress.class)).hasSize(1);
        nothingStays();
    }

    @InKit
    static class Failing {
        @Test
        void fails(@TcpEchoServer TcpEndpoint echo) {
            NOTES.add(echo.address());
            echo.apply(latency(Duration.ofMillis(10)));
            throw new AssertionError("on purpose");
        }
    }

    @Test
    void refusesBeforeTheTestWhatToxiproxyCannotDo() {
        assertThat(onToxiproxy(Impossible.class).run().ended(0, 1, 0).failure())
                .hasMessageStartingWith("@Corrupt(0.1) on ")
                .hasMessageContaining("corrupt(0.1) cannot be done by Toxiproxy; Toxiproxy can do latency");
        assertThat(NOTES.all()).isEmpty();
    }

    @InKit
    static class Impossible {
        @Test
        @TcpEchoServer
        @Corrupt(0.1)
        void never(TcpEndpoint echo) {
            NOTES.add("ran");
        }
    }
}
