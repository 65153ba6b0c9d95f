package dev.haywire.internal.net;

import static dev.haywire.fault.Faults.blackhole;
import static dev.haywire.fault.Faults.limitData;
import static dev.haywire.fault.Faults.reset;
import static dev.haywire.fault.Faults.slice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haywire.fault.ActiveFault;
import dev.haywire.fault.TcpFault;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which connections a fault selects, and from which position on. */
class SelectionTest {

    @Test
    void onConnectionsSelectsByIndex() throws Exception {
        try (LiveTcpEndpoint echo = Started.echo();
                Client zero = Client.connect(echo.address());
                Client one = Client.connect(echo.address())) {
            zero.echo("x");
            one.echo("x");
            WireFault fault = (WireFault) echo.apply(reset().onAccept().onConnections(2, 3));
            ActiveFault open = echo.apply(reset().onConnections(1));

            assertThatThrownBy(one::read).hasMessage("Connection reset");
            assertThat(open.matched()).isEqualTo(1);
            assertThat(zero.echo("x")).isEqualTo("x");
            Client.expectReset(echo.address());
            assertThat(fault.firedOnConnection(2)).isTrue();
            assertThat(fault.firedOnConnection(3)).isFalse();
            Client.expectReset(echo.address());
            try (Client four = Client.connect(echo.address())) {
                assertThat(four.echo("x")).isEqualTo("x");
            }
            assertThat(fault.fired()).isEqualTo(2);
            assertThat(fault.matched()).isEqualTo(2);
        }
    }

    @Test
    void firstConnectionsCountsThoseAcceptedSinceAndImpliesOnAccept() throws Exception {
        try (LiveTcpEndpoint echo = Started.echo();
                Client before = Client.connect(echo.address())) {
            before.echo("x");
            ActiveFault fault = echo.apply(reset().firstConnections(2));
            Client.expectReset(echo.address());
            Client.expectReset(echo.address());
            try (Client third = Client.connect(echo.address())) {
                assertThat(third.echo("x")).isEqualTo("x");
            }
            assertThat(before.echo("x")).isEqualTo("x");
            assertThat(fault.fired()).isEqualTo(2);
            assertThat(fault.matched()).isEqualTo(2);
        }
    }

    @Test
    void severalSelectionsMustAllHoldEachCountingForItself() throws Exception {
        try (LiveTcpEndpoint echo = Started.echo()) {
            echo.apply(reset().onAccept().firstConnections(2).onConnections(1, 2));
            try (Client zero = Client.connect(echo.address())) {
                assertThat(zero.echo("x")).isEqualTo("x");
            }
            Client.expectReset(echo.address());
            try (Client two = Client.connect(echo.address())) {
                assertThat(two.echo("listed, but the third")).isEqualTo("listed, but the third");
            }
        }
    }

    @Test
    void positionsCountFromWhereTheFaultBecameActive() throws Exception {
        try (LiveTcpEndpoint echo = Started.echo();
                Client client = Client.connect(echo.address())) {
            client.echo("before");
            echo.apply(limitData(4).downstream());
            client.send("12345678");
            assertThat(client.readAll()).isEqualTo("1234");
        }
        try (LiveTcpEndpoint echo = Started.echo();
                Client client = Client.connect(echo.address())) {
            client.echo("before");
            echo.apply(blackhole().upstream().afterBytes(3));
            client.send("abcdef");
            assertThat(client.read(3)).isEqualTo("abc");
            echo.heal();
            client.send("!");
            assertThat(client.read(1)).isEqualTo("!");
        }
    }

    @Test
    void aTextIsFoundAcrossSegmentsAndActsRightBehindIt() throws Exception {
        try (LiveTcpEndpoint sink = Started.sink();
                Client client = Client.connect(sink.address())) {
            ActiveFault fault = sink.apply(blackhole().upstream().after("COMMIT"));
            client.send("BEGIN COMMOCOMM");
            sink.connection(0).awaitReceived("COMM");
            client.send("IT;");
            fault.awaitFired();
            assertThat(sink.connection(0).receivedText()).isEqualTo("BEGIN COMMOCOMMIT");
        }
    }

    @Test
    void countsAreForEachConnectionAndDirectionAlone() throws Exception {
        try (LiveTcpEndpoint echo = Started.echo();
                Client one = Client.connect(echo.address());
                Client other = Client.connect(echo.address())) {
            ActiveFault fault = echo.apply(limitData(3).downstream());
            one.send("12");
            other.send("12");
            assertThat(one.read(2)).isEqualTo("12");
            assertThat(other.read(2)).isEqualTo("12");
            assertThat(fault.fired()).isZero();
            one.send("34");
            assertThat(one.readAll()).isEqualTo("3");
            assertThat(fault.fired()).isEqualTo(1);
            assertThat(other.echo("3")).isEqualTo("3");
        }
    }

    @Test
    void aProbabilityDecidesEachConnectionTheSameOnEveryRun() throws Exception {
        List<Boolean> once = decisions("wire", 1, 0.5, 0);
        assertThat(once).contains(true, false);
        assertThat(decisions("wire", 1, 0.5, 0)).isEqualTo(once);
        assertThat(decisions("wire", 2, 0.5, 0)).as("another seed").isNotEqualTo(once);
        assertThat(decisions("other", 1, 0.5, 0)).as("another name").isNotEqualTo(once);
        assertThat(decisions("wire", 1, 0.5, 1)).as("another occurrence").isNotEqualTo(once);
        assertThat(decisions("wire", 1, 1, 0)).doesNotContain(false);
        assertThat(decisions("wire", 1, 0, 0)).doesNotContain(true);
        List<Boolean> more = decisions("wire", 1, 0.8, 0);
        for (int i = 0; i < once.size(); i++) {
            assertThat(once.get(i) && !more.get(i)).as("raising p only adds").isFalse();
        }
    }

    @Test
    void aSeedHoldsForFaultsAppliedFromThenOn() throws Exception {
        TcpSpec spec = new TcpSpec("wire", "127.0.0.1", 0, new TcpService.Echo(), 1, Started.TIMEOUT);
        List<Boolean> before = decisions("wire", 1, 0.5, 0);
        List<Boolean> after = decisions("wire", 2, 0.5, 0);
        try (LiveTcpEndpoint echo = Endpoints.start(spec)) {
            ActiveFault first = echo.apply(slice(1).probability(0.5));
            echo.seed(2);
            assertThat(selected(echo, first, before.size())).isEqualTo(before);
            echo.heal();
            echo.restartRecords();
            ActiveFault second = echo.apply(slice(1).probability(0.5));
            assertThat(selected(echo, second, after.size())).isEqualTo(after);
        }
    }

    @Test
    void aFaultThatOutlivesARestartCountsTheNewConnectionsAsNew() throws Exception {
        try (LiveTcpEndpoint echo = Started.echo()) {
            ActiveFault fault = echo.apply(slice(1).pause(Duration.ZERO));
            for (int test = 1; test <= 3; test++) {
                echo.restartRecords();
                try (Client client = Client.connect(echo.address())) {
                    client.echo("abc");
                    assertThat(fault.fired()).isEqualTo(test);
                }
                echo.awaitOpen(0);
            }
        }
    }

    /** Which of twenty connections a fault with that probability selects, when so many equal ones are active already. */
    private static List<Boolean> decisions(String name, long seed, double probability, int occurrence)
            throws IOException {
        TcpSpec spec = new TcpSpec(name, "127.0.0.1", 0, new TcpService.Echo(), seed, Started.TIMEOUT);
        try (LiveTcpEndpoint echo = Endpoints.start(spec)) {
            TcpFault value = slice(1).probability(probability);
            for (int i = 0; i < occurrence; i++) {
                echo.apply(value);
            }
            return selected(echo, echo.apply(value), 20);
        }
    }

    private static List<Boolean> selected(LiveTcpEndpoint echo, ActiveFault fault, int connections) throws IOException {
        List<Boolean> selected = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            long before = fault.matched();
            try (Client client = Client.connect(echo.address())) {
                echo.awaitAccepted(i + 1);
                selected.add(fault.matched() > before);
                client.reset();
            }
            echo.awaitOpen(0);
        }
        return selected;
    }
}
