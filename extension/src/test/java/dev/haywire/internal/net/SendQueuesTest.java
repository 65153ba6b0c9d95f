package dev.haywire.internal.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.fault.ActiveFault;
import dev.haywire.fault.Faults;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class SendQueuesTest {
    /** No socket has it: nothing is on its way there. */
    private static final InetSocketAddress NOBODY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);

    /** A peer by IPv4 of a socket for both stands among those of IPv6, in another spelling. */
    @Test
    void whatIsOnItsWayIsSeenForEachKindOfSocket() throws Exception {
        Ipv6.assume();
        for (String[] way :
                new String[][] {{"127.0.0.1", "127.0.0.1"}, {"::1", "::1"}, {"::", "::1"}, {"::", "127.0.0.1"}}) {
            try (ServerSocketChannel listener =
                            ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getByName(way[0]), 0));
                    Client client = Client.slow(new InetSocketAddress(
                            InetAddress.getByName(way[1]), listener.socket().getLocalPort()));
                    SocketChannel served = listener.accept()) {
                served.configureBlocking(false);
                int written = 0;
                int more;
                while ((more = served.write(ByteBuffer.allocate(1 << 16))) > 0) {
                    written += more;
                }
                CountDownLatch arrived = new CountDownLatch(1);
                SendQueues.whenEmpty(
                        (InetSocketAddress) served.getLocalAddress(),
                        (InetSocketAddress) served.getRemoteAddress(),
                        () -> true,
                        arrived::countDown);
                assertThat(arrived.await(100, TimeUnit.MILLISECONDS))
                        .as("%s by %s", way[0], way[1])
                        .isFalse();
                client.readBytes(written);
                assertThat(arrived.await(10, TimeUnit.SECONDS))
                        .as("%s by %s", way[0], way[1])
                        .isTrue();
            }
        }
    }

    @Test
    void aServerHasTheTimeToAcceptTheConnection() throws Exception {
        try (ServerSocketChannel listener =
                        ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                SocketChannel client = SocketChannel.open(listener.getLocalAddress())) {
            client.write(ByteBuffer.wrap(Started.bytes("question")));
            CountDownLatch arrived = new CountDownLatch(1);
            SendQueues.whenEmpty(
                    (InetSocketAddress) client.getLocalAddress(),
                    (InetSocketAddress) client.getRemoteAddress(),
                    () -> true,
                    arrived::countDown);
            assertThat(arrived.await(100, TimeUnit.MILLISECONDS)).isFalse();
            try (SocketChannel served = listener.accept()) {
                assertThat(arrived.await(10, TimeUnit.SECONDS)).isTrue();
            }
        }
    }

    @Test
    void aServerThatDoesNotAcceptIsNotWaitedForLong() throws Exception {
        try (ServerSocketChannel listener =
                        ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                LiveTcpEndpoint proxy = Started.proxy((InetSocketAddress) listener.getLocalAddress());
                Client client = Client.connect(proxy.address())) {
            proxy.apply(Faults.reset().upstream().afterBytes(1));
            client.send("x");
            assertThat(client.readUntilReset()).isEmpty();
        }
    }

    @Test
    void aRstAfterDataWaitsOnEachKindOfListener() throws Exception {
        Ipv6.assume();
        byte[] answer = new byte[1 << 20];
        for (String[] way : new String[][] {{"::1", "::1"}, {"::", "::1"}, {"::", "127.0.0.1"}}) {
            TcpService sink = new TcpService.Script(new byte[0], new byte[0], new byte[] {'.'}, false, UTF_8);
            try (LiveTcpEndpoint endpoint = Endpoints.start(new TcpSpec("both", way[0], 0, sink, 0, Started.TIMEOUT));
                    Client client = Client.slow(new InetSocketAddress(
                            InetAddress.getByName(way[1]), endpoint.address().getPort()))) {
                ActiveFault fault = endpoint.apply(Faults.reset().downstream().afterBytes(answer.length));
                endpoint.takeConnection().send(answer);
                fault.awaitFired(Started.TIMEOUT);
                assertThat(client.readUntilReset())
                        .as("%s by %s", way[0], way[1])
                        .hasSize(answer.length);
            }
        }
    }

    @Test
    void whoFailedToGoOnIsAskedAgainAndHoldsNobodyUp() throws InterruptedException {
        AtomicInteger asked = new AtomicInteger();
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch second = new CountDownLatch(1);
        CountDownLatch later = new CountDownLatch(1);
        SendQueues.whenEmpty(NOBODY, NOBODY, () -> true, () -> {
            if (asked.incrementAndGet() < 3) {
                throw new OutOfMemoryError("injected");
            }
            first.countDown();
        });
        SendQueues.whenEmpty(NOBODY, NOBODY, () -> true, second::countDown);

        assertThat(first.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(second.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(asked).hasValue(3);

        SendQueues.whenEmpty(NOBODY, NOBODY, () -> true, later::countDown);
        assertThat(later.await(10, TimeUnit.SECONDS)).isTrue();
    }
}
