package dev.haywire.internal.net;

import static dev.haywire.fault.Faults.blackhole;
import static dev.haywire.fault.Faults.close;
import static dev.haywire.fault.Faults.halfClose;
import static dev.haywire.fault.Faults.reset;
import static dev.haywire.fault.Faults.stall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haywire.fault.ActiveFault;
import dev.haywire.fault.BlackholeFault;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code onOpenConnections}: those open when the fault begins, and no later ones. */
class OpenConnectionsTest {

    @ParameterizedTest
    @EnumSource
    void hitsThoseOpenAndNoneAcceptedLater(EchoKind kind) throws Exception {
        try (EchoKind.Running server = kind.start();
                Client zero = Client.connect(server.address());
                Client one = Client.connect(server.address())) {
            assertThat(one.echo("x")).isEqualTo("x");
            ActiveFault fault = server.endpoint().apply(stall().onOpenConnections());
            try (Client later = Client.connect(server.address())) {
                assertThat(later.echo("later")).isEqualTo("later");
                zero.send("0");
                one.send("1");
                Started.eventually(() -> fault.fired() == 2);
                assertThat(fault.matched()).isEqualTo(2);
                assertThat(later.echo("still later")).isEqualTo("still later");
                fault.close();
                assertThat(zero.read(1)).isEqualTo("0");
                assertThat(one.read(1)).isEqualTo("1");
            }
        }
    }

    @Test
    void whatWaitsToBeAcceptedIsOpenForTheApplicationAlready() throws Exception {
        for (int round = 0; round < 20; round++) {
            try (LiveTcpEndpoint echo = Started.echo();
                    Client justConnected = Client.connect(echo.address())) {
                ActiveFault fault = echo.apply(reset().onOpenConnections());
                assertThatThrownBy(justConnected::read).hasMessage("Connection reset");
                assertThat(fault.fired()).isOne();
            }
        }
    }

    /** A delay that turns out too short for a busy machine is doubled. */
    @Test
    void thoseOpenWhenADelayedFaultBeginsCount() throws Exception {
        for (long millis = 200; ; millis *= 2) {
            try (LiveTcpEndpoint echo = Started.echo()) {
                long applied = System.nanoTime();
                ActiveFault fault = echo.apply(reset().onOpenConnections().startingAfter(Duration.ofMillis(millis)));
                try (Client before = Client.connect(echo.address())) {
                    boolean inTime = System.nanoTime() - applied < millis * 1_000_000;
                    if (inTime) {
                        assertThatThrownBy(before::read).hasMessage("Connection reset");
                        assertThat(fault.fired()).isOne();
                        return;
                    }
                }
            }
            assertThat(millis).as("milliseconds in which nothing was connected").isLessThan(10_000);
        }
    }

    @Test
    void anEventWithoutATriggerHitsThemOnce() throws Exception {
        try (LiveTcpEndpoint echo = Started.echo();
                Client open = Client.connect(echo.address())) {
            ActiveFault fault = echo.apply(close().onOpenConnections());
            assertThat(open.read()).isEqualTo(-1);
            assertThat(fault.isActive()).isFalse();
            try (Client later = Client.connect(echo.address())) {
                assertThat(later.echo("x")).isEqualTo("x");
            }
            assertThat(fault.fired()).isOne();
        }
    }

    @Test
    void anEventWithATriggerStaysArmedForThem() throws Exception {
        try (LiveTcpEndpoint echo = Started.echo();
                Client open = Client.connect(echo.address());
                Client idle = Client.connect(echo.address())) {
            ActiveFault fault = echo.apply(reset().downstream().onNextData().onOpenConnections());
            ActiveFault atPosition =
                    echo.apply(halfClose().upstream().afterBytes(3).onOpenConnections());
            try (Client later = Client.connect(echo.address())) {
                assertThat(later.echo("abcdef")).isEqualTo("abcdef");
            }
            open.send("x");
            assertThat(open.readUntilReset()).isEmpty();
            assertThat(fault.isActive()).isTrue();
            assertThat(fault.fired()).isOne();
            assertThat(fault.matched()).isEqualTo(2);
            assertThat(atPosition.fired()).isZero();
        }
    }

    @Test
    void allSelectionsMustHold() throws Exception {
        try (LiveTcpEndpoint echo = Started.echo();
                Client zero = Client.connect(echo.address());
                Client one = Client.connect(echo.address())) {
            ActiveFault fault = echo.apply(blackhole()
                    .upstream()
                    .onOpenConnections()
                    .onConnections(1, 2)
                    .onConnectionsWhere(c -> true));
            try (Client two = Client.connect(echo.address())) {
                assertThat(two.echo("listed, but later")).isEqualTo("listed, but later");
                assertThat(zero.echo("open, but not listed")).isEqualTo("open, but not listed");
                one.send("x");
                fault.awaitFired();
                assertThat(fault.matched()).isOne();
            }
        }
    }

    @Test
    void eachEndpointHasItsOwn() throws Exception {
        BlackholeFault value = blackhole().upstream().onOpenConnections();
        try (LiveTcpEndpoint first = Started.echo();
                LiveTcpEndpoint second = Started.echo();
                Client ofFirst = Client.connect(first.address())) {
            ActiveFault onFirst = first.apply(value);
            ActiveFault onSecond = second.apply(value);
            try (Client ofSecond = Client.connect(second.address())) {
                assertThat(ofSecond.echo("x")).isEqualTo("x");
                ofFirst.send("x");
                onFirst.awaitFired();
                assertThat(onSecond.matched()).isZero();
            }
        }
    }

    @Test
    void whatIsCarriedOverARestartOfTheRecordsIsOpen() throws Exception {
        try (LiveTcpEndpoint echo = Started.echo();
                Client gone = Client.connect(echo.address());
                Client pooled = Client.connect(echo.address())) {
            assertThat(pooled.echo("x")).isEqualTo("x");
            gone.close();
            echo.awaitOpen(1);
            echo.restartRecords();
            WireFault fault =
                    (WireFault) echo.apply(reset().upstream().onNextData().onOpenConnections());
            try (Client later = Client.connect(echo.address())) {
                assertThat(later.echo("x")).isEqualTo("x");
            }
            pooled.send("x");
            assertThat(pooled.readUntilReset()).isEmpty();
            assertThat(fault.firedOnConnection(0)).isTrue();
            assertThat(fault.fired()).isOne();
        }
    }
}
