package dev.haywire.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The stages of a lane keep their order, and so do those at work, whatever comes and goes. */
class StageOrderTest {

    private enum Kind {
        EARLY,
        MIDDLE,
        LATE
    }

    private static final class Spot extends StageOrder.Place<Kind, Spot> {
        private final Kind kind;
        private final int number;

        Spot(Kind kind, int number) {
            super(kind);
            this.kind = kind;
            this.number = number;
        }
    }

    private static final Comparator<Spot> IN_ORDER =
            Comparator.comparing((Spot spot) -> spot.kind).thenComparingInt(spot -> spot.number);

    private final StageOrder<Kind, Spot> order = new StageOrder<>();
    private final TreeSet<Spot> expected = new TreeSet<>(IN_ORDER);
    private final TreeSet<Spot> expectedBusy = new TreeSet<>(IN_ORDER);

    @Test
    void isByRankAndThenByAddition() {
        Random random = new Random(7);
        List<Spot> all = new ArrayList<>();
        for (int step = 0; step < 5_000; step++) {
            Spot spot = all.isEmpty() ? null : all.get(random.nextInt(all.size()));
            switch (spot == null ? 0 : random.nextInt(5)) {
                case 0 -> all.add(add(new Spot(Kind.values()[random.nextInt(3)], step)));
                case 1 -> {
                    all.remove(spot);
                    order.remove(spot);
                    expected.remove(spot);
                    expectedBusy.remove(spot);
                }
                case 2 -> {
                    order.idle(spot);
                    expectedBusy.remove(spot);
                }
                default -> {
                    order.busy(spot);
                    expectedBusy.add(spot);
                }
            }
            assertThat(present()).containsExactlyElementsOf(expected);
            assertThat(busy()).containsExactlyElementsOf(expectedBusy);
            assertThat(order.lastBusy()).isEqualTo(expectedBusy.isEmpty() ? null : expectedBusy.last());
        }
    }

    private Spot add(Spot spot) {
        order.add(spot);
        expected.add(spot);
        return spot;
    }

    private List<Spot> present() {
        List<Spot> present = new ArrayList<>();
        for (Spot spot = order.first(); spot != null; spot = spot.next()) {
            present.add(spot);
        }
        return present;
    }

    private List<Spot> busy() {
        List<Spot> busy = new ArrayList<>();
        for (Spot spot = order.firstBusy(); spot != null; spot = order.nextBusy(spot)) {
            busy.add(spot);
        }
        return busy;
    }

    @Test
    void goesOnWhereAStageWasTakenOutMeanwhile() {
        Spot[] spots = new Spot[4];
        for (int i = 0; i < spots.length; i++) {
            spots[i] = add(new Spot(Kind.MIDDLE, i));
            order.busy(spots[i]);
        }
        order.remove(spots[0]);
        order.remove(spots[1]);
        assertThat(spots[0].next()).isSameAs(spots[2]);
        assertThat(order.nextBusy(spots[0])).isSameAs(spots[2]);
        order.remove(spots[2]);
        order.remove(spots[2]);
        assertThat(spots[0].next()).isSameAs(spots[3]);
        order.busy(spots[2]);
        assertThat(busy()).containsExactly(spots[3]);
        order.remove(spots[3]);
        assertThat(spots[0].next()).isNull();
        assertThat(order.isEmpty()).isTrue();
        assertThat(order.lastBusy()).isNull();
    }
}
