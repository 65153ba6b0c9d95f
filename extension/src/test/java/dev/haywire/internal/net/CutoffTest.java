package dev.haywire.internal.net;

import static dev.haywire.fault.Faults.close;
import static dev.haywire.fault.Faults.connectHang;
import static dev.haywire.fault.Faults.limitData;
import static dev.haywire.fault.Faults.reset;
import static dev.haywire.fault.Faults.slowClose;
import static dev.haywire.fault.Faults.stall;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haywire.CloseReason;
import dev.haywire.fault.ActiveFault;
import dev.haywire.fault.TcpFault;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What becomes of the other direction, and of those who write, when a fault ends a conversation at a position. */
class CutoffTest {
    /** More than a server's kernel takes that does not read, less than the wire holds besides. */
    private static final int MUCH = 1 << 20;

    private static final byte[] FLOOD = new byte[4 << 20];

    @Test
    @EnabledOnOs(OS.LINUX)
    void whileTheRstWaitsWritersAreDrainedAndNothingIsRecorded() throws Exception {
        try (Server server = Server.start();
                LiveTcpEndpoint proxy = Started.proxy(server.address());
                Client client = Client.connect(proxy.address());
                Socket served = server.accept()) {
            ActiveFault fault = proxy.apply(reset().upstream().afterBytes(MUCH));
            client.send(new byte[MUCH]);
            fault.awaitFired(Started.TIMEOUT);
            assertThat(proxy.connection(0).closeReason()).isEqualTo(CloseReason.FAULT_RST);
            fault.close();
            client.send(FLOOD);
            served.getOutputStream().write(FLOOD);
            assertThat(proxy.connection(0).isOpen()).isTrue();
            assertThat(proxy.connection(0).bytesReceived()).isEqualTo(MUCH);
            assertThat(Client.of(served).readUntilReset()).hasSize(MUCH);
            assertThat(client.readUntilReset()).isEmpty();
            assertThat(proxy.connection(0).bytesReceived()).isEqualTo(MUCH);
            assertThat(proxy.connection(0).bytesSent()).isZero();
            assertThat(fault.fired()).isOne();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void theRstWaitsNoLongerThanTheEndpointsTimeout() throws Exception {
        Duration timeout = ofMillis(300);
        try (Server server = Server.start();
                LiveTcpEndpoint proxy = Endpoints.start(
                        new TcpSpec("impatient", "127.0.0.1", 0, new TcpService.Proxy(server.address()), 0, timeout));
                Client client = Client.connect(proxy.address());
                Socket served = server.accept()) {
            proxy.apply(limitData(MUCH).thenReset().upstream());
            long before = System.nanoTime();
            client.send(new byte[MUCH]);
            assertThat(client.readUntilReset()).isEmpty();
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(timeout);
            // its kernel had room for less than that; now that it reads, as much as comes before the RST
            assertThat(Client.of(served).readUntilReset()).hasSizeLessThanOrEqualTo(MUCH);
            assertThat(proxy.journal().lines()).anySatisfy(line -> assertThat(line)
                    .endsWith("#0 RST after 300 ms, though the receiver has not acknowledged all that comes"
                            + " before it"));
        }
    }

    @Test
    void aServerThatResetsMeanwhileIsWaitedForNoLonger() throws Exception {
        try (Server server = Server.start();
                LiveTcpEndpoint proxy = Started.proxy(server.address());
                Client client = Client.connect(proxy.address());
                Socket served = server.accept()) {
            ActiveFault fault = proxy.apply(reset().upstream().afterBytes(MUCH));
            client.send(new byte[MUCH]);
            fault.awaitFired(Started.TIMEOUT);
            Server.reset(served);
            assertThat(client.readUntilReset()).isEmpty();
            assertThat(proxy.connection(0).closeReason()).isEqualTo(CloseReason.FAULT_RST);
        }
    }

    @Test
    void aServerThatResetsLeavesTheApplicationItsFin() throws Exception {
        try (Server server = Server.start();
                LiveTcpEndpoint proxy = Started.proxy(server.address());
                Client client = Client.connect(proxy.address());
                Socket served = server.accept()) {
            proxy.apply(slowClose(Duration.ofDays(1)).upstream());
            ActiveFault fault = proxy.apply(limitData(2).upstream());
            client.send("1234");
            assertThat(Server.read(served, 2)).isEqualTo("12");
            fault.awaitFired(Started.TIMEOUT);
            Server.reset(served);
            assertThat(client.read()).isEqualTo(-1);
            proxy.connection(0).awaitClosed();
            assertThat(proxy.connection(0).closeReason()).isEqualTo(CloseReason.FAULT_FIN);
        }
    }

    @Test
    void whatTheOtherDirectionHoldsIsLost() throws Exception {
        for (TcpFault fault :
                List.of(reset().upstream().after("b"), limitData(2).upstream().thenReset())) {
            try (LiveTcpEndpoint echo = Started.echo();
                    Client client = Client.connect(echo.address())) {
                echo.apply(stall().downstream());
                echo.apply(fault);
                client.send("ab");
                assertThat(client.readUntilReset()).isEmpty();
            }
        }
    }

    @Test
    void aFinOfTheOtherDirectionIsHeldAsOthersAreAndComesAlone() throws Exception {
        for (TcpFault fault :
                List.of(close().upstream().after("b"), limitData(2).upstream())) {
            try (LiveTcpEndpoint script = Started.script("hello", "answer", "a", false);
                    Client client = Client.connect(script.address())) {
                ActiveFault stall = script.apply(stall().downstream());
                script.apply(fault).awaitFired(firedBy(client, "ab"));
                assertThat(script.connection(0).isOpen()).isTrue();
                stall.close();
                assertThat(client.readAll()).isIn("", "hello");
                script.connection(0).awaitClosed();
                assertThat(script.connection(0).closeReason()).isEqualTo(CloseReason.FAULT_FIN);
            }
        }
    }

    private static Duration firedBy(Client client, String text) throws IOException {
        client.send(text);
        return Started.TIMEOUT;
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aServerThatIsStillBeingConnectedToHoldsNoEndUp() throws Exception {
        try (LiveTcpEndpoint hanging = Started.echo();
                LiveTcpEndpoint proxy = Started.proxy(hanging.address())) {
            hanging.apply(connectHang());
            for (TcpFault fault : List.of(
                    reset().upstream().onNextData(),
                    limitData(0).upstream().thenReset(),
                    reset().upstream().afterBytes(0))) {
                try (ActiveFault active = proxy.apply(fault)) {
                    int before = proxy.acceptedCount();
                    assertThatThrownBy(() -> {
                                try (Client client = Client.connect(proxy.address())) {
                                    client.send("x");
                                    client.read();
                                }
                            })
                            .isInstanceOf(IOException.class);
                    proxy.connection(before).awaitClosed();
                    assertThat(proxy.connection(before).closeReason()).isEqualTo(CloseReason.FAULT_RST);
                    assertThat(active.fired()).isOne();
                }
            }
            proxy.apply(close().upstream().afterBytes(1));
            try (Client client = Client.connect(proxy.address())) {
                client.send("x");
                assertThat(client.read()).isEqualTo(-1);
            }
        }
    }

    @Test
    void whatIsSentByTheTestEndsThereToo() throws Exception {
        try (LiveTcpEndpoint sink = Started.sink();
                Client client = Client.connect(sink.address())) {
            ActiveFault fault = sink.apply(close().downstream().afterBytes(4));
            sink.takeConnection().send("12345678");
            assertThat(client.read(4)).isEqualTo("1234");
            fault.awaitFired(Started.TIMEOUT);
            assertThatThrownBy(() -> sink.connection(0).send("more"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("connection #0 cannot send: the connection has ended: FAULT_FIN");
            assertThat(client.read()).isEqualTo(-1);
        }
    }

    @Test
    void requestsAfterAnAnswerThatWasCutAreDrainedAndNotRecorded() throws Exception {
        try (LiveTcpEndpoint echo = Started.echo();
                Client client = Client.connect(echo.address())) {
            echo.apply(slowClose(Duration.ofDays(1)).downstream());
            ActiveFault fault = echo.apply(limitData(2).downstream());
            client.send("1234");
            assertThat(client.read(2)).isEqualTo("12");
            assertThat(fault.fired()).isOne();
            client.send(FLOOD);
            echo.heal();
            assertThat(client.read()).isEqualTo(-1);
            assertThat(echo.connection(0).receivedText()).isEqualTo("1234");
        }
    }

    @Test
    void aHandlersLaterWritesAreItsOwnEndAndNoErrorOfTheTest() throws Exception {
        CompletableFuture<String> said = new CompletableFuture<>();
        try (LiveTcpEndpoint server = Started.handler(session -> {
                    session.expect("ask\n");
                    try {
                        while (true) {
                            session.out().write('x');
                        }
                    } catch (IOException ended) {
                        said.complete(ended.getMessage());
                        throw ended;
                    }
                });
                Client client = Client.connect(server.address())) {
            server.apply(close().upstream().after("\n"));
            client.send("ask\n");
            assertThat(client.read()).isEqualTo(-1);
            assertThat(said.get(20, TimeUnit.SECONDS)).isEqualTo("the connection has ended: FAULT_FIN");
            assertThat(server.takeErrors()).isEmpty();
            assertThat(server.connection(0).sentText()).isEmpty();
        }
    }
}
