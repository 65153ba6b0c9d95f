package dev.haywire.internal.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TimerHeapTest {
    private static final int AT_ONCE = 256;

    private final TimerHeap timers = new TimerHeap();
    private final List<Integer> ran = new ArrayList<>();

    private void set(int number, long deadline) {
        timers.set(
                new Timer() {
                    @Override
                    void due(long now) {
                        ran.add(number);
                    }

                    @Override
                    void failed(Throwable failure) {
                        throw new AssertionError(failure);
                    }
                },
                deadline);
    }

    @Test
    void aFloodOfDueTimersRunsInPiecesTheOldestFirst() {
        long start = System.nanoTime() - 1_000_000_000;
        for (int i = 9_999; i >= 0; i--) {
            set(i, start + i);
        }
        int before = 0;
        while (ran.size() < 10_000) {
            long next = timers.runDue();
            assertThat(ran.size() - before).isBetween(1, AT_ONCE);
            before = ran.size();
            // the loop does not sleep as long as some are left
            assertThat(next).isEqualTo(before == 10_000 ? TimerHeap.NEVER : start + before);
        }
        assertThat(ran)
                .containsExactlyElementsOf(IntStream.range(0, 10_000).boxed().toList());
    }
}
