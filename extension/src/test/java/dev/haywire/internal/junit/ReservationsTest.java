package dev.haywire.internal.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haywire.internal.junit.Reservations.Request;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** Who waits for whom, and what is said where that could not end. */
class ReservationsTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final Object[] jvm = {new HashMap<>(), new ArrayDeque<>()};
    private final Reservations reservations = new Reservations(jvm, Duration.ofSeconds(60));

    private static Request test(String name, String... resources) {
        Map<String, String> declared = new java.util.LinkedHashMap<>();
        for (String resource : resources) {
            declared.put(resource, "@TcpEchoServer of " + name);
        }
        return new Request(declared, "test " + name, "[engine:e]/[" + name + "]", false, TIMEOUT);
    }

    @Test
    void allIsTakenTogetherAndInOrderOfArrival() throws Exception {
        Reservations.Held first = reservations.take(test("one", "a", "b"));
        CompletableFuture<Reservations.Held> second = later(test("two", "b", "c"));
        awaitWaiting(1);
        // c is free, but the second came first
        CompletableFuture<Reservations.Held> third = later(test("three", "c"));
        awaitWaiting(2);
        assertThat(second).isNotDone();
        assertThat(third).isNotDone();
        reservations.take(test("four", "d")).release();
        first.release();
        second.get(20, TimeUnit.SECONDS).release();
        third.get(20, TimeUnit.SECONDS).release();
        first.release();
        assertThat((Map<?, ?>) jvm[0]).isEmpty();
    }

    private CompletableFuture<Reservations.Held> later(Request request) {
        return CompletableFuture.supplyAsync(
                () -> reservations.take(request), task -> new Thread(task, "waits").start());
    }

    private void awaitWaiting(int count) {
        long start = System.nanoTime();
        while (true) {
            synchronized (jvm[0]) {
                if (((ArrayDeque<?>) jvm[1]).size() == count) {
                    return;
                }
            }
            assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(20));
            Thread.onSpinWait();
        }
    }

    @Test
    void aThreadDoesNotWaitForItself() {
        reservations.take(test("one", "system property p"));
        assertThatThrownBy(() -> reservations.take(test("two", "system property p")))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage(
                        "@TcpEchoServer of two: the system property p is held by @TcpEchoServer of one of test one, which runs on"
                                + " this very thread and would wait for itself; put @ResourceLock(\"system property p\") on both tests, so that"
                                + " JUnit runs one after the other, or run them in one thread by @Execution(SAME_THREAD)");
        assertThat((ArrayDeque<?>) jvm[1]).isEmpty();
    }

    @Test
    void theWaitEnds() {
        Reservations impatient = new Reservations(jvm, Duration.ofMillis(20));
        CompletableFuture.runAsync(() -> impatient.take(test("one", "TCP port 53")))
                .join();
        Request two = new Request(
                Map.of("TCP port 53", "@TcpEchoServer of two"), "test two", "[two]", false, Duration.ofMillis(10));
        assertThatThrownBy(() -> impatient.take(two))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage(
                        "@TcpEchoServer of two: the TCP port 53 is still held by @TcpEchoServer of one of test one after 20 ms;"
                                + " put @ResourceLock(\"TCP port 53\") on both tests, so that JUnit runs one after the other, or run them in one"
                                + " thread by @Execution(SAME_THREAD)");
    }

    @Test
    void anInterruptEndsTheWait() {
        CompletableFuture.runAsync(() -> reservations.take(test("one", "a"))).join();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> reservations.take(test("two", "a")))
                .isInstanceOf(AssertionError.class)
                .hasMessage("Interrupted while test two waited for a");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aNestedTestHasWhatTheClassAroundItHolds() {
        reservations.take(new Request(Map.of("TCP port 53", "x"), "class", "[engine:e]/[class:c]", true, TIMEOUT));
        Request inner =
                new Request(Map.of("TCP port 53", "y"), "test", "[engine:e]/[class:c]/[method:m]", false, TIMEOUT);
        reservations.take(inner).release();
        assertThat((Map<?, ?>) jvm[0]).hasSize(1);
    }
}
