package dev.haywire.internal.pipeline;

import static dev.haywire.fault.Faults.bandwidth;
import static dev.haywire.fault.Faults.burstLoss;
import static dev.haywire.fault.Faults.corrupt;
import static dev.haywire.fault.Faults.drop;
import static dev.haywire.fault.Faults.duplicate;
import static dev.haywire.fault.Faults.gilbertElliott;
import static dev.haywire.fault.Faults.latency;
import static dev.haywire.fault.Faults.loss;
import static dev.haywire.fault.Faults.markov4;
import static dev.haywire.fault.Faults.mtu;
import static dev.haywire.fault.Faults.reorder;
import static dev.haywire.fault.Faults.stall;
import static dev.haywire.fault.Faults.truncate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.haywire.fault.UdpFault;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is decided about a datagram follows from seed, endpoint, direction, fault, client and ordinal, and from nothing else. */
class DecisionsTest {

    private static final int SAMPLE = 10_000;
    private static final Duration MS = Duration.ofMillis(1);

    static Stream<UdpFault> random() {
        return Stream.of(
                loss(0.3),
                loss(0.3).maxBurst(2),
                loss(0.3).perBlock(10),
                burstLoss(0.1, 4),
                gilbertElliott(0.05, 0.5, 0.8, 0.01),
                markov4(0.02, 0.3, 0.2, 0.4, 0.01),
                corrupt(0.3),
                duplicate(0.3),
                duplicate(0.3).copies(2).after(MS),
                reorder(0.3),
                reorder(0.3).gap(3),
                latency(MS, MS),
                latency(MS, MS).correlation(0.5),
                stall().probability(0.3),
                truncate(1).upstream().probability(0.3));
    }

    /** The verdicts themselves, as a stage gives them when a datagram arrives. */
    private static long[] verdicts(
            UdpFault fault, VirtualDatagrams wire, int sample, List<UdpFault> before, List<UdpFault> behind) {
        before.forEach(wire::add);
        PacketStage stage = wire.add(fault);
        behind.forEach(wire::add);
        return LongStream.range(0, sample).map(i -> verdict(wire, stage)).toArray();
    }

    private static long verdict(VirtualDatagrams wire, PacketStage stage) {
        Packet packet = new Packet(wire.client, ++wire.sent, wire.sent, ByteBuffer.wrap(new byte[] {1, 2}), wire.now);
        wire.lane.data(packet, wire.now);
        wire.now += 100_000;
        wire.lane.wake(wire.now);
        return packet.verdict(packet.judgedAt(stage.link()));
    }

    @ParameterizedTest
    @MethodSource("random")
    void anotherFaultShiftsNoDecision(UdpFault fault) {
        long[] alone = verdicts(fault, new VirtualDatagrams(), SAMPLE, List.of(), List.of());
        assertThat(LongStream.of(alone).distinct().count()).isGreaterThan(1);
        List<UdpFault> others =
                random().filter(other -> !other.kind().equals(fault.kind())).toList();
        assertThat(verdicts(
                        fault,
                        new VirtualDatagrams(),
                        SAMPLE,
                        others,
                        List.of(drop().upstream().every(2))))
                .isEqualTo(alone);
    }

    @ParameterizedTest
    @MethodSource("random")
    void theSameSeedDecidesTheSame(UdpFault fault) {
        long[] once = verdicts(fault, new VirtualDatagrams(), 1000, List.of(), List.of());
        assertThat(verdicts(fault, new VirtualDatagrams(), 1000, List.of(), List.of()))
                .isEqualTo(once);
        VirtualDatagrams otherSeed = new VirtualDatagrams();
        otherSeed.seed = 43;
        assertThat(verdicts(fault, otherSeed, 1000, List.of(), List.of())).isNotEqualTo(once);
    }

    @ParameterizedTest
    @MethodSource("random")
    void eachClientMeetsItsOwnUnlessTheyAreToMeetTheSame(UdpFault fault) {
        long[] first = verdicts(fault, new VirtualDatagrams(0), 1000, List.of(), List.of());
        assertThat(verdicts(fault, new VirtualDatagrams(1), 1000, List.of(), List.of()))
                .isNotEqualTo(first);
        UdpFault same = fault.sameForEveryClient();
        assertThat(verdicts(same, new VirtualDatagrams(1), 1000, List.of(), List.of()))
                .isEqualTo(verdicts(same, new VirtualDatagrams(7), 1000, List.of(), List.of()));
    }

    @Test
    void equalFaultsDecideEachForItself() {
        VirtualDatagrams wire = new VirtualDatagrams();
        wire.add(loss(0.3), 0);
        wire.add(loss(0.3), 1);
        int passed = SAMPLE - wire.sendMany(SAMPLE).lost.size();
        assertThat(passed / (double) SAMPLE).isBetween(0.49 - 0.0245, 0.49 + 0.0245);
    }

    @Test
    void dropsTheSameOfEachOfEightInterleavedClients() {
        List<VirtualDatagrams> clients =
                IntStream.range(0, 8).mapToObj(VirtualDatagrams::new).toList();
        clients.forEach(client -> client.add(drop().upstream().nth(3, 5)));
        Random turns = new Random(7);
        for (int i = 0; i < 800; i++) {
            clients.get(turns.nextInt(8)).sendMany(1);
        }
        for (VirtualDatagrams client : clients) {
            assertThat(client.sent).isGreaterThan(5);
            assertThat(client.lostOrdinals()).containsExactly(3L, 5L);
            assertThat(client.seen).hasSize((int) client.sent - 2);
        }
    }

    /** Whatever is combined and whenever it comes and goes, nothing vanishes and nothing is made up. */
    @Test
    void nothingVanishes() {
        List<UdpFault> faults = Stream.concat(
                        random(),
                        Stream.of(
                                bandwidth(100_000).queue(5),
                                bandwidth(50_000).queue(100, 2000),
                                stall(),
                                mtu(20),
                                drop().upstream().every(7),
                                latency(MS.multipliedBy(5), MS.multipliedBy(5)).keepOrder()))
                .toList();
        for (int round = 0; round < 40; round++) {
            Random random = new Random(round);
            VirtualDatagrams wire = new VirtualDatagrams();
            wire.memory = round % 3 == 0 ? 6000 : Long.MAX_VALUE;
            long memory = wire.memory;
            List<PacketStage> active = new ArrayList<>();
            for (int step = 0; step < 400; step++) {
                int choice = random.nextInt(20);
                if (choice == 0) {
                    active.add(wire.add(faults.get(random.nextInt(faults.size()))));
                } else if (choice == 1 && !active.isEmpty()) {
                    wire.remove(active.remove(random.nextInt(active.size())));
                } else if (choice < 5) {
                    wire.pass(random.nextInt(3_000_000));
                } else {
                    wire.send(new byte[random.nextInt(40)]);
                }
                if (!wire.isConserved()) {
                    fail("lost count in round " + round + " at step " + step);
                }
            }
            active.forEach(wire::remove);
            assertThat(wire.lane.held()).isZero();
            assertThat(wire.lane.fast()).isTrue();
            assertThat(wire.isConserved()).isTrue();
            assertThat(wire.memory).isEqualTo(memory);
            assertThat(wire.failures).isEmpty();
        }
    }
}
