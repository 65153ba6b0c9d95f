package dev.haywire.junit;

import static dev.haywire.fault.Faults.duplicate;
import static dev.haywire.fault.Faults.refuse;
import static dev.haywire.fault.Faults.stall;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.Haywire;
import dev.haywire.HaywireTest;
import dev.haywire.UdpEchoServer;
import dev.haywire.UdpEndpoint;
import dev.haywire.UdpPeer;
import dev.haywire.UdpProxy;
import dev.haywire.kit.Processes;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However a test ends, its UDP endpoints end with it: their ports are free, whatever they held. */
@ResourceLock(value = Processes.STARTED, mode = ResourceAccessMode.READ)
class UdpEndOfTestsTest {
    private static final Kit.Notes NOTES = new Kit.Notes();

    @BeforeEach
    void forget() {
        NOTES.clear();
    }

    private static void allGone(int noted) {
        assertThat(NOTES.all(UdpEndpoint.class)).hasSize(noted).allMatch(UdpEndOfTestsTest::isFree, "is gone");
    }

    /** A test beside may have been given the port, for as long as it takes. */
    private static boolean isFree(UdpEndpoint endpoint) {
        Sender.until(() -> binds(endpoint.address()));
        return true;
    }

    private static boolean binds(InetSocketAddress address) {
        try (DatagramSocket other = new DatagramSocket(address)) {
            return other.isBound();
        } catch (SocketException taken) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {TimesOut.class, TimesOutElsewhere.class})
    void afterATimeout(Class<?> subject) {
        assertThat(Kit.run(subject).ended(0, 1, 0).failure()).isInstanceOf(TimeoutException.class);
        allGone(3);
    }

    @HaywireTest
    abstract static class Waiting {
        @UdpEchoServer
        private UdpEndpoint server;

        @UdpProxy
        private UdpEndpoint proxy;

        void waitFor(UdpEndpoint peer) throws IOException {
            NOTES.add(server);
            NOTES.add(proxy);
            NOTES.add(peer);
            proxy.forwardTo(server.address());
            server.apply(stall());
            proxy.apply(duplicate(1));
            peer.apply(refuse());
            try (Sender sender = new Sender(proxy.address())) {
                sender.send("x");
                server.takeDatagram(Duration.ofMinutes(1));
            }
        }
    }

    @InKit
    static class TimesOut extends Waiting {
        @Test
        @Timeout(value = 1000, unit = TimeUnit.MILLISECONDS)
        void test(Haywire haywire) throws IOException {
            waitFor(haywire.udpPeer());
        }
    }

    @InKit
    static class TimesOutElsewhere extends Waiting {
        @Test
        @Timeout(value = 1000, unit = TimeUnit.MILLISECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
        void test(@UdpPeer UdpEndpoint peer) throws IOException {
            waitFor(peer);
        }
    }

    @Test
    void afterAnInterrupt() {
        assertThat(Kit.run(Interrupted.class).ended(0, 1, 0).failure()).isInstanceOf(AssertionError.class);
        allGone(1);
    }

    @InKit
    static class Interrupted {
        @UdpPeer
        private UdpEndpoint peer;

        @Test
        void test() {
            NOTES.add(peer);
            Thread.currentThread().interrupt();
            peer.awaitDatagrams(1);
        }
    }

    @Test
    void afterAFailure() {
        assertThat(Kit.run(Fails.class).ended(0, 1, 0).failure()).hasMessage("on purpose");
        allGone(1);
    }

    @InKit
    static class Fails {
        @Test
        void test(@UdpPeer UdpEndpoint peer) throws IOException {
            NOTES.add(peer);
            peer.apply(stall());
            try (Sender sender = new Sender(peer.address())) {
                sender.send("x");
            }
            throw new IllegalStateException("on purpose");
        }
    }
}
