package dev.haywire.assertj;

import static dev.haywire.assertj.HaywireAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haywire.CloseReason;
import dev.haywire.TcpConnection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReconnectionTest {
    private static final String EXPECTED = "Expected TCP endpoint \"db\" at 127.0.0.1:5432 "
            + "to accept a connection later than the last one ended, within 20 ms, but ";
    private static final String JOURNAL = "\n\nThe journal:\n  +0.1 ms  the last line";
    private static final Duration SHORT = Duration.ofMillis(20);
    private static final Duration LONG = Duration.ofSeconds(30);

    private final CountDownLatch looked = new CountDownLatch(2);
    private final FakeEndpoint endpoint = new FakeEndpoint() {
        @Override
        public List<TcpConnection> connections() {
            looked.countDown();
            return super.connections();
        }
    };

    @Test
    void aConnectionAcceptedLaterThanTheLastOneEnded() {
        endpoint.with(ended(0, 0, 50), new FakeConnection(1, 51));
        assertThat(endpoint).reconnectsWithin(Duration.ZERO).reconnectsWithin(SHORT);
    }

    @Test
    void oneOfTheSameInstantCameLaterIfItsIndexIsHigher() {
        endpoint.with(ended(0, 50, 50), new FakeConnection(1, 50));
        assertThat(endpoint).reconnectsWithin(SHORT);
        endpoint.connections.clear();
        endpoint.with(new FakeConnection(0, 50), ended(1, 50, 50));
        assertThatThrownBy(() -> assertThat(endpoint).reconnectsWithin(SHORT)).isInstanceOf(AssertionError.class);
    }

    @Test
    void oneAcceptedBeforeTheLastOneEndedIsNone() {
        endpoint.with(ended(0, 0, 50), ended(1, 60, 200), new FakeConnection(2, 100));
        assertThatThrownBy(() -> assertThat(endpoint).reconnectsWithin(SHORT))
                .isInstanceOf(AssertionError.class)
                .hasMessage(EXPECTED + "none came after connection #1 (TEST_RST)" + JOURNAL);
    }

    @Test
    void withoutConnectionsThereIsNone() {
        assertThatThrownBy(() -> assertThat(endpoint).reconnectsWithin(SHORT))
                .hasMessage(EXPECTED + "it has no connections" + JOURNAL);
    }

    @Test
    void withoutAnEndThereIsNone() {
        endpoint.with(new FakeConnection(0, 0), new FakeConnection(1, 10));
        assertThatThrownBy(() -> assertThat(endpoint).reconnectsWithin(SHORT))
                .hasMessage(EXPECTED + "none of its connections has ended: #0, #1" + JOURNAL);
    }

    @Test
    void waitsForIt() throws Exception {
        endpoint.with(ended(0, 0, 50));
        Thread client = new Thread(() -> {
            await(looked);
            endpoint.with(new FakeConnection(1, 100));
        });
        client.start();
        assertThat(endpoint).reconnectsWithin(LONG);
        client.join();
    }

    @Test
    void waitsForTheEndFirst() throws Exception {
        FakeConnection first = new FakeConnection(0, 0);
        endpoint.with(first);
        Thread client = new Thread(() -> {
            await(looked);
            first.closed(CloseReason.APPLICATION_FIN, 50);
            endpoint.with(new FakeConnection(1, 100));
        });
        client.start();
        assertThat(endpoint).reconnectsWithin(LONG);
        client.join();
    }

    @Test
    void oneThatIsThrownOutAtOnceHasReconnectedAllTheSame() throws Exception {
        endpoint.with(ended(0, 0, 50));
        Thread client = new Thread(() -> {
            await(looked);
            endpoint.with(ended(1, 100, 100));
        });
        client.start();
        assertThat(endpoint).reconnectsWithin(LONG);
        client.join();
    }

    @Test
    void refusesANegativeTimeout() {
        assertThatThrownBy(() -> assertThat(endpoint).reconnectsWithin(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A timeout must not be negative, but this one is -1 s");
    }

    @Test
    void anInterruptIsAnAssertionErrorWithTheFlagRestored() throws Exception {
        endpoint.with(ended(0, 0, 50));
        AtomicReference<AssertionError> thrown = new AtomicReference<>();
        AtomicReference<Boolean> flag = new AtomicReference<>();
        Thread waiter = new Thread(() -> {
            try {
                assertThat(endpoint).reconnectsWithin(Duration.ofSeconds(Long.MAX_VALUE));
            } catch (AssertionError e) {
                flag.set(Thread.currentThread().isInterrupted());
                thrown.set(e);
            }
        });
        waiter.start();
        await(looked);
        waiter.interrupt();
        waiter.join(10_000);
        assertThat(thrown.get())
                .hasMessage(
                        "Interrupted while waiting for TCP endpoint \"db\" at 127.0.0.1:5432 to accept a connection later than the last "
                                + "one ended: none came after connection #0 (TEST_RST)" + JOURNAL);
        assertThat(flag).hasValue(true);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static FakeConnection ended(int index, int opened, int closed) {
        return new FakeConnection(index, opened).closed(CloseReason.TEST_RST, closed);
    }
}
