package dev.haywire.internal.net;

import static dev.haywire.fault.Faults.drop;
import static dev.haywire.fault.Faults.duplicate;
import static dev.haywire.fault.Faults.latency;
import static dev.haywire.fault.Faults.loss;
import static dev.haywire.fault.Faults.reorder;
import static dev.haywire.fault.Faults.stall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.haywire.Datagram;
import dev.haywire.fault.ActiveFault;
import dev.haywire.fault.Direction;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** Records, indices, ordinals and counters begin anew before each test on an endpoint that outlives one. */
class UdpRestartTest {

    @Test
    void everythingBeginsAnew() throws IOException {
        try (LiveUdpEndpoint echo = StartedUdp.echo();
                UdpClient first = UdpClient.of(echo);
                UdpClient second = UdpClient.of(echo)) {
            first.send("a");
            first.receive();
            second.send("b");
            second.receive();
            echo.restartRecords();
            assertThat(echo.datagrams(Direction.BOTH)).isEmpty();
            assertThat(echo.clients()).isEmpty();
            assertThat(echo.journal().lines()).isEmpty();
            assertThat(echo.counts().toString())
                    .isEqualTo("received 0, delivered 0, dropped 0, duplicated 0, reordered 0, held 0, kernel drops 0");

            second.send("c");
            second.receive();
            first.send("d");
            first.receive();
            assertThat(echo.clients()).containsExactly(second.address(), first.address());
            assertThat(echo.datagrams()).extracting(Datagram::index).containsExactly(0, 1);
            assertThat(echo.datagrams()).extracting(Datagram::ordinal).containsExactly(1L, 1L);
            assertThat(echo.takeDatagram().text()).isEqualTo("c");
        }
    }

    @Test
    void whatIsHeldCountsAsReceived() throws IOException {
        try (LiveUdpEndpoint sink = StartedUdp.sink();
                UdpClient client = UdpClient.of(sink)) {
            ActiveFault stall = sink.apply(stall());
            sink.apply(duplicate(1));
            client.send("a", "b");
            assertThat(sink.counts().held()).isEqualTo(4);
            sink.restartRecords();
            assertThat(sink.counts().held()).isEqualTo(4);
            assertThat(sink.counts().received()).isEqualTo(4);
            assertThat(sink.unaccounted()).isEmpty();
            stall.close();
            assertThat(sink.counts().delivered()).isEqualTo(4);
            assertThat(sink.counts().duplicated()).isZero();
            assertThat(sink.unaccounted()).isEmpty();
            // one client, and the number of one that is there
            assertThat(sink.clients()).containsExactly(client.address());
            assertThat(sink.datagrams()).extracting(Datagram::index).containsOnly(0);
            assertThat(sink.journal().lines()).anyMatch(line -> line.contains("#0 is 127.0.0.1:"));
        }
    }

    @Test
    void aTestMayClearWhatIsRecordedButNotWhatFailsIt() throws IOException {
        try (LiveUdpEndpoint sink = StartedUdp.sink();
                UdpClient client = UdpClient.of(sink);
                UdpClient other = UdpClient.of(sink)) {
            ActiveFault second = sink.apply(drop().nth(2).matching(datagram -> {
                if (datagram.text().equals("throw")) {
                    throw new IllegalStateException("on purpose");
                }
                return true;
            }));
            client.send("1", "throw");
            other.send("0");
            assertThat(sink.datagrams()).hasSize(3);
            sink.clearRecords();
            assertThat(sink.datagrams()).isEmpty();
            assertThat(sink.clients()).isEmpty();
            assertThat(sink.counts().received()).isZero();
            assertThat(sink.journal().lines()).isEmpty();
            client.send("2", "3");
            // the fault has counted on, the ordinals begin anew
            assertThat(sink.datagrams()).singleElement().satisfies(datagram -> {
                assertThat(datagram.text()).isEqualTo("3");
                assertThat(datagram.ordinal()).isEqualTo(2);
                assertThat(datagram.index()).isZero();
            });
            assertThat(second.fired()).isEqualTo(1);
            assertThat(sink.unaccounted()).isEmpty();
            assertThat(sink.takeErrors()).extracting(Throwable::getMessage).containsExactly("on purpose");
        }
    }

    @Test
    void aFaultForgetsClientsThatWereSilentBetweenTwoRestarts() throws Exception {
        try (LiveUdpEndpoint sink = StartedUdp.sink();
                UdpClient client = UdpClient.of(sink)) {
            Queue<WeakReference<InetSocketAddress>> passing = new ArrayDeque<>();
            sink.apply(drop().nth(3));
            for (int round = 0; round < 4; round++) {
                client.send("round " + round);
                sink.awaitDatagrams(round == 2 ? 0 : 1);
                for (int i = 0; i < 100; i++) {
                    InetSocketAddress other = new InetSocketAddress("127.1." + round + "." + (1 + i), 9);
                    passing.add(new WeakReference<>(other));
                    sink.expectClient(other);
                }
                // who speaks each time is counted on
                int dropped = round == 2 ? 1 : 0;
                Started.eventually(() -> sink.counts().dropped() == dropped);
                sink.clearRecords();
            }
            sink.clearRecords();
            Started.eventually(() -> {
                System.gc();
                return passing.stream().allMatch(other -> other.get() == null);
            });
            // silent since the restart before: counted from 1
            client.send("1", "2", "3");
            sink.awaitDatagrams(2);
            assertThat(sink.datagrams()).extracting(Datagram::text).containsExactly("1", "2");
        }
    }

    @Test
    void aPredicateClearsTheRecordsOnceItsDatagramIsRecorded() throws IOException {
        try (LiveUdpEndpoint sink = StartedUdp.sink();
                UdpClient client = UdpClient.of(sink)) {
            sink.apply(drop().upstream().matching(datagram -> {
                if (datagram.text().equals("clear")) {
                    sink.clearRecords();
                }
                return false;
            }));
            client.send("a", "clear");
            assertThat(sink.datagrams()).isEmpty();
            client.send("b");
            sink.awaitDatagrams(1);
            assertThat(sink.datagrams()).extracting(Datagram::text).containsExactly("b");
            assertThat(sink.counts().received()).isEqualTo(1);
            assertThat(sink.takeErrors()).isEmpty();
            assertThat(sink.unaccounted()).isEmpty();
        }
    }

    @Test
    void whatIsHeldBeyondTheBoundOfTheRecordIsCountedToo() throws IOException {
        try (LiveUdpEndpoint sink = StartedUdp.sink();
                UdpClient client = UdpClient.of(sink);
                UdpClient other = UdpClient.of(sink)) {
            ActiveFault stall = sink.apply(stall().onClients(0));
            client.send("held");
            assertThat(sink.counts().held()).isEqualTo(1);
            sink.restartRecords();
            UdpFlood.counted(sink, other, 10_001);
            assertThat(sink.recordTruncated()).isTrue();
            stall.close();
            Started.eventually(() -> sink.counts().held() == 0);
            assertThat(sink.takeErrors()).isEmpty();
            assertThat(sink.unaccounted()).isEmpty();
            assertThat(sink.counts().delivered()).isEqualTo(10_002);
        }
    }

    @Test
    void whatWasHeldDoesNotMakeTheNextOnesReordered() throws IOException {
        try (LiveUdpEndpoint sink = StartedUdp.sink();
                UdpClient client = UdpClient.of(sink)) {
            client.send("1", "2", "3");
            ActiveFault stall = sink.apply(stall());
            sink.awaitDatagrams(0);
            client.send("4");
            Started.eventually(() -> sink.counts().received() == 4);
            sink.restartRecords();
            stall.close();
            sink.apply(loss(0));
            client.send("5", "6");
            Started.eventually(() -> sink.counts().received() >= 3);
            assertThat(sink.counts().reordered()).isZero();
        }
    }

    @Test
    void whatWasHeldToBeOvertakenIsSoByTheNextOnes() throws IOException {
        try (LiveUdpEndpoint sink = StartedUdp.sink();
                UdpClient client = UdpClient.of(sink)) {
            client.send("1", "2");
            sink.awaitDatagrams(2);
            sink.apply(reorder(1).upstream().nth(1).by(2).atMost(Duration.ofDays(1)));
            client.send("3");
            assertThat(sink.counts().held()).isEqualTo(1);
            sink.restartRecords();
            // its own number is 3, theirs begin at 1
            client.send("4", "5", "6");
            sink.awaitDatagrams(4);
            assertThat(sink.datagrams()).extracting(Datagram::text).containsExactly("4", "5", "3", "6");
            assertThat(sink.counts().reordered()).isEqualTo(1);
        }
    }

    @Test
    void faultsThatStayOnGoByTheNewIndices() throws IOException {
        try (LiveUdpEndpoint sink = StartedUdp.sink();
                UdpClient first = UdpClient.of(sink);
                UdpClient second = UdpClient.of(sink)) {
            ActiveFault ofTheFirst =
                    sink.apply(drop().upstream().matching(datagram -> true).onClients(0));
            first.send("a");
            sink.clients();
            second.send("b");
            sink.awaitDatagrams(1);
            sink.restartRecords();
            second.send("c");
            assertThat(sink.clients()).hasSize(1);
            first.send("d");
            sink.awaitDatagrams(1);
            assertThat(sink.datagrams()).extracting(Datagram::text).containsExactly("d");
            assertThat(sink.counts().dropped("drop")).isEqualTo(1);
            assertThat(ofTheFirst.fired()).isEqualTo(2);
        }
    }

    @Test
    void aProxyKeepsItsWaysToTheServer() throws IOException {
        try (LiveUdpEndpoint server = StartedUdp.echo();
                LiveUdpEndpoint proxy = StartedUdp.proxy(server.address());
                UdpClient client = UdpClient.of(proxy)) {
            client.send("a");
            client.receive();
            proxy.restartRecords();
            // its mapping is still there
            server.send(Started.bytes("late"), server.clients().get(0));
            assertThat(client.receive()).isEqualTo("late");
            client.send("b");
            assertThat(client.receive()).isEqualTo("b");
            assertThat(server.clients()).hasSize(1);
            proxy.restartRecords();
            proxy.rebind(client.address());
            client.send("c");
            assertThat(client.receive()).isEqualTo("c");
            assertThat(server.clients()).hasSize(2);
        }
    }

    @Test
    void aLateAnswerOfAnEarlierServerMeetsTheFaultsAndBearsNobodyElsesIndex() throws IOException {
        try (LiveUdpEndpoint earlier = StartedUdp.echo();
                LiveUdpEndpoint server = StartedUdp.echo();
                LiveUdpEndpoint proxy = StartedUdp.proxy(earlier.address());
                UdpClient old = UdpClient.of(proxy);
                UdpClient other = UdpClient.of(proxy)) {
            ActiveFault slow = earlier.apply(latency(Duration.ofHours(1)).downstream());
            old.send("late", "later");
            earlier.awaitDatagrams(2);
            proxy.forwardTo(server.address());
            proxy.clearRecords();
            other.send("now");
            assertThat(other.receive()).isEqualTo("now");
            ActiveFault silence = proxy.apply(drop().downstream().nth(1));
            slow.close();
            assertThat(old.receive()).isEqualTo("later");
            assertThat(silence.fired()).isEqualTo(1);
            assertThat(proxy.clients()).containsExactly(other.address(), old.address());
            assertThat(proxy.datagrams(Direction.DOWNSTREAM))
                    .extracting(Datagram::text, Datagram::index, Datagram::ordinal)
                    .containsExactly(tuple("now", 0, 1L), tuple("later", 1, 2L));
            // the same client, also where it speaks again
            old.send("again");
            assertThat(old.receive()).isEqualTo("again");
            assertThat(proxy.clients()).hasSize(2);
            assertThat(proxy.unaccounted()).isEmpty();
        }
    }
}
