package dev.haywire.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ChangesTest {
    private final Changes changes = new Changes();
    private final AtomicInteger value = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void returnsAtOnceWhereTheConditionHolds() {
        await(() -> true, Duration.ZERO);
        Thread.currentThread().interrupt();
        await(() -> true, Duration.ZERO);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void failsWithWhatWasAwaitedHowLongAndWhatWasSeen() {
        assertThatThrownBy(() -> await(() -> false, Duration.ofMillis(20)))
                .isInstanceOf(AssertionError.class)
                .hasMessage("Expected a value of 1 within 20 ms, but it is 0");
        assertThatThrownBy(() -> await(() -> false, Duration.ZERO))
                .hasMessage("Expected a value of 1 within 0 s, but it is 0");
    }

    @Test
    void neverGivesUpEarly() {
        long start = System.nanoTime();
        assertThatThrownBy(() -> await(() -> false, Duration.ofMillis(30))).isInstanceOf(AssertionError.class);
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(30_000_000);
    }

    @Test
    void refusesANegativeTimeout() {
        assertThatThrownBy(() -> await(() -> true, Duration.ofMillis(-5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A timeout must not be negative, but this one is -5 ms: wait for a value of 1");
    }

    @Test
    void waitsForTheEndOfTimeIfToldSo() throws Exception {
        for (Duration huge :
                new Duration[] {Duration.ofSeconds(Long.MAX_VALUE, 999_999_999), Duration.ofNanos(Long.MAX_VALUE)}) {
            value.set(0);
            CountDownLatch looked = new CountDownLatch(2);
            Future<?> waiter = threads.submit(() -> await(
                    () -> {
                        looked.countDown();
                        return value.get() == 1;
                    },
                    huge));
            assertThat(looked.await(10, TimeUnit.SECONDS)).isTrue();
            value.set(1);
            changes.signal();
            waiter.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void looksAgainAfterEachSignalOnTheWaitingThread() throws Exception {
        AtomicReference<Thread> looking = new AtomicReference<>();
        CountDownLatch looked = new CountDownLatch(2);
        AtomicReference<Thread> waiting = new AtomicReference<>();
        Future<?> waiter = threads.submit(() -> {
            waiting.set(Thread.currentThread());
            await(
                    () -> {
                        looking.set(Thread.currentThread());
                        looked.countDown();
                        return value.get() == 2;
                    },
                    Duration.ofSeconds(30));
        });
        assertThat(looked.await(10, TimeUnit.SECONDS)).isTrue();
        value.set(1);
        changes.signal();
        value.set(2);
        changes.signal();
        waiter.get(10, TimeUnit.SECONDS);
        assertThat(looking).hasValue(waiting.get());
    }

    @Test
    void anInterruptIsAnAssertionErrorWithTheFlagRestored() throws Exception {
        AtomicReference<AssertionError> thrown = new AtomicReference<>();
        AtomicReference<Boolean> flag = new AtomicReference<>();
        CountDownLatch looked = new CountDownLatch(2);
        Thread waiter = new Thread(() -> {
            try {
                await(
                        () -> {
                            looked.countDown();
                            return false;
                        },
                        Duration.ofSeconds(30));
            } catch (AssertionError e) {
                thrown.set(e);
                flag.set(Thread.currentThread().isInterrupted());
            }
        });
        waiter.start();
        assertThat(looked.await(10, TimeUnit.SECONDS)).isTrue();
        waiter.interrupt();
        waiter.join(10_000);
        assertThat(thrown.get()).hasMessage("Interrupted while waiting for a value of 1: it is 0");
        assertThat(flag).hasValue(true);
    }

    @Test
    void whatTheConditionThrowsIsPassedOn() {
        assertThatThrownBy(() -> await(
                        () -> {
                            throw new IllegalStateException("closed");
                        },
                        Duration.ofSeconds(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("closed");
    }

    @Test
    void noSignalIsEverLost() throws Exception {
        // Two threads that answer each other: one lost wake-up, and a side sleeps until its 30 s are over.
        Future<?> even = threads.submit(() -> count(0));
        Future<?> odd = threads.submit(() -> count(1));
        even.get(40, TimeUnit.SECONDS);
        odd.get(40, TimeUnit.SECONDS);
        assertThat(value).hasValue(10_000);
    }

    @Test
    void wakesAllWhoWait() throws Exception {
        CountDownLatch looked = new CountDownLatch(16);
        Future<?>[] waiters = new Future<?>[8];
        for (int i = 0; i < waiters.length; i++) {
            waiters[i] = threads.submit(() -> await(
                    () -> {
                        looked.countDown();
                        return value.get() == 1;
                    },
                    Duration.ofSeconds(30)));
        }
        assertThat(looked.await(10, TimeUnit.SECONDS)).isTrue();
        value.set(1);
        changes.signal();
        for (Future<?> waiter : waiters) {
            waiter.get(10, TimeUnit.SECONDS);
        }
    }

    private void count(int rest) {
        for (int i = 0; i < 5_000; i++) {
            await(() -> value.get() % 2 == rest, Duration.ofSeconds(30));
            value.incrementAndGet();
            changes.signal();
        }
    }

    private void await(BooleanSupplier condition, Duration timeout) {
        changes.await(condition, timeout, () -> "a value of 1", () -> "it is " + value.get());
    }
}
