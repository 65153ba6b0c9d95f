package dev.haywire.internal.net;

import static dev.haywire.fault.Faults.bandwidth;
import static dev.haywire.fault.Faults.blackhole;
import static dev.haywire.fault.Faults.drop;
import static dev.haywire.fault.Faults.latency;
import static dev.haywire.fault.Faults.loss;
import static dev.haywire.fault.Faults.refuse;
import static dev.haywire.fault.Faults.stall;
import static dev.haywire.fault.Faults.truncate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haywire.Datagram;
import dev.haywire.fault.ActiveFault;
import dev.haywire.fault.Direction;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Faults on a UDP endpoint as handles: applied, listed, counted, ended, refused. */
class UdpFaultsTest {

    @Test
    void countingStartsWhenTheFaultBecomesActive() throws IOException {
        try (LiveUdpEndpoint sink = StartedUdp.sink();
                UdpClient client = UdpClient.of(sink)) {
            client.send("1", "2");
            sink.awaitDatagrams(2);
            ActiveFault second = sink.apply(drop().nth(2));
            client.send("3", "4", "5");
            sink.awaitDatagrams(4);
            ActiveFault everySecond = sink.apply(drop().every(2));
            client.send("6", "7", "8", "9");
            sink.awaitDatagrams(6);
            assertThat(sink.datagrams()).extracting(Datagram::text).containsExactly("1", "2", "3", "5", "6", "8");
            assertThat(second.fired()).isEqualTo(1);
            assertThat(everySecond.fired()).isEqualTo(2);
            assertThat(((WireFault) second).firedOnNumber(2)).isTrue();
        }
    }

    @Test
    void onlyWhatMatchesCounts() throws IOException {
        try (LiveUdpEndpoint sink = StartedUdp.sink();
                UdpClient client = UdpClient.of(sink)) {
            ActiveFault fault = sink.apply(
                    drop().nth(2).matching(datagram -> datagram.text().startsWith("x")));
            client.send("a", "x1", "b", "x2", "x3", "c");
            sink.awaitDatagrams(5);
            assertThat(sink.datagrams()).extracting(Datagram::text).containsExactly("a", "x1", "b", "x3", "c");
            assertThat(fault.matched()).isEqualTo(1);
        }
    }

    @Test
    void severalSelectionsMustAllHold() throws IOException {
        try (LiveUdpEndpoint sink = StartedUdp.sink();
                UdpClient client = UdpClient.of(sink)) {
            sink.apply(drop().first(4).every(2));
            client.send("1", "2", "3", "4", "5", "6");
            sink.awaitDatagrams(4);
            assertThat(sink.datagrams()).extracting(Datagram::text).containsExactly("1", "3", "5", "6");
        }
    }

    @Test
    void eachDirectionCountsForItself() throws IOException {
        try (LiveUdpEndpoint echo = StartedUdp.echo();
                UdpClient client = UdpClient.of(echo)) {
            echo.apply(drop().nth(1).upstream());
            echo.apply(drop().nth(1).downstream());
            client.send("1", "2", "3");
            assertThat(client.receive()).isEqualTo("3");
            assertThat(echo.counts().dropped("drop")).isEqualTo(2);
        }
    }

    @Test
    void itBeginsLaterAndEndsByItself() throws IOException {
        try (LiveUdpEndpoint sink = StartedUdp.sink();
                UdpClient client = UdpClient.of(sink)) {
            ActiveFault later = sink.apply(loss(1).startingAfter(Duration.ofHours(1)));
            ActiveFault brief = sink.apply(stall().lasting(Duration.ofMillis(50)));
            client.send("x");
            sink.awaitDatagrams(1);
            assertThat(brief.isActive()).isFalse();
            assertThat(later.isActive()).isTrue();
            assertThat(sink.faults()).containsExactly(later);
            ActiveFault soon = sink.apply(blackhole().startingAfter(Duration.ofMillis(30)));
            while (soon.fired() == 0) {
                client.send("y");
            }
            soon.close();
            later.close();
            assertThat(sink.faults()).isEmpty();
        }
    }

    @Test
    void faultsAreListedInTheOrderTheyWereApplied() {
        try (LiveUdpEndpoint echo = StartedUdp.echo()) {
            ActiveFault delay = echo.apply(latency(Duration.ofMillis(5)));
            ActiveFault refusal = echo.apply(refuse());
            ActiveFault loss = echo.apply(loss(0.5).downstream());
            assertThat(echo.faults()).containsExactly(delay, refusal, loss);
            assertThat(echo.toString())
                    .isEqualTo("UDP endpoint \"echo\" at 127.0.0.1:" + echo.port()
                            + ", 0 clients, [latency(5 ms), refuse(), loss(0.5).downstream()]");
            refusal.close();
            refusal.close();
            assertThat(echo.faults()).containsExactly(delay, loss);
            assertThatThrownBy(() -> echo.faults().clear()).isInstanceOf(UnsupportedOperationException.class);
            echo.heal();
            assertThat(echo.faults()).isEmpty();
            assertThat(delay.isActive()).isFalse();
        }
    }

    @Test
    void duringPassesOnWhatTheBodyThrows() {
        try (LiveUdpEndpoint echo = StartedUdp.echo()) {
            IOException thrown = new IOException("the body's own");
            assertThatThrownBy(() -> echo.during(loss(1), () -> {
                        assertThat(echo.faults()).hasSize(1);
                        throw thrown;
                    }))
                    .isSameAs(thrown);
            assertThat(echo.faults()).isEmpty();
        }
    }

    @Test
    void endingAFaultLetsGoAtOnceWhatItHolds() throws IOException {
        try (LiveUdpEndpoint sink = StartedUdp.sink();
                UdpClient client = UdpClient.of(sink)) {
            ActiveFault slow = sink.apply(bandwidth(1));
            ActiveFault late = sink.apply(latency(Duration.ofHours(1)));
            client.send("a", "b", "c");
            Started.eventually(() -> sink.counts().held() == 3);
            slow.close();
            assertThat(sink.counts().held()).isEqualTo(3);
            late.close();
            assertThat(sink.datagrams()).extracting(Datagram::text).containsExactly("a", "b", "c");
            assertThat(sink.counts().held()).isZero();
        }
    }

    @Test
    void whatWasSentBeforeAChangeMeetsTheStateBefore() throws IOException {
        try (LiveUdpEndpoint sink = StartedUdp.sink();
                UdpClient client = UdpClient.of(sink)) {
            for (int i = 1; i <= 200; i++) {
                client.send("before");
                sink.during(blackhole(), () -> client.send("within", "within too"));
                client.send("behind");
                ActiveFault loss = sink.apply(loss(1));
                client.send("lost");
                sink.heal();
                assertThat(loss.fired()).isEqualTo(1);
            }
            assertThat(sink.datagrams()).extracting(Datagram::text).containsOnly("before", "behind");
            assertThat(sink.counts().dropped("blackhole")).isEqualTo(2 * 200);
            assertThat(sink.counts().dropped("loss")).isEqualTo(200);
            assertThat(sink.counts().delivered()).isEqualTo(2 * 200);
        }
    }

    @Test
    void whatWasSentBeforeAnotherHandlerIsNotForThat() throws IOException {
        try (LiveUdpEndpoint peer = StartedUdp.sink();
                UdpClient client = UdpClient.of(peer)) {
            for (int i = 1; i <= 100; i++) {
                client.send("for nobody");
                peer.handle((datagram, replier) -> replier.reply("handled"));
                client.send("for the handler");
                assertThat(client.receive()).isEqualTo("handled");
                peer.handle((datagram, replier) -> {});
            }
            assertThat(peer.counts(Direction.DOWNSTREAM).received()).isEqualTo(100);
        }
    }

    @Test
    void aDirectionIsNeededWhereBothMakeSense() throws IOException {
        try (LiveUdpEndpoint echo = StartedUdp.echo();
                LiveUdpEndpoint sink = StartedUdp.sink()) {
            assertThatThrownBy(() -> echo.apply(drop().nth(1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("drop().nth(1) needs a direction: use upstream() or downstream(), as an annotation"
                            + " direction = Direction.UPSTREAM or direction = Direction.DOWNSTREAM");
            assertThatThrownBy(() -> echo.apply(truncate(5))).isInstanceOf(IllegalArgumentException.class);
            assertThat(sink.apply(truncate(5)).fault()).hasToString("truncate(5).upstream()");
            assertThat(echo.faults()).isEmpty();
        }
    }

    @Test
    void whatDatagramsDoNotHaveCannotNarrow() {
        try (LiveUdpEndpoint echo = StartedUdp.echo()) {
            assertThatThrownBy(() -> echo.apply(
                            latency(Duration.ofMillis(1)).afterBytes(5).upstream()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("afterBytes(5) is for connections; \"" + echo.name() + "\" is UDP:"
                            + " narrow latency by onClients, nth, first, every or matching");
            assertThatThrownBy(() -> echo.apply(refuse().keepOpen()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("keepOpen() is for connections; \"" + echo.name() + "\" is UDP: use refuse() alone");
            assertThatThrownBy(() -> echo.apply(drop().upstream()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("drop().upstream() needs the datagrams it drops");
        }
    }
}
