package dev.haywire.junit;

import static dev.haywire.fault.Faults.stall;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import dev.haywire.TcpProxy;
import dev.haywire.TcpServer;
import dev.haywire.UdpEchoServer;
import dev.haywire.UdpEndpoint;
import dev.haywire.UdpProxy;
import dev.haywire.kit.Blocked;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The attribute of every endpoint annotation. */
class ReceiveBuffersTest {
    private static final long MUCH = 400_000;
    private static final long BARELY = 128_000;
    private static final Runs RUN = new Runs();

    @Test
    @EnabledOnOs(OS.LINUX)
    void boundsWhatTheKernelHolds(
            @TcpEchoServer(receiveBuffer = 4_096) TcpEndpoint echo,
            @TcpServer(receiveBuffer = 4_096) TcpEndpoint server,
            @TcpProxy(receiveBuffer = 4_096) TcpEndpoint proxy)
            throws IOException {
        proxy.forwardTo(server.address());
        for (TcpEndpoint endpoint : new TcpEndpoint[] {echo, server, proxy}) {
            endpoint.apply(stall().upstream());
            assertThat(Blocked.after(endpoint.address(), MUCH)).isLessThan(BARELY);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void ofDatagramsLosesWhatDoesNotFit(
            @UdpEchoServer(receiveBuffer = 1) UdpEndpoint echo, @UdpProxy(receiveBuffer = 1) UdpEndpoint proxy)
            throws IOException {
        proxy.forwardTo(echo.address());
        for (UdpEndpoint endpoint : new UdpEndpoint[] {echo, proxy}) {
            endpoint.clearRecords();
            endpoint.apply(stall().upstream());
            try (Sender sender = new Sender(endpoint.address())) {
                for (int i = 0; i < 2_000; i++) {
                    sender.send("x".repeat(2_000));
                }
                Sender.until(
                        () -> endpoint.counts().received() + endpoint.counts().kernelDrops() == 2_000);
                assertThat(endpoint.counts().kernelDrops()).isPositive();
            }
        }
    }

    static Stream<Arguments> negative() {
        String tcp = "receiveBuffer = -1; allowed is 0 (the kernel's own choice) or more";
        String udp = "receiveBuffer = -1; allowed is 0 (as many bytes as the kernel allows, up to 4 MiB) or more";
        String here = " on field ReceiveBuffersTest.";
        return Stream.of(
                Arguments.of(Echo.class, "@TcpEchoServer" + here + "Echo.endpoint: " + tcp),
                Arguments.of(Server.class, "@TcpServer" + here + "Server.endpoint: " + tcp),
                Arguments.of(Proxy.class, "@TcpProxy" + here + "Proxy.endpoint: " + tcp),
                Arguments.of(UdpEcho.class, "@UdpEchoServer" + here + "UdpEcho.endpoint: " + udp),
                Arguments.of(Relay.class, "@UdpProxy" + here + "Relay.endpoint: " + udp));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("negative")
    void isNotNegative(Class<?> subject, String message) {
        RUN.noneOf(subject, message);
    }

    abstract static class Counted {
        @Test
        void test() {
            RUN.count();
        }
    }

    @InKit
    static class Echo extends Counted {
        @TcpEchoServer(receiveBuffer = -1)
        private TcpEndpoint endpoint;
    }

    @InKit
    static class Server extends Counted {
        @TcpServer(receiveBuffer = -1)
        private TcpEndpoint endpoint;
    }

    @InKit
    static class Proxy extends Counted {
        @TcpProxy(receiveBuffer = -1)
        private TcpEndpoint endpoint;
    }

    @InKit
    static class UdpEcho extends Counted {
        @UdpEchoServer(receiveBuffer = -1)
        private UdpEndpoint endpoint;
    }

    @InKit
    static class Relay extends Counted {
        @UdpProxy(receiveBuffer = -1)
        private UdpEndpoint endpoint;
    }
}
