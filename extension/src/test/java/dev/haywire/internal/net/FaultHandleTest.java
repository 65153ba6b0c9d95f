package dev.haywire.internal.net;

import static dev.haywire.fault.Faults.bandwidth;
import static dev.haywire.fault.Faults.blackhole;
import static dev.haywire.fault.Faults.close;
import static dev.haywire.fault.Faults.corrupt;
import static dev.haywire.fault.Faults.halfClose;
import static dev.haywire.fault.Faults.latency;
import static dev.haywire.fault.Faults.limitData;
import static dev.haywire.fault.Faults.reset;
import static dev.haywire.fault.Faults.slice;
import static dev.haywire.fault.Faults.slowClose;
import static dev.haywire.fault.Faults.stall;
import static dev.haywire.internal.net.Started.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haywire.fault.ActiveFault;
import dev.haywire.fault.Direction;
import dev.haywire.fault.LinkFault;
import dev.haywire.fault.TcpFault;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What apply returns, and how a fault ends. */
class FaultHandleTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    @Test
    void isActiveUntilItIsClosed() throws Exception {
        try (LiveTcpEndpoint echo = Started.echo()) {
            TcpFault value = stall().upstream();
            ActiveFault fault = echo.apply(value);
            assertThat(fault.fault()).isSameAs(value);
            assertThat(fault.isActive()).isTrue();
            assertThat(echo.faults()).containsExactly(fault);
            fault.close();
            fault.close();
            assertThat(fault.isActive()).isFalse();
            assertThat(echo.faults()).isEmpty();
        }
    }

    @Test
    void faultsAreListedInTheOrderAppliedAndHealEndsThemAll() throws Exception {
        try (LiveTcpEndpoint echo = Started.echo();
                Client client = Client.connect(echo.address())) {
            ActiveFault one = echo.apply(stall());
            ActiveFault two = echo.apply(blackhole().downstream());
            ActiveFault three = echo.apply(stall());
            assertThat(echo.faults()).containsExactly(one, two, three);
            two.close();
            assertThat(echo.faults()).containsExactly(one, three);
            client.send("held twice");

            echo.heal();

            assertThat(echo.faults()).isEmpty();
            assertThat(List.of(one, two, three)).noneMatch(ActiveFault::isActive);
            assertThat(client.read(10)).isEqualTo("held twice");
        }
    }

    @Test
    void matchedCountsSelectedConnectionsAndFiredThoseItActedUpon() throws Exception {
        try (LiveTcpEndpoint echo = Started.echo();
                Client before = Client.connect(echo.address())) {
            before.echo("x");
            ActiveFault fault = echo.apply(slice(2));
            assertThat(fault.matched()).isEqualTo(1);
            assertThat(fault.fired()).isZero();
            try (Client after = Client.connect(echo.address())) {
                assertThat(fault.matched()).isEqualTo(2);
                after.echo("abcdef");
                after.echo("abcdef");
                assertThat(fault.fired()).as("once per connection").isEqualTo(1);
                before.echo("abcdef");
                assertThat(fault.fired()).isEqualTo(2);
            }
        }
    }

    @Test
    void firesAtTheFirstByteItActsUpon() throws Exception {
        assertFiresOn(stall(), "x");
        assertFiresOn(blackhole(), "x");
        assertFiresOn(latency(LONG), "x");
        assertFiresOn(bandwidth(1), "xyz");
        assertFiresOn(corrupt(1), "x");
        assertFiresOn(slice(1).pause(LONG), "xyz");
        assertFiresOn(limitData(1).upstream(), "x");
        assertFiresOn(reset().upstream().afterBytes(1), "x");
        assertFiresOn(close().upstream().after("x"), "x");
        assertFiresOn(halfClose().downstream().afterBytes(1), "x");
    }

    @Test
    void slowCloseFiresAtTheFinItHolds() throws Exception {
        try (LiveTcpEndpoint echo = Started.echo();
                Client client = Client.connect(echo.address())) {
            ActiveFault fault = echo.apply(slowClose(LONG));
            client.echo("x");
            assertThat(fault.fired()).isZero();
            client.finish();
            fault.awaitFired();
            echo.heal();
            assertThat(client.read()).isEqualTo(-1);
        }
    }

    @Test
    void awaitFiredEndsWhenItFires() throws Exception {
        try (LiveTcpEndpoint echo = Started.echo();
                Client client = Client.connect(echo.address())) {
            ActiveFault fault = echo.apply(blackhole());
            CompletableFuture<Void> waiting = Async.run(() -> fault.awaitFired(Duration.ofSeconds(10)));
            client.send("x");
            waiting.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void anEventWithoutATriggerHitsWhatIsOpenNowOnce() throws Exception {
        try (LiveTcpEndpoint echo = Started.echo();
                Client idle = Client.connect(echo.address());
                Client busy = Client.connect(echo.address())) {
            busy.echo("x");
            ActiveFault fault = echo.apply(reset());
            assertThat(fault.isActive()).isFalse();
            assertThat(fault.matched()).isEqualTo(2);
            assertThat(fault.fired()).isEqualTo(2);
            fault.awaitFired();
            assertThatThrownBy(idle::read).hasMessage("Connection reset");
            assertThatThrownBy(busy::read).hasMessage("Connection reset");
            try (Client later = Client.connect(echo.address())) {
                assertThat(later.echo("x")).isEqualTo("x");
            }
        }
    }

    @Test
    void anEventOnAcceptStaysArmedAndCounts() throws Exception {
        try (LiveTcpEndpoint echo = Started.echo();
                Client before = Client.connect(echo.address())) {
            before.echo("x");
            ActiveFault fault = echo.apply(reset().onAccept());
            Client.expectReset(echo.address());
            Client.expectReset(echo.address());
            assertThat(fault.fired()).isEqualTo(2);
            assertThat(fault.isActive()).isTrue();
            assertThat(before.echo("old one")).isEqualTo("old one");
        }
    }

    @Test
    void anEventOnAcceptEndsTheConnectionAlsoWhereAnotherFaultHoldsIt() throws Exception {
        try (LiveTcpEndpoint echo = Started.echo()) {
            echo.apply(latency(Duration.ofMillis(20)));
            echo.apply(close().onAccept());
            try (Client client = Client.connect(echo.address())) {
                assertThat(client.read()).isEqualTo(-1);
                echo.awaitOpen(0);
            }
        }
    }

    @Test
    void startingAfterAndLastingBoundItInTime() throws Exception {
        try (LiveTcpEndpoint echo = Started.echo();
                Client client = Client.connect(echo.address())) {
            long start = System.nanoTime();
            ActiveFault fault =
                    echo.apply(blackhole().startingAfter(Duration.ofMillis(500)).lasting(Duration.ofMillis(500)));
            assertThat(fault.isActive()).isTrue();
            eventually(() -> !fault.isActive());
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(1000));
            assertThat(client.echo("healed")).isEqualTo("healed");

            ActiveFault event = echo.apply(reset().startingAfter(Duration.ofMillis(20)));
            event.awaitFired();
            assertThatThrownBy(client::read).hasMessage("Connection reset");
        }
    }

    @Test
    void endsBeforeItBegan() throws Exception {
        try (LiveTcpEndpoint echo = Started.echo();
                Client client = Client.connect(echo.address())) {
            ActiveFault fault = echo.apply(reset().startingAfter(Duration.ofMillis(50)));
            fault.close();
            Thread.sleep(100);
            assertThat(fault.fired()).isZero();
            assertThat(client.echo("x")).isEqualTo("x");
        }
    }

    @Test
    void aVeryLongTimeIsNoShortOne() throws Exception {
        try (LiveTcpEndpoint echo = Started.echo();
                Client client = Client.connect(echo.address())) {
            Duration ages = Duration.ofDays(36_500);
            ActiveFault later = echo.apply(reset().startingAfter(ages));
            ActiveFault lasting = echo.apply(latency(Duration.ofMillis(1)).lasting(ages));
            assertThat(client.echo("x")).isEqualTo("x");
            assertThat(lasting.isActive()).isTrue();
            assertThat(later.isActive()).isTrue();
        }
    }

    @Test
    void duringIsActiveExactlyWhileItsBodyRuns() throws Exception {
        try (LiveTcpEndpoint echo = Started.echo();
                Client client = Client.connect(echo.address())) {
            LinkFault link = blackhole();
            echo.during(link, () -> {
                assertThat(echo.faults()).hasSize(1);
                client.send("lost");
                echo.connections();
            });
            assertThat(echo.faults()).isEmpty();
            assertThat(client.echo("heard")).isEqualTo("heard");

            IOException own = new IOException("the body's own");
            assertThatThrownBy(() -> echo.during(slice(1), () -> {
                        throw own;
                    }))
                    .isSameAs(own);
            assertThat(echo.faults()).isEmpty();
            AssertionError error = new AssertionError("an error too");
            assertThatThrownBy(() -> echo.during(reset().onAccept(), () -> {
                        throw error;
                    }))
                    .isSameAs(error);
            assertThat(echo.faults()).isEmpty();
            assertThatThrownBy(() -> echo.during(slice(1), null)).isInstanceOf(NullPointerException.class);
        }
    }

    @Test
    void everyByteNotYetReadMeetsTheNewState() throws Exception {
        try (LiveTcpEndpoint echo = Started.echo();
                Client client = Client.connect(echo.address())) {
            for (int i = 0; i < 200; i++) {
                try (ActiveFault fault = echo.apply(blackhole().upstream())) {
                    client.send("lost");
                    fault.awaitFired();
                }
                assertThat(client.echo("heard")).isEqualTo("heard");
            }
        }
    }

    @Test
    void whatOnlyTheProtocolRulesOutIsRefusedWhenApplied() {
        try (LiveTcpEndpoint echo = Started.echo()) {
            LinkFault fits = latency(Duration.ofMillis(1)).direction(Direction.UPSTREAM);
            assertThat(echo.apply(fits).isActive()).isTrue();
            assertThatThrownBy(() -> echo.apply(limitData(5)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("upstream()")
                    .hasMessageContaining("downstream()");
            assertThat(echo.faults()).hasSize(1);
        }
    }

    @Test
    void aSinkNeedsNoDirection() throws Exception {
        try (LiveTcpEndpoint sink = Started.sink();
                Client client = Client.connect(sink.address())) {
            ActiveFault fault = sink.apply(limitData(3));
            client.send("12345");
            fault.awaitFired();
            assertThat(client.read()).isEqualTo(-1);
            assertThat(sink.connection(0).receivedText()).isEqualTo("123");
        }
    }

    private static void assertFiresOn(TcpFault value, String sent) throws IOException {
        try (LiveTcpEndpoint echo = Started.echo();
                Client client = Client.connect(echo.address())) {
            ActiveFault fault = echo.apply(value);
            assertThat(fault.matched()).as("%s", value).isEqualTo(1);
            assertThat(fault.fired()).as("%s", value).isZero();
            client.send(sent);
            fault.awaitFired();
            assertThat(fault.fired()).as("%s", value).isEqualTo(1);
        }
    }
}
