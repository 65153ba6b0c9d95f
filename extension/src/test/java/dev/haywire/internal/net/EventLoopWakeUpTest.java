package dev.haywire.internal.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventLoopWakeUpTest {
    private final EventLoop loop = new EventLoop(9);

    @AfterEach
    void stop() {
        loop.stop();
    }

    @Test
    void aTaskIsDoneThoughClosingAChannelAteTheWakeUpOfTheOneBefore() throws Exception {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        loop.start();
        loop.execute(() -> {
            loop.channels.closed();
            busy.countDown();
            await(goOn);
        });
        await(busy);
        // announced by a wake-up, but run in the turn that goes on now, which then completes the close
        loop.execute(() -> {});
        goOn.countDown();
        // until the loop sleeps: nothing else shows it
        Thread.sleep(50);

        assertThat(loop.<String>call(() -> "done")).isEqualTo("done");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }
}
