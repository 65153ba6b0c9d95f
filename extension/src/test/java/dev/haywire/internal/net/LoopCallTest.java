package dev.haywire.internal.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What another thread asks of a loop is waited for, but not for ever. */
class LoopCallTest {
    private static final int TASKS_A_TURN = 256;

    private final EventLoop loop = new EventLoop(99);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final CountDownLatch blocked = new CountDownLatch(1);

    @BeforeEach
    void start() {
        loop.start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        goOn.countDown();
        loop.stop();
        loop.join(10_000);
    }

    @Test
    void saysWhereALoopIsThatHangs() throws InterruptedException {
        loop.execute(() -> block(60));
        // what it waits for begins within this turn, not before it
        assertThat(blocked.await(10, TimeUnit.SECONDS)).isTrue();
        assertThatThrownBy(() -> loop.run(() -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the event loop did not answer within 5 s; does user code on it (a predicate, for instance)"
                        + " block?")
                .satisfies(failure -> assertThat(failure.getCause())
                        .hasMessage("haywire-loop-99 is here")
                        .satisfies(where -> assertThat(where.getStackTrace())
                                .extracting(StackTraceElement::getMethodName)
                                .contains("block")));
    }

    @Test
    void waitsOnForALoopThatGoesOn() {
        for (int turn = 0; turn < 3; turn++) {
            loop.execute(() -> block(2));
            for (int i = 1; i < TASKS_A_TURN; i++) {
                loop.execute(() -> {});
            }
        }
        assertThat(loop.<String>call(() -> "in the fourth turn")).isEqualTo("in the fourth turn");
    }

    private void block(int seconds) {
        blocked.countDown();
        try {
            goOn.await(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
