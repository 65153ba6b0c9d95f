package dev.haywire.internal.pipeline;

import static dev.haywire.fault.Faults.burstLoss;
import static dev.haywire.fault.Faults.corrupt;
import static dev.haywire.fault.Faults.drop;
import static dev.haywire.fault.Faults.duplicate;
import static dev.haywire.fault.Faults.gilbertElliott;
import static dev.haywire.fault.Faults.latency;
import static dev.haywire.fault.Faults.loss;
import static dev.haywire.fault.Faults.markov4;
import static dev.haywire.fault.Faults.reorder;
import static dev.haywire.fault.Faults.stall;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.fault.Direction;
import dev.haywire.fault.UdpFault;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A fault that works across clients counts and decides for all lanes of a direction together. */
class AcrossClientsTest {
    private static final int CLIENTS = 4;

    private final List<VirtualDatagrams> wires =
            IntStream.range(0, CLIENTS).mapToObj(VirtualDatagrams::new).toList();
    private final List<Long> lost = new ArrayList<>();
    private long sent;

    private void add(UdpFault fault) {
        Decisions decisions = PacketStages.decisions(fault, 42, "wire", Direction.UPSTREAM, 0, 0);
        for (VirtualDatagrams wire : wires) {
            if (PacketStages.covers(fault, Direction.UPSTREAM, wire.client)) {
                wire.add(fault, decisions);
            }
        }
    }

    /** Sends the endpoint's next datagram, from that client. */
    private void send(int client) {
        VirtualDatagrams wire = wires.get(client);
        int before = wire.lost.size();
        wire.send(String.valueOf(++sent).getBytes(ISO_8859_1), sent);
        if (wire.lost.size() > before) {
            lost.add(sent);
        }
    }

    private List<Long> lostOf(UdpFault fault, int... clients) {
        add(fault);
        for (int client : clients) {
            send(client);
        }
        return lost;
    }

    @Test
    void theFirstTwoAreThoseOfTheEndpoint() {
        assertThat(lostOf(drop().upstream().first(2).acrossClients(), 0, 1, 2, 3, 0, 1))
                .containsExactly(1L, 2L);
    }

    @Test
    void theNumberedAndEachSoManiethAreThoseOfTheEndpoint() {
        assertThat(lostOf(drop().upstream().nth(2, 5, 6).every(2).acrossClients(), 3, 3, 1, 0, 2, 2))
                .containsExactly(2L, 6L);
        assertThat(wires.get(3).fired.get("drop")).containsExactly(2L);
        assertThat(wires.get(2).fired.get("drop")).containsExactly(6L);
    }

    @Test
    void onlyWhatMatchesCountsWhicheverClientSendsIt() {
        UdpFault even = drop().upstream()
                .matching(datagram -> Integer.parseInt(datagram.text()) % 2 == 0)
                .nth(2, 3)
                .acrossClients();
        assertThat(lostOf(even, 0, 1, 2, 3, 0, 1, 2, 3)).containsExactly(4L, 6L);
    }

    @Test
    void numberAndClientMustBothHold() {
        assertThat(lostOf(drop().upstream().first(4).onClients(1, 2).acrossClients(), 0, 1, 0, 2, 1, 2, 1))
                .containsExactly(2L, 4L);
        assertThat(wires.get(0).matched).isZero();
    }

    /** The draws are those of the endpoint's ordinals: leaving clients out changes nothing for the others. */
    @Test
    void chanceAndClientMustBothHold() {
        int[] clients = new Random(1).ints(400, 0, CLIENTS).toArray();
        List<Long> all = List.copyOf(lostOf(loss(0.5).acrossClients(), clients));
        AcrossClientsTest other = new AcrossClientsTest();
        assertThat(other.lostOf(loss(0.5).acrossClients().onClients(1, 2), clients))
                .isEqualTo(all.stream()
                        .filter(number -> List.of(1, 2).contains(clients[(int) (number - 1)]))
                        .toList());
    }

    static Stream<UdpFault> lossy() {
        return Stream.of(
                loss(0.3),
                loss(0.5).maxBurst(1).upstream(),
                loss(0.3).perBlock(10).upstream(),
                loss(0.6).perBlock(10).maxBurst(2).upstream(),
                burstLoss(0.3, 4),
                gilbertElliott(0.1, 0.5, 0.8, 0.1),
                markov4(0.1, 0.3, 0.2, 0.4, 0.1),
                drop().upstream().every(3).probability(0.5));
    }

    /** The fate of the n-th one, whichever client sends it, is that of the n-th one of a single client. */
    @ParameterizedTest
    @MethodSource("lossy")
    void whatIsLostDoesNotDependOnTheClient(UdpFault fault) {
        VirtualDatagrams single = new VirtualDatagrams();
        single.add(fault.sameForEveryClient());
        List<Long> expected = single.sendMany(1000).lostOrdinals();
        assertThat(expected).isNotEmpty();
        int[] clients = new Random(7).ints(1000, 0, CLIENTS).toArray();
        assertThat(lostOf(fault.acrossClients(), clients)).isEqualTo(expected);
    }

    static Stream<UdpFault> others() {
        Duration delay = Duration.ofMillis(5);
        Duration jitter = Duration.ofMillis(4);
        return Stream.of(
                corrupt(0.3),
                duplicate(0.3),
                duplicate(0.3).copies(2).after(jitter),
                reorder(0.3).by(3),
                reorder(0.3).gap(5),
                latency(delay, jitter),
                latency(delay, jitter).correlation(0.9),
                stall().probability(0.3));
    }

    @ParameterizedTest
    @MethodSource("others")
    void whatIsHitDoesNotDependOnTheClient(UdpFault fault) {
        List<Long> single = verdicts(fault.sameForEveryClient(), new int[1000]);
        assertThat(single.stream().distinct().count()).isGreaterThan(1);
        int[] clients = new Random(7).ints(1000, 0, CLIENTS).toArray();
        assertThat(verdicts(fault.acrossClients(), clients)).isEqualTo(single);
        assertThat(verdicts(fault.sameForEveryClient(), clients)).isNotEqualTo(single);
    }

    /** What is decided about each when it arrives; -1 for one that is not selected. */
    private static List<Long> verdicts(UdpFault fault, int[] clients) {
        List<VirtualDatagrams> wires =
                IntStream.range(0, CLIENTS).mapToObj(VirtualDatagrams::new).toList();
        Decisions shared = PacketStages.decisions(fault, 42, "wire", Direction.UPSTREAM, 0, 0);
        List<PacketStage> stages = new ArrayList<>();
        for (VirtualDatagrams wire : wires) {
            stages.add(fault.selection().acrossClients() ? wire.add(fault, shared) : wire.add(fault));
        }
        List<Long> verdicts = new ArrayList<>();
        for (int client : clients) {
            VirtualDatagrams wire = wires.get(client);
            ByteBuffer payload = ByteBuffer.wrap(new byte[] {1});
            Packet packet = new Packet(client, ++wire.sent, verdicts.size() + 1, payload, wire.now);
            wire.lane.data(packet, wire.now);
            int at = packet.judgedAt(stages.get(client).link());
            verdicts.add(packet.number(at) == 0 ? -1 : packet.verdict(at));
        }
        return verdicts;
    }

    /** What is held is overtaken by its own client's later ones: those of another one go another way. */
    @Test
    void reorderedOnesWaitForTheirOwnClient() {
        add(reorder(1).upstream().nth(1).by(2).acrossClients());
        for (int client : new int[] {0, 1, 1, 0}) {
            send(client);
        }
        assertThat(wires.get(0).all()).isEqualTo("4");
        send(0);
        assertThat(wires.get(0).all()).isEqualTo("4 5 1");
        assertThat(wires.get(1).all()).isEqualTo("2 3");
    }

    /** Frozen: a release that changes them changes every seeded test of every user. */
    @Test
    void losesTheKnownDatagrams() {
        int[] clients = IntStream.range(0, 30).map(i -> i % CLIENTS).toArray();
        assertThat(lossy().map(fault -> new AcrossClientsTest()
                        .lostOf(fault.acrossClients(), clients).stream()
                                .map(String::valueOf)
                                .reduce((a, b) -> a + " " + b)
                                .orElse("")))
                .containsExactly(
                        "10 11 17 18 20 24 25 29",
                        "1 6 9 11 17 20 22 24 28",
                        "6 8 9 11 17 18 24 25 29",
                        "1 4 6 7 9 10 13 14 16 17 19 20 22 24 25 27 28 30",
                        "10 11 17 18 19 20",
                        "2 8 10 12 13 14 15 17 20 21 22 26 27 28 30",
                        "13 14 16 17 18 28",
                        "3 9 24 27");
    }
}
