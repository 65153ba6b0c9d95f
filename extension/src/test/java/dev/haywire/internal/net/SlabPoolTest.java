package dev.haywire.internal.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.internal.pipeline.Slab;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Where the budget of the JVM is used up, slabs go to who has waited longest. */
@Isolated("uses the budget of the JVM up")
class SlabPoolTest {
    private final SlabPool pool = new SlabPool();
    private final SlabPool other = new SlabPool();
    private final List<Slab> taken = new ArrayList<>();
    private final List<String> served = new ArrayList<>();

    @AfterEach
    void giveBack() {
        taken.forEach(pool::give);
        assertThat(SlabPool.used()).isZero();
    }

    @Test
    void noMoreThanTheBudgetIsGivenUnlessItIsEssential() {
        useUp();

        assertThat(SlabPool.used()).isEqualTo(SlabPool.budget() / SlabPool.SLAB * SlabPool.SLAB);
        assertThat(other.take(false)).isNull();
        assertThat(pool.available()).isLessThan(SlabPool.SLAB);

        Slab essential = other.take(true);
        assertThat(SlabPool.used()).isGreaterThan(SlabPool.budget() - SlabPool.SLAB);
        assertThat(pool.available()).isZero();
        other.give(essential);
    }

    @Test
    void whoWaitsIsServedInOrderOneForEachSlabThatReturns() {
        useUp();
        for (String name : List.of("first", "second", "third", "fourth")) {
            SlabPool.awaitBudget(() -> pool.serve(() -> takeOne(name)));
        }
        assertThat(served).isEmpty();

        giveOne();
        assertThat(served).containsExactly("first");
        giveOne();
        giveOne();
        assertThat(served).containsExactly("first", "second", "third");
        giveOne();
        giveOne();
        assertThat(served).containsExactly("first", "second", "third", "fourth");
    }

    @Test
    void whoDoesNotTakeItsSlabLeavesItToTheNext() {
        useUp();
        SlabPool.awaitBudget(() -> pool.serve(() -> served.add("gone meanwhile")));
        SlabPool.awaitBudget(() -> pool.serve(() -> takeOne("next")));

        giveOne();

        assertThat(served).containsExactly("gone meanwhile", "next");
    }

    @Test
    void nobodyOvertakesThoseWhoWait() {
        useUp();
        List<Runnable> handedOver = new ArrayList<>();
        SlabPool.awaitBudget(() -> handedOver.add(() -> pool.serve(() -> takeOne("first"))));
        SlabPool.awaitBudget(() -> handedOver.add(() -> pool.serve(() -> takeOne("second"))));

        giveOne();
        assertThat(handedOver).hasSize(1);
        assertThat(other.available()).as("as long as somebody waits").isZero();
        handedOver.get(0).run();
        giveOne();
        giveOne();
        handedOver.get(1).run();

        assertThat(served).containsExactly("first", "second");
        assertThat(other.available()).as("nobody waits").isGreaterThanOrEqualTo(SlabPool.SLAB);
    }

    @Test
    void whoBeginsToWaitAsTheLastSlabReturnsIsServed() {
        SlabPool.awaitBudget(() -> pool.serve(() -> takeOne("late")));

        assertThat(served).containsExactly("late");
    }

    private void takeOne(String name) {
        assertThat(pool.available()).isEqualTo(SlabPool.SLAB);
        taken.add(pool.take(false));
        served.add(name);
    }

    private void giveOne() {
        pool.give(taken.remove(0));
    }

    private void useUp() {
        for (Slab slab = pool.take(false); slab != null; slab = pool.take(false)) {
            taken.add(slab);
        }
    }
}
