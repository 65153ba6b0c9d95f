package dev.haywire.internal.net;

import static dev.haywire.fault.Faults.connectHang;
import static dev.haywire.fault.Faults.refuse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haywire.fault.ActiveFault;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** refuse: nobody listens, open connections are reset, and the port stays ours. */
class RefusePortTest {

    @Test
    void connectsAreRefusedOpenConnectionsResetAndTheSamePortHeals() throws Exception {
        try (LiveTcpEndpoint echo = Started.echo();
                Client idle = Client.connect(echo.address())) {
            idle.echo("x");
            InetSocketAddress address = echo.address();
            ActiveFault fault = echo.apply(refuse());

            assertRefused(address);
            assertThatThrownBy(idle::read).hasMessage("Connection reset");
            assertThat(fault.fired()).isEqualTo(1);
            assertThat(fault.isActive()).isTrue();
            assertThat(echo.faults()).containsExactly(fault);

            fault.close();
            assertThat(echo.address()).isEqualTo(address);
            try (Client again = Client.connect(address)) {
                assertThat(again.echo("healed")).isEqualTo("healed");
            }
        }
    }

    @Test
    void keepOpenLetsAcceptedConnectionsLiveOn() throws Exception {
        try (LiveTcpEndpoint echo = Started.echo();
                Client open = Client.connect(echo.address())) {
            open.echo("x");
            ActiveFault fault = echo.apply(refuse().keepOpen());

            assertRefused(echo.address());
            assertThat(open.echo("alive")).isEqualTo("alive");
            assertThat(fault.fired()).isZero();
        }
    }

    @Test
    void whatWaitedToBeAcceptedIsAcceptedFirst() throws Exception {
        try (LiveTcpEndpoint echo = Started.echo()) {
            for (int i = 0; i < 100; i++) {
                try (Client client = Client.connect(echo.address());
                        ActiveFault fault = echo.apply(refuse().keepOpen())) {
                    assertThat(client.echo("x")).isEqualTo("x");
                    assertThat(fault.isActive()).isTrue();
                }
            }
            assertThat(echo.acceptedCount()).isEqualTo(100);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void nobodyElseGetsThePortNotEvenWithReuseAddress() throws Exception {
        try (LiveTcpEndpoint echo = Started.echo();
                Client open = Client.connect(echo.address())) {
            open.echo("x");
            echo.apply(refuse().keepOpen());
            assertThatThrownBy(() -> bind(echo.address(), false)).hasMessageContaining("in use");
            assertThatThrownBy(() -> bind(echo.address(), true)).hasMessageContaining("in use");
            for (int i = 0; i < 200; i++) {
                try (ServerSocket any = new ServerSocket(0, 1, echo.address().getAddress())) {
                    assertThat(any.getLocalPort()).isNotEqualTo(echo.port());
                }
            }
        }
    }

    @Test
    void aClientThatRetriesCannotConnectToItself() throws Exception {
        try (LiveTcpEndpoint echo = Started.echo();
                Socket client = new Socket()) {
            echo.apply(refuse());
            assertThatThrownBy(() -> client.bind(echo.address())).isInstanceOf(IOException.class);
            assertRefused(echo.address());
        }
    }

    @Test
    void healsUnderAStormOfReconnectingClients() throws Exception {
        try (LiveTcpEndpoint echo = Started.echo()) {
            AtomicBoolean stop = new AtomicBoolean();
            AtomicInteger served = new AtomicInteger();
            List<String> odd = new ArrayList<>();
            List<Thread> storm = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                Thread thread = new Thread(() -> {
                    while (!stop.get()) {
                        try (Client client = Client.connect(echo.address())) {
                            client.echo("x");
                            served.incrementAndGet();
                        } catch (IOException refusedOrReset) {
                            String text = String.valueOf(refusedOrReset.getMessage());
                            if (!text.contains("refused") && !text.contains("reset") && !text.contains("Broken")) {
                                synchronized (odd) {
                                    odd.add(text);
                                }
                            }
                        }
                    }
                });
                thread.start();
                storm.add(thread);
            }
            int port = echo.port();
            for (int i = 0; i < 100; i++) {
                echo.apply(i % 2 == 0 ? refuse() : refuse().keepOpen()).close();
                assertThat(echo.port()).isEqualTo(port);
            }
            int before = served.get();
            Started.eventually(() -> served.get() > before + 10);
            stop.set(true);
            for (Thread thread : storm) {
                thread.join();
            }
            assertThat(odd).isEmpty();
            assertThat(echo.takeErrors()).isEmpty();
            echo.awaitOpen(0);
        }
    }

    @Test
    void startsLater() {
        try (LiveTcpEndpoint echo = Started.echo()) {
            long start = System.nanoTime();
            echo.apply(refuse().startingAfter(Duration.ofMillis(50)));
            Started.eventually(() -> isRefused(echo.address()));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(50));
        }
    }

    @Test
    void lastsSoLong() throws Exception {
        try (LiveTcpEndpoint echo = Started.echo()) {
            long start = System.nanoTime();
            ActiveFault fault = echo.apply(refuse().lasting(Duration.ofMillis(50)));
            Started.eventually(() -> !fault.isActive());
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(50));
            Client.connect(echo.address()).close();
        }
    }

    @Test
    void severalEndWithTheLast() throws Exception {
        try (LiveTcpEndpoint echo = Started.echo()) {
            ActiveFault one = echo.apply(refuse());
            ActiveFault other = echo.apply(refuse());
            one.close();
            assertRefused(echo.address());
            other.close();
            Client.connect(echo.address()).close();
        }
    }

    @Test
    void contradictsConnectHang() throws Exception {
        try (LiveTcpEndpoint echo = Started.echo()) {
            echo.apply(refuse());
            assertThatThrownBy(() -> echo.apply(connectHang()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("connectHang() contradicts refuse(), which is active on \"echo\":"
                            + " a port either refuses or leaves unanswered; close that one first");
            assertThat(echo.faults()).hasSize(1);
            assertRefused(echo.address());
        }
    }

    @Test
    void anEndpointThatRefusesClosesAndGivesItsPortBack() throws Exception {
        LiveTcpEndpoint echo = Started.echo();
        echo.apply(refuse());
        echo.close();
        bind(echo.address(), true);
    }

    private static void bind(InetSocketAddress address, boolean reuse) throws IOException {
        try (ServerSocket other = new ServerSocket()) {
            other.setReuseAddress(reuse);
            other.bind(address);
        }
    }

    private static void assertRefused(InetSocketAddress address) {
        assertThatThrownBy(() -> Client.connect(address))
                .isInstanceOf(ConnectException.class)
                .hasMessage("Connection refused");
    }

    private static boolean isRefused(InetSocketAddress address) {
        try {
            Client.connect(address).close();
            return false;
        } catch (IOException refused) {
            return String.valueOf(refused.getMessage()).contains("refused");
        }
    }
}
