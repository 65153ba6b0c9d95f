package dev.haywire.reproducible;

import static dev.haywire.fault.Faults.burstLoss;
import static dev.haywire.fault.Faults.corrupt;
import static dev.haywire.fault.Faults.drop;
import static dev.haywire.fault.Faults.duplicate;
import static dev.haywire.fault.Faults.loss;
import static dev.haywire.fault.Faults.reorder;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.UdpEndpoint;
import dev.haywire.fault.LossFault;
import dev.haywire.fault.UdpFault;
import dev.haywire.internal.net.UdpService;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What one fault decides depends on nothing that another decides, and a higher p only adds to what a lower one decided. */
@Timeout(120)
class IndependentDecisionsTest {
    private static final int DATAGRAMS = 100;
    private static final UdpFault LOSS = loss(0.3);

    static Stream<UdpFault> others() {
        return Stream.of(
                drop().every(2),
                drop().first(40).onClients(1),
                corrupt(0.5),
                duplicate(0.5),
                reorder(0.5),
                loss(0.5).maxBurst(1),
                burstLoss(0.2, 3),
                loss(0.2));
    }

    @ParameterizedTest
    @MethodSource("others")
    void aSecondFaultChangesNoDecisionOfTheFirst(UdpFault other) throws Exception {
        Set<String> alone = lost(LOSS);
        assertThat(alone).isNotEmpty();

        // whatever the other one drops besides, and whichever meets a datagram first
        assertThat(lost(LOSS, other)).containsAll(alone);
        if (!(other instanceof LossFault)) {
            assertThat(lostBy("loss", LOSS, other)).isEqualTo(alone);
            Set<String> otherFirst = new TreeSet<>(alone);
            otherFirst.removeAll(lostBy(other.kind(), other, LOSS));
            assertThat(lostBy("loss", other, LOSS)).isEqualTo(otherFirst);
        }
    }

    @Test
    void aSecondClientChangesNothing() throws Exception {
        List<String> all = play(loss(0.3));
        List<String> one = play(loss(0.3).onClients(1));
        assertThat(one.stream().filter(line -> line.startsWith("#1 upstream")))
                .containsExactlyElementsOf(all.stream()
                        .filter(line -> line.startsWith("#1 upstream"))
                        .toList());
        assertThat(one).noneMatch(line -> line.startsWith("#0") && line.contains("dropped"));
    }

    @Test
    void equalFaultsDecideEachForItself() throws Exception {
        Set<String> one = lost(loss(0.3));
        Set<String> two = lost(loss(0.3), loss(0.3));
        assertThat(two).containsAll(one).hasSizeGreaterThan(one.size());
    }

    @Test
    void moreLossOnlyAddsLosses() throws Exception {
        onlyAdds(p -> loss(p), "dropped by loss");
    }

    @Test
    void moreCopiesOnlyAddCopies() throws Exception {
        onlyAdds(p -> duplicate(p), "copy 1");
    }

    @Test
    void moreDamageOnlyAddsDamage() throws Exception {
        Set<String> healthy = new HashSet<>(play(corrupt(0)));
        Set<String> before = Set.of();
        for (double p = 0.2; p < 1.1; p += 0.2) {
            Set<String> damaged = new TreeSet<>();
            for (String line : play(corrupt(Math.min(p, 1)))) {
                if (line.contains("payload") && !healthy.contains(line)) {
                    damaged.add(line.substring(0, line.indexOf(':')));
                }
            }
            assertThat(damaged).containsAll(before).hasSizeGreaterThan(before.size());
            before = damaged;
        }
    }

    private static void onlyAdds(DoubleFunction<UdpFault> fault, String mark) throws Exception {
        Set<String> before = Set.of();
        for (double p = 0.1; p < 1; p += 0.1) {
            Set<String> now = marked(play(fault.apply(p)), mark);
            assertThat(now).containsAll(before).hasSizeGreaterThan(before.size());
            before = now;
        }
    }

    /** Tells which datagrams never arrived, whatever dropped them. */
    private static Set<String> lost(UdpFault... faults) throws Exception {
        return marked(play(faults), "dropped by ");
    }

    private static Set<String> lostBy(String cause, UdpFault... faults) throws Exception {
        return marked(play(faults), "dropped by " + cause);
    }

    private static Set<String> marked(List<String> lines, String mark) {
        Set<String> marked = new TreeSet<>();
        for (String line : lines) {
            if (line.startsWith("#") && line.contains(mark)) {
                marked.add(line.substring(0, line.indexOf(':')));
            }
        }
        return marked;
    }

    private static List<String> play(UdpFault... faults) throws Exception {
        return UdpProgram.run(
                "independent", DATAGRAMS, new UdpService.Sink(), endpoint -> applyAll(endpoint, faults), Decisions::of);
    }

    private static void applyAll(UdpEndpoint endpoint, UdpFault... faults) {
        for (UdpFault fault : faults) {
            endpoint.apply(fault);
        }
    }
}
