package dev.haywire.internal.pipeline;

import static dev.haywire.fault.Faults.bandwidth;
import static dev.haywire.fault.Faults.blackhole;
import static dev.haywire.fault.Faults.corrupt;
import static dev.haywire.fault.Faults.drop;
import static dev.haywire.fault.Faults.duplicate;
import static dev.haywire.fault.Faults.latency;
import static dev.haywire.fault.Faults.loss;
import static dev.haywire.fault.Faults.mtu;
import static dev.haywire.fault.Faults.refuse;
import static dev.haywire.fault.Faults.reorder;
import static dev.haywire.fault.Faults.stall;
import static dev.haywire.fault.Faults.truncate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.haywire.fault.Direction;
import dev.haywire.fault.UdpFault;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PacketLaneTest {

    private static final Duration TEN = Duration.ofMillis(10);

    private final VirtualDatagrams wire = new VirtualDatagrams();

    @Test
    void passesAllWithoutAStage() {
        assertThat(wire.lane.fast()).isTrue();
        assertThat(wire.send("a", "", "b").all()).isEqualTo("a  b");
        assertThat(wire.deadline).isEqualTo(Lane.NEVER);
        assertThat(wire.seen).extracting(VirtualDatagrams.Seen::ordinal).containsExactly(1L, 2L, 3L);
        assertThat(wire.seen).noneMatch(VirtualDatagrams.Seen::overtaken);
    }

    @Test
    void isFastOnlyWithoutStages() {
        PacketStage stage = wire.add(mtu(9));
        assertThat(wire.lane.fast()).isFalse();
        wire.remove(stage);
        assertThat(wire.lane.fast()).isTrue();
        wire.remove(stage);
        assertThat(wire.lane.fast()).isTrue();
    }

    /** Applied in reverse, and yet: lost before too big, too big before cut, cut before copied, copied before paced, paced before late. */
    @Test
    void keepsTheFixedOrderWhateverTheOrderOfApplication() {
        PacketStage stall = wire.add(stall().upstream().nth(5));
        wire.add(reorder(1).upstream().nth(5));
        wire.add(latency(TEN));
        wire.add(bandwidth(30_000)); // 30 bytes a millisecond
        wire.add(duplicate(1).upstream().nth(3));
        wire.add(truncate(2).upstream());
        wire.add(corrupt(bytes -> (new String(bytes) + "!").getBytes()));
        wire.add(mtu(4));
        wire.add(drop().upstream().nth(1));
        wire.send("first", "bigger", "x", "abcd", "y").passMs(200);
        assertThat(wire.lost)
                .containsExactly(new VirtualDatagrams.Lost(1, 0, "drop"), new VirtualDatagrams.Lost(2, 0, "mtu"));
        assertThat(wire.all()).isEqualTo("x! x! ab");
        assertThat(wire.times()).containsExactly(11.0, 12.0, 13.0);
        wire.remove(stall);
        assertThat(wire.all()).isEqualTo("x! x! ab y!");
    }

    @Test
    void putsEqualStagesInOrderOfApplication() {
        wire.add(corrupt(bytes -> (new String(bytes) + "1").getBytes()));
        wire.add(corrupt(bytes -> (new String(bytes) + "2").getBytes()));
        assertThat(wire.send("a").all()).isEqualTo("a12");
    }

    @Test
    void theFirstOfEqualStagesIsTheCause() {
        wire.add(blackhole().upstream().nth(2));
        wire.add(drop().upstream().nth(1, 2));
        wire.send("a", "b", "c");
        assertThat(wire.lostTo("blackhole")).containsExactly(2L);
        assertThat(wire.lostTo("drop")).containsExactly(1L);
        assertThat(wire.fired.get("drop")).containsExactly(1L);
        assertThat(wire.matched).isEqualTo(3);
    }

    @Test
    void copiesKeepTheirOrdinalAndAreNumbered() {
        wire.add(duplicate(1).copies(2));
        wire.send("a", "b");
        assertThat(wire.all()).isEqualTo("a a a b b b");
        assertThat(wire.seen).extracting(VirtualDatagrams.Seen::copy).containsExactly(0, 1, 2, 0, 1, 2);
        assertThat(wire.seen).extracting(VirtualDatagrams.Seen::ordinal).containsExactly(1L, 1L, 1L, 2L, 2L, 2L);
        assertThat(wire.seen).noneMatch(VirtualDatagrams.Seen::overtaken);
        assertThat(wire.copies).isEqualTo(4);
        assertThat(wire.fired("duplicate")).isEqualTo(2);
    }

    @Test
    void aNewFaultDoesNotCountWhatArrivedBefore() {
        PacketStage latency = wire.add(latency(TEN));
        wire.send("a", "b");
        PacketStage reorder = wire.add(reorder(1).upstream().nth(1));
        wire.passMs(10);
        assertThat(wire.fresh()).isEqualTo("a b");
        wire.send("c", "d").passMs(10);
        assertThat(wire.fresh()).isEqualTo("d c");
        wire.remove(reorder);
        wire.remove(latency);
    }

    @Test
    void silenceMeetsWhatWasStillOnItsWay() {
        wire.add(latency(TEN));
        wire.send("a");
        PacketStage stall = wire.add(stall());
        wire.passMs(100);
        assertThat(wire.all()).isEmpty();
        assertThat(wire.fired("stall")).isEqualTo(1);
        assertThat(wire.matched).isEqualTo(2);
        wire.remove(stall);
        assertThat(wire.all()).isEqualTo("a");
    }

    @Test
    void silenceForSomeLeavesAloneWhatWasOnItsWay() {
        wire.add(latency(TEN));
        wire.send("a");
        wire.add(stall().upstream().first(9));
        wire.passMs(10);
        assertThat(wire.all()).isEqualTo("a");
    }

    @Test
    void handsOnAllThatIsHeldThroughTheStagesBehind() {
        PacketStage latency = wire.add(latency(TEN));
        wire.add(bandwidth(29_000));
        PacketStage stall = wire.add(stall());
        wire.send("a", "b").passMs(1);
        wire.remove(latency);
        assertThat(wire.all()).isEmpty();
        assertThat(wire.lane.held()).isEqualTo(2);
        wire.remove(stall);
        assertThat(wire.all()).isEqualTo("a");
        wire.passMs(1);
        assertThat(wire.all()).isEqualTo("a b");
        assertThat(wire.lane.held()).isZero();
    }

    @Test
    void whatIsDueGoesBeforeWhatArrives() {
        wire.add(latency(TEN).upstream().nth(1));
        wire.send("a");
        wire.now += 20 * VirtualDatagrams.MS;
        wire.send("b");
        assertThat(wire.all()).isEqualTo("a b");
    }

    @Test
    void dropsWhatItHasNoMemoryToHold() {
        wire.memory = 2 * (1 + 256);
        wire.add(stall());
        wire.send("a", "b", "c", "d");
        assertThat(wire.lostTo("stall")).containsExactly(3L, 4L);
        assertThat(wire.lane.held()).isEqualTo(2);
        assertThat(wire.memory).isZero();
        assertThat(wire.isConserved()).isTrue();
    }

    @Test
    void whatHasNoMemoryTakesNoTimeOnTheLine() {
        wire.add(bandwidth(29_000));
        wire.memory = 0;
        wire.send("a");
        wire.memory = Long.MAX_VALUE;
        wire.send("b").passMs(1);
        assertThat(wire.lostTo("bandwidth")).containsExactly(1L);
        assertThat(wire.all()).isEqualTo("b");
        assertThat(wire.times()).containsExactly(1.0);
    }

    @Test
    void aPacketTellsWhoseItIsAndWhenItCame() {
        List<Packet> delivered = new ArrayList<>();
        PacketLane lane = new PacketLane(PacketBudget.UNBOUNDED, new PacketSink() {
            @Override
            public void deliver(Packet packet) {
                delivered.add(packet);
            }

            @Override
            public void dropped(Packet packet, String cause) {
                throw new AssertionError(cause);
            }

            @Override
            public void copied(Packet copy) {
                // it is delivered, too
            }
        });
        lane.add(PacketStages.stage(
                duplicate(1),
                Direction.UPSTREAM,
                PacketStages.decisions(duplicate(1), 1, "wire", Direction.UPSTREAM, 0, 7),
                IpVersion.IPV4,
                wire.silent()));
        lane.data(new Packet(7, 3, 3, ByteBuffer.allocate(5), 99), 100);
        assertThat(delivered).extracting(Packet::client).containsExactly(7, 7);
        assertThat(delivered).extracting(Packet::stamp).containsExactly(99L, 99L);
        assertThat(delivered).extracting(Packet::ordinal).containsExactly(3L, 3L);
        assertThat(delivered).extracting(Packet::copy).containsExactly(0, 1);
    }

    @Test
    void forgetsAllWhenTheClientIsGone() {
        long memory = wire.memory;
        wire.add(stall());
        wire.add(latency(TEN).upstream().nth(1));
        wire.send("a", "b", "c");
        wire.lane.discard();
        assertThat(wire.lane.held()).isZero();
        assertThat(wire.lane.fast()).isTrue();
        assertThat(wire.memory).isEqualTo(memory);
        assertThat(wire.seen).isEmpty();
        assertThat(wire.lost).isEmpty();
        assertThat(wire.lane.wake(wire.now)).isEqualTo(Lane.NEVER);
    }

    @Test
    void tellsWhichAreOvertaken() {
        wire.add(reorder(1).by(2).upstream().nth(1));
        wire.send("a", "b", "c", "d");
        assertThat(wire.all()).isEqualTo("b c a d");
        assertThat(wire.seen).extracting(VirtualDatagrams.Seen::overtaken).containsExactly(false, false, true, false);
    }

    @Test
    void anewRecordBeginsWithOrdinalOne() {
        wire.add(mtu(9));
        wire.sendMany(5);
        wire.sent = 0;
        wire.sendMany(1);
        assertThat(wire.seen).noneMatch(VirtualDatagrams.Seen::overtaken);
    }

    @Test
    void makesStagesForAllButRefuse() {
        assertThat(PacketStages.worksThroughStages(refuse())).isFalse();
        assertThat(PacketStages.worksThroughStages(loss(0.5))).isTrue();
        assertNoStage(refuse(), Direction.UPSTREAM, "no stage for refuse(): it is no fault of datagrams");
        assertNoStage(
                stall().upstream(), Direction.DOWNSTREAM, "no stage of stall().upstream() for direction DOWNSTREAM");
        assertNoStage(stall(), Direction.BOTH, "no stage of stall() for direction BOTH");
        for (Direction direction : List.of(Direction.UPSTREAM, Direction.DOWNSTREAM)) {
            assertThat(stage(stall(), direction)).isNotNull();
        }
        assertThat(stage(stall().downstream(), Direction.DOWNSTREAM)).isNotNull();
    }

    private static void assertNoStage(UdpFault fault, Direction direction, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> stage(fault, direction))
                .withMessage(message);
    }

    private static PacketStage stage(UdpFault fault, Direction direction) {
        Decisions decisions = PacketStages.decisions(fault, 1, "wire", direction, 0, 0);
        return PacketStages.stage(fault, direction, decisions, IpVersion.IPV4, new VirtualDatagrams().silent());
    }
}
