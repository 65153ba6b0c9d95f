package dev.haywire.internal.pipeline;

import static dev.haywire.fault.Faults.blackhole;
import static dev.haywire.fault.Faults.drop;
import static dev.haywire.fault.Faults.loss;
import static dev.haywire.fault.Faults.stall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.haywire.fault.Direction;
import dev.haywire.fault.UdpFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which datagrams a fault is for. */
class SelectorTest {

    private final VirtualDatagrams wire = new VirtualDatagrams();

    private List<Long> dropped(UdpFault fault, int datagrams) {
        wire.add(fault);
        return wire.sendMany(datagrams).lostOrdinals();
    }

    @Test
    void dropsExactlyTheNumbered() {
        assertThat(dropped(drop().upstream().nth(3, 5), 9)).containsExactly(3L, 5L);
        assertThat(wire.all()).isEqualTo("1 2 4 6 7 8 9");
        assertThat(wire.matched).isEqualTo(2);
        assertThat(wire.fired.get("drop")).containsExactly(3L, 5L);
    }

    @Test
    void dropsTheFirst() {
        assertThat(dropped(drop().upstream().first(2), 5)).containsExactly(1L, 2L);
    }

    @Test
    void dropsEachSoManieth() {
        assertThat(dropped(drop().upstream().every(3), 10)).containsExactly(3L, 6L, 9L);
    }

    @Test
    void allSelectionsMustHold() {
        assertThat(dropped(drop().upstream().every(2).first(6).nth(1, 2, 6, 8), 10))
                .containsExactly(2L, 6L);
    }

    @Test
    void countsFromWhenTheFaultBecameActive() {
        wire.sendMany(10);
        assertThat(dropped(drop().upstream().nth(3), 5)).containsExactly(13L);
        assertThat(wire.fired.get("drop")).containsExactly(3L);
    }

    @Test
    void countsOnlyWhatMatches() {
        wire.add(drop().upstream().nth(2).matching(datagram -> datagram.text().startsWith("x")));
        wire.send("x1", "a", "b", "x2", "x3", "c");
        assertThat(wire.all()).isEqualTo("x1 a b x3 c");
        assertThat(wire.matched).isEqualTo(1);
    }

    @Test
    void aPredicateSeesTheDatagramAsItArrived() {
        List<String> shown = new ArrayList<>();
        wire.add(blackhole().nth(2).upstream());
        wire.add(drop().matching(datagram -> {
            shown.add(datagram.index() + "/" + datagram.ordinal() + "/" + datagram.direction() + "/" + datagram.text());
            return false;
        }));
        wire.send("a", "b", "c");
        assertThat(shown).containsExactly("0/1/UPSTREAM/a", "0/2/UPSTREAM/b", "0/3/UPSTREAM/c");
        assertThat(wire.all()).isEqualTo("a c");
    }

    @Test
    void aPredicateThatThrowsIsToldAndMatchesNothing() {
        RuntimeException failure = new IllegalStateException("mine");
        wire.add(drop().matching(datagram -> {
            if (datagram.text().equals("b")) {
                throw failure;
            }
            return datagram.text().equals("c");
        }));
        wire.send("a", "b", "c", "d");
        assertThat(wire.failures).containsExactly(failure);
        assertThat(wire.all()).isEqualTo("a b d");
    }

    @Test
    void anErrorOfAPredicateIsToldToo() {
        Error failure = new StackOverflowError();
        wire.add(drop().matching(datagram -> {
            throw failure;
        }));
        assertThat(wire.send("a").all()).isEqualTo("a");
        assertThat(wire.failures).containsExactly(failure);
    }

    @Test
    void aProbabilityHitsItsShareAndAHigherOneOnlyAdds() {
        List<Long> before = List.of();
        for (double p : new double[] {0, 0.1, 0.5, 0.9, 1}) {
            VirtualDatagrams other = new VirtualDatagrams();
            other.add(blackhole().probability(p));
            List<Long> lost = other.sendMany(10_000).lostOrdinals();
            assertThat(Set.copyOf(lost).containsAll(before)).isTrue();
            assertThat(lost.size() / 10_000.0).isCloseTo(p, within(Statistics.tolerance(p, 10_000) + 1e-12));
            assertThat(other.matched).isEqualTo(lost.size());
            before = lost;
        }
    }

    @Test
    void aProbabilityDoesNotChangeWhatIsCounted() {
        List<Long> lost = dropped(drop().upstream().every(3).probability(0.5), 3000);
        assertThat(lost).allMatch(ordinal -> ordinal % 3 == 0);
        assertThat(lost.size() / 1000.0).isCloseTo(0.5, within(Statistics.tolerance(0.5, 1000)));
    }

    /** A block of an exact share is made of what is selected, wherever that is. */
    @Test
    void modelsAdvanceWithWhatIsSelected() {
        wire.add(loss(0.5).perBlock(4).upstream().every(2));
        List<Long> lost = wire.sendMany(80).lostOrdinals();
        assertThat(lost).hasSize(20).allMatch(ordinal -> ordinal % 2 == 0);
        for (int from = 0; from < 80; from += 8) {
            int first = from;
            assertThat(lost.stream().filter(ordinal -> ordinal > first && ordinal <= first + 8))
                    .hasSize(2);
        }
    }

    @Test
    void isForSomeClientsAndDirections() {
        UdpFault fault = stall().onClients(1, 3).downstream();
        assertThat(PacketStages.covers(fault, Direction.DOWNSTREAM, 1)).isTrue();
        assertThat(PacketStages.covers(fault, Direction.DOWNSTREAM, 3)).isTrue();
        assertThat(PacketStages.covers(fault, Direction.DOWNSTREAM, 2)).isFalse();
        assertThat(PacketStages.covers(fault, Direction.UPSTREAM, 1)).isFalse();
        assertThat(PacketStages.covers(stall(), Direction.UPSTREAM, 7)).isTrue();
        assertThat(PacketStages.covers(stall().upstream(), Direction.UPSTREAM, 7))
                .isTrue();
    }
}
