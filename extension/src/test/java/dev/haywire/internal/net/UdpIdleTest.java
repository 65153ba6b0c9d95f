package dev.haywire.internal.net;

import static dev.haywire.fault.Faults.stall;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.fault.ActiveFault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A proxy's ways to its server that nobody has used for two minutes, which here pass at once. */
class UdpIdleTest {
    private static final long TWO_MINUTES = TimeUnit.MINUTES.toNanos(2);

    /** A proxy as {@link StartedUdp} makes it, with the wire behind it. */
    private record Proxy(UdpWire wire, LiveUdpEndpoint endpoint) implements AutoCloseable {
        static Proxy before(LiveUdpEndpoint server) {
            UdpSpec spec = new UdpSpec(
                    "proxy",
                    "127.0.0.1",
                    0,
                    UdpSpec.Cast.UNICAST,
                    0,
                    new UdpService.Proxy(server.address()),
                    0,
                    StartedUdp.TIMEOUT);
            EventLoop loop = Loops.acquire();
            UdpWire wire = loop.call(() -> new UdpWire(spec, loop, null));
            return new Proxy(wire, new UdpHandle(wire));
        }

        /** The look for idle ones, so long after that moment, until they are closed. */
        void look(long moment) {
            wire.loop().run(() -> wire.upstreams().closeIdle(moment + TWO_MINUTES));
            Started.eventually(() -> wire.loop().call(() -> !wire.upstreams().isClosing()));
        }

        int ways() {
            return wire.loop().call(() -> wire.upstreams().ways().size());
        }

        @Override
        public void close() {
            endpoint.close();
        }
    }

    private static InetSocketAddress lastClient(LiveUdpEndpoint server) {
        return server.clients().get(server.clients().size() - 1);
    }

    @Test
    void onlyTheIdleOnesAreClosedAndOpenedAgainWhenNeeded() throws IOException {
        try (LiveUdpEndpoint server = StartedUdp.echo();
                Proxy proxy = Proxy.before(server);
                UdpClient idle = UdpClient.of(proxy.endpoint());
                UdpClient busy = UdpClient.of(proxy.endpoint())) {
            idle.send("1");
            assertThat(idle.receive()).isEqualTo("1");
            long between = System.nanoTime();
            busy.send("2");
            assertThat(busy.receive()).isEqualTo("2");
            proxy.look(between);
            assertThat(proxy.ways()).isEqualTo(1);
            // it is a client still
            assertThat(proxy.endpoint().clients()).containsExactly(idle.address(), busy.address());
            busy.send("3");
            assertThat(busy.receive()).isEqualTo("3");
            assertThat(server.clients()).hasSize(2);
            idle.send("4");
            assertThat(idle.receive()).isEqualTo("4");
            assertThat(proxy.ways()).isEqualTo(2);
            assertThat(proxy.endpoint().counts().dropped()).isZero();
            assertThat(proxy.endpoint().unaccounted()).isEmpty();
        }
    }

    @Test
    void whoseDatagramsAreHeldIsNotIdle() throws IOException {
        try (LiveUdpEndpoint server = StartedUdp.echo();
                Proxy proxy = Proxy.before(server);
                UdpClient client = UdpClient.of(proxy.endpoint())) {
            client.send("1");
            assertThat(client.receive()).isEqualTo("1");
            ActiveFault stall = proxy.endpoint().apply(stall().downstream());
            client.send("2");
            stall.awaitFired();
            proxy.look(System.nanoTime());
            assertThat(proxy.ways()).isEqualTo(1);
            stall.close();
            assertThat(client.receive()).isEqualTo("2");
            proxy.look(System.nanoTime());
            assertThat(proxy.ways()).isZero();
        }
    }

    @Test
    void theAddressThatItWasBoundToStaysItsOwn() throws IOException {
        try (LiveUdpEndpoint server = StartedUdp.echo();
                Proxy proxy = Proxy.before(server);
                UdpClient client = UdpClient.of(proxy.endpoint())) {
            client.send("1");
            assertThat(client.receive()).isEqualTo("1");
            proxy.endpoint().rebind(client.address(), InetAddress.getByName("127.0.0.77"));
            proxy.look(System.nanoTime());
            assertThat(proxy.ways()).isZero();
            client.send("2");
            assertThat(client.receive()).isEqualTo("2");
            assertThat(lastClient(server).getAddress().getHostAddress()).isEqualTo("127.0.0.77");
            proxy.look(System.nanoTime());
            proxy.endpoint().rebind(client.address());
            assertThat(proxy.ways()).isEqualTo(1);
            client.send("3");
            assertThat(client.receive()).isEqualTo("3");
        }
    }

    @Test
    void waysToAnEarlierServerEndWithTheNextLook() throws IOException {
        try (LiveUdpEndpoint server = StartedUdp.echo();
                LiveUdpEndpoint other = StartedUdp.echo();
                Proxy proxy = Proxy.before(server);
                UdpClient client = UdpClient.of(proxy.endpoint())) {
            client.send("1");
            assertThat(client.receive()).isEqualTo("1");
            long between = System.nanoTime();
            proxy.endpoint().forwardTo(other.address());
            client.send("2");
            assertThat(client.receive()).isEqualTo("2");
            assertThat(proxy.ways()).isEqualTo(2);
            proxy.look(between);
            assertThat(proxy.ways()).isEqualTo(1);
            assertThat(other.clients()).hasSize(1);
        }
    }
}
