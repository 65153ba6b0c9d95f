package dev.haywire.internal.net;

import static dev.haywire.fault.Faults.blackhole;
import static dev.haywire.fault.Faults.drop;
import static dev.haywire.fault.Faults.loss;
import static dev.haywire.fault.Faults.refuse;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.Datagram;
import dev.haywire.Haywire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Predicates that hang all loops: what is asked meanwhile throws after five seconds, and is not done when the loops go on. */
@Isolated("hangs the event loops for more than five seconds")
class LateCallsTest {
    private static final String HUNG =
            "the event loop did not answer within 5 s; does user code on it (a predicate, for instance) block?";

    private final CountDownLatch goOn = new CountDownLatch(1);

    /** Blocks the loops until it is told to go on. */
    private void hang(LiveUdpEndpoint endpoint, UdpClient client) throws Exception {
        CountDownLatch hanging = new CountDownLatch(1);
        endpoint.apply(drop().upstream().matching(datagram -> {
            if (datagram.text().equals("hang")) {
                hanging.countDown();
                await(goOn);
            }
            return false;
        }));
        client.send("hang");
        await(hanging);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static String thrownBy(Runnable call) {
        try {
            call.run();
            return "returned";
        } catch (IllegalStateException told) {
            return told.getMessage();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void whatThrewIsNotDoneLater() throws Exception {
        int tcpPort = freePort();
        int udpPort = freePort();
        Map<String, FutureTask<String>> calls = new LinkedHashMap<>();
        Haywire facade = Haywire.open();
        try (LiveUdpEndpoint one = StartedUdp.echo();
                LiveUdpEndpoint two = LoopsOf.another(one, StartedUdp::echo);
                LiveTcpEndpoint tcp = LoopsOf.SAME.start(one, Started::echo);
                LiveUdpEndpoint server = StartedUdp.echo();
                LiveUdpEndpoint proxy = LoopsOf.SAME.start(one, () -> StartedUdp.proxy(server.address()));
                LiveTcpEndpoint tcpProxy = LoopsOf.SAME.start(one, () -> Started.proxy(tcp.address()));
                Client open = Client.connect(tcp.address());
                UdpClient toOne = UdpClient.of(one);
                UdpClient toTwo = UdpClient.of(two);
                UdpClient toProxy = UdpClient.of(proxy)) {
            assertThat(open.echo("before")).isEqualTo("before");
            toProxy.send("before");
            assertThat(toProxy.receive()).isEqualTo("before");
            InetSocketAddress rebound = toProxy.address();
            InetSocketAddress sourceBefore = server.clients().get(0);
            tcp.apply(blackhole().onConnections(9));
            hang(one, toOne);
            if (two != one) {
                hang(two, toTwo);
            }
            InetSocketAddress nowhere = new InetSocketAddress("127.0.0.1", 9);
            ask(calls, "apply", () -> tcp.apply(blackhole()));
            ask(calls, "apply refuse", () -> tcp.apply(refuse()));
            ask(calls, "apply to datagrams", () -> proxy.apply(loss(1)));
            ask(calls, "heal", tcp::heal);
            ask(calls, "reset", tcp::resetConnections);
            ask(calls, "handle", () -> tcp.handle(session -> {}));
            ask(calls, "forwardTo", () -> tcpProxy.forwardTo(nowhere));
            ask(calls, "forwardTo of datagrams", () -> proxy.forwardTo(nowhere));
            ask(calls, "rebind", () -> proxy.rebind(rebound));
            ask(calls, "clearRecords", tcp::clearRecords);
            ask(calls, "expectClient", () -> proxy.expectClient(nowhere));
            ask(calls, "send", () -> tcp.connection(0).send("late"));
            ask(calls, "start", () -> facade.tcpEchoServer(options -> options.port(tcpPort)));
            ask(calls, "start of datagrams", () -> facade.udpEchoServer(options -> options.port(udpPort)));
            calls.forEach((name, call) -> assertThat(answer(call)).as(name).isEqualTo(HUNG));
            goOn.countDown();
            assertThat(toOne.receive()).isEqualTo("hang");

            assertThat(tcp.faults()).hasSize(1);
            assertThat(open.echo("after")).isEqualTo("after");
            assertThat(tcp.connection(0).receivedText()).isEqualTo("beforeafter");
            assertThat(proxy.faults()).isEmpty();
            assertThat(proxy.clients()).containsExactly(rebound);
            toProxy.send("after");
            assertThat(toProxy.receive()).isEqualTo("after");
            assertThat(server.clients()).containsExactly(sourceBefore);
            try (Client client = Client.connect(tcpProxy.address())) {
                assertThat(client.echo("x")).isEqualTo("x");
            }
            for (LiveEndpoint endpoint : List.of(one, two, tcp, server, proxy, tcpProxy)) {
                assertThat(endpoint.takeErrors()).isEmpty();
            }
            // the ports are free, and so are the names
            assertThat(facade.tcpEchoServer(options -> options.port(tcpPort)).name())
                    .isEqualTo("tcpEchoServer-1");
            assertThat(facade.udpEchoServer(options -> options.port(udpPort)).name())
                    .isEqualTo("udpEchoServer-1");
        } finally {
            goOn.countDown();
            facade.close();
        }
    }

    private static void ask(Map<String, FutureTask<String>> calls, String name, Runnable call) {
        FutureTask<String> asking = new FutureTask<>(() -> thrownBy(call));
        calls.put(name, asking);
        new Thread(asking, "asks to " + name).start();
    }

    private static String answer(FutureTask<String> call) {
        try {
            return call.get(20, TimeUnit.SECONDS);
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    @Test
    void aFaultThatIsAppliedTooLateIsEnded() throws Exception {
        CountDownLatch inTheCall = new CountDownLatch(1);
        try (LiveUdpEndpoint echo = StartedUdp.echo();
                UdpClient client = UdpClient.of(echo)) {
            echo.apply(drop().upstream().matching(datagram -> {
                if (datagram.text().equals("hang")) {
                    inTheCall.countDown();
                    await(goOn);
                }
                return false;
            }));
            FutureTask<String> applying = new FutureTask<>(() -> thrownBy(() -> echo.apply(loss(1))));
            Thread asking = new Thread(applying, "applies");
            try (LoopThreads.Held held = LoopThreads.hold()) {
                client.send("hang");
                asking.start();
                Started.eventually(() -> asking.getState() == Thread.State.TIMED_WAITING);
            }
            // what apply takes in first, or the loop by itself: both end with a caller that has given up
            await(inTheCall);
            assertThat(applying.get(20, TimeUnit.SECONDS)).isEqualTo(HUNG);
            goOn.countDown();
            assertThat(client.receive()).isEqualTo("hang");
            assertThat(echo.faults()).hasSize(1);
            client.send("after");
            assertThat(client.receive()).isEqualTo("after");
            assertThat(echo.datagrams()).extracting(Datagram::text).containsExactly("hang", "after");
        } finally {
            goOn.countDown();
        }
    }

    @Test
    void anEndpointThatCouldNotBeClosedInTimeIsClosedAllTheSame() throws Exception {
        Haywire facade = Haywire.open();
        LiveUdpEndpoint echo = (LiveUdpEndpoint) facade.udpEchoServer();
        LiveTcpEndpoint tcp = LoopsOf.SAME.start(echo, () -> (LiveTcpEndpoint) facade.tcpEchoServer());
        try (UdpClient client = UdpClient.of(echo)) {
            hang(echo, client);
            FutureTask<String> closing = new FutureTask<>(() -> thrownBy(facade::close));
            new Thread(closing, "closes").start();
            assertThat(closing.get(40, TimeUnit.SECONDS)).isEqualTo(HUNG);
            goOn.countDown();
            Started.eventually(() -> echo.isClosed() && tcp.isClosed());
            // which waits for their end, and finds no error
            facade.close();
            assertThat(echo.unaccounted()).isEmpty();
        } finally {
            goOn.countDown();
        }
    }
}
