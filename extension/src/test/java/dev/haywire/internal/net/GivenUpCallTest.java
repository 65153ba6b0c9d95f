package dev.haywire.internal.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a caller has given up has no effect later. In virtual time: a slice of the wait takes as long as the test says. */
class GivenUpCallTest {
    private static final int SLICES = 50;
    private static final String HUNG =
            "the event loop did not answer within 5 s; does user code on it (a predicate, for instance) block?";

    /** Never started: the test does what it would do. */
    private final EventLoop loop = new EventLoop(98);

    private final List<LoopCall<?>> done = new ArrayList<>();
    private final List<String> log = new ArrayList<>();
    private final Patience patience = new Patience() {
        @Override
        long now() {
            return now;
        }

        @Override
        boolean isOpen(CountDownLatch latch, long nanos) {
            return slice(latch, nanos);
        }
    };
    private LoopCall<String> running;
    private Runnable atSlice = () -> {};
    private long now;
    private int slices;

    private boolean slice(CountDownLatch latch, long nanos) {
        slices++;
        now += nanos;
        atSlice.run();
        return latch.getCount() == 0;
    }

    @AfterEach
    void close() throws Exception {
        loop.channels.close();
    }

    private LoopCall<String> call(Supplier<String> work) {
        return new LoopCall<>(work, loop, done, patience).undoneBy(result -> log.add("undone " + result));
    }

    private String started() {
        log.add("started");
        return "it";
    }

    private static void assertHung(LoopCall<?> call) {
        assertThatThrownBy(call::await)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(HUNG);
    }

    @Test
    void workThatHasNotBegunIsNeverDone() {
        LoopCall<String> call = call(this::started);
        assertHung(call);
        assertThat(slices).isEqualTo(SLICES);
        call.run();
        assertThat(log).isEmpty();
        assertThat(done).isEmpty();
    }

    @Test
    void workInWhoseMidstTheCallerGaveUpIsUndone() {
        LoopCall<String> call = call(() -> {
            started();
            // the caller waits, and gives up, while this is being done
            assertHung(running);
            return "it";
        });
        running = call;
        call.run();
        assertThat(log).containsExactly("started");
        call.acknowledge();
        assertThat(log).containsExactly("started", "undone it");
    }

    @Test
    void workThatIsDoneAndWasNotAcknowledgedInTimeIsUndone() {
        LoopCall<String> call = call(this::started);
        call.run();
        assertHung(call);
        assertThat(done).containsExactly(call);
        call.acknowledge();
        assertThat(log).containsExactly("started", "undone it");
    }

    @Test
    void workThatFailedLateStartedNothing() {
        LoopCall<String> call = call(() -> {
            throw new IllegalArgumentException("on purpose");
        });
        call.run();
        assertHung(call);
        call.acknowledge();
        assertThat(log).isEmpty();
    }

    @Test
    void whatIsAcknowledgedIsNotUndone() {
        LoopCall<String> call = call(this::started);
        atSlice = () -> {
            if (slices == 3) {
                call.run();
                call.acknowledge();
            }
        };
        assertThat(call.await()).isEqualTo("it");
        assertThat(log).containsExactly("started");
    }

    @Test
    void anEndIsDoneEvenIfItIsLate() {
        LoopCall<String> call = new LoopCall<>(this::started, loop, done, patience).evenIfLate();
        assertHung(call);
        call.run();
        call.acknowledge();
        assertThat(log).containsExactly("started");
    }

    @Test
    void aProcessThatStoodStillBlamesNoLoop() {
        LoopCall<String> call = call(this::started);
        atSlice = () -> {
            if (slices % 2 == 1) {
                // stopped in the midst of this slice
                now += TimeUnit.SECONDS.toNanos(10);
            }
            if (slices == SLICES) {
                call.run();
                call.acknowledge();
            }
        };
        assertThat(call.await()).isEqualTo("it");
        assertThat(now).isGreaterThan(TimeUnit.SECONDS.toNanos(250));
    }

    @Test
    void aLoopThatHangsIsBlamedAlsoWhereTheProcessIsStoppedAgainAndAgain() {
        LoopCall<String> call = call(this::started);
        atSlice = () -> now += TimeUnit.SECONDS.toNanos(10);
        assertHung(call);
        assertThat(slices).isEqualTo(SLICES);
    }

    @Test
    void anInterruptIsKeptForLater() {
        LoopCall<String> call = new LoopCall<>(this::started, loop, done);
        Thread.currentThread().interrupt();
        call.run();
        call.acknowledge();
        assertThat(call.await()).isEqualTo("it");
        assertThat(Thread.interrupted()).isTrue();
    }
}
